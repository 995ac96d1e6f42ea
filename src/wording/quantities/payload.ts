import { LIMIT } from '../amount.ts';
import { type Phrase, phrase, readPhrases, words } from '../phrases.ts';
import { type Read, refused, understood } from '../read.ts';
import { SHORT_SIZE, sizeMB, writeSizeMB } from './size.ts';

/** The largest request or answer in MB, and whether a request carries only an S3 address. */
export interface Payload {
  payloadSizeMB?: number;
  payloadByReference?: boolean;
}

const EXAMPLES = '3 MB, 2 GB or S3 link';

const REFERENCE = `(?:(?:as |by |via |through |over |an? )?s3(?: |-)(?:links?|uris?|urls?|address(?:es)?|paths?|keys?|references?|objects?)|(?:fetched |read |loaded )?(?:from|via|in|through|on) s3|s3|by reference)(?: (?:to|for))?`;
const INLINE = `(?:not (?:by|as|via|an?|in) (?:reference|s3 links?|s3)|no s3(?: links?)?|without s3(?: links?)?|not by reference|no reference|inline|in the (?:request|body))`;

const PHRASES: readonly Phrase<Payload>[] = [
  words(INLINE, { payloadByReference: false }),
  words(REFERENCE, { payloadByReference: true }),
  phrase(
    `(?:${LIMIT})?(?<size>${SHORT_SIZE})(?: (?:or less|max(?:imum)?|at most|each|per (?:request|call|file|image)))?`,
    readSize,
  ),
];

/** `3 MB`, `S3 link`, `2 GB, S3 link`. An empty text states nothing. */
export function readPayload(text: string): Read<Payload> {
  return readPhrases<Payload>(text, PHRASES, EXAMPLES);
}

/** The inverse of {@link readPayload}. */
export function writePayload(payload: Payload): string {
  const parts: string[] = [];
  if (payload.payloadSizeMB !== undefined) parts.push(writeSizeMB(payload.payloadSizeMB));
  if (payload.payloadByReference !== undefined) parts.push(payload.payloadByReference ? 'S3 link' : 'in the request');
  return parts.join(', ');
}

function readSize(match: RegExpExecArray): Read<Payload> {
  const payloadSizeMB = sizeMB(match.groups?.['size'] ?? '');
  if (payloadSizeMB === undefined) return refused(`That is beyond any sensible size; write it like ${EXAMPLES}.`);
  return understood({ payloadSizeMB });
}
