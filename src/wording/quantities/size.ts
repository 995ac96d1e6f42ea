import { collapseSpaces, type Read, refused, tidy, understood, vocabulary } from '../text.ts';
import {
  COUNT,
  countOf,
  explainRefusal,
  LIMIT,
  NUMBER,
  type Phrase,
  phrase,
  QUANTITY_TEXT_MAX,
  readPhrases,
  scaled,
  sensible,
  toNumber,
  type Unit,
  words,
  writeAmount,
  writeCount,
} from './grammar.ts';

/** 1 MB is 2^20 bytes and 1 GB is 1024 MB, as in AWS's API; KiB, MiB and GiB are the same. */
const MB_IN: readonly [words: string, megabytes: number][] = [
  ['bytes?', 2 ** -20],
  ['kilobytes?|kbytes?|kib|kb', 2 ** -10],
  ['megabytes?|mbytes?|mib|mb', 1],
  ['gigabytes?|gbytes?|gib|gb|gigs?', 2 ** 10],
  ['terabytes?|tbytes?|tib|tb', 2 ** 20],
];

/** One letter, where only a size can be meant. */
const MB_IN_LETTER: readonly [words: string, megabytes: number][] = [
  ['k', 2 ** -10],
  ['m', 1],
  ['g', 2 ** 10],
  ['t', 2 ** 20],
];

const ALL = vocabulary([...MB_IN, ...MB_IN_LETTER]);

/** The source of a pattern for a size, for phrases that contain one: `500 MB`, `14G`. */
const SHORT_SIZE = `${NUMBER} ?-?(?:${ALL.source})`;

const PARTS = new RegExp(`^(${NUMBER}) ?-?(${ALL.source})$`, 'u');

const WHOLE = new RegExp(`^(?:${LIMIT})?(?<size>${SHORT_SIZE})(?: ?(?:or less|max(?:imum)?|at most|each))?\\.?$`, 'u');

const EXAMPLES = '500 MB or 1.5 GB';

/** A size in MB, at least 0: `500 MB`, `1.5GB`. */
export function readSizeMB(text: string): Read<number> {
  return readWhole(text, 1);
}

/** A size in GB of 1024 MB, at least 0: `1.5 GB`, `500MB`, `2 TB`. */
export function readSizeGB(text: string): Read<number> {
  return readWhole(text, 1024);
}

function readWhole(text: string, megabytesInUnit: number): Read<number> {
  if (text.length > QUANTITY_TEXT_MAX) return explainRefusal(text, EXAMPLES);
  const typed = WHOLE.exec(tidy(collapseSpaces(text)))?.groups?.['size'];
  const size = typed === undefined ? undefined : sizeIn(typed, megabytesInUnit);
  return size === undefined ? explainRefusal(text, EXAMPLES) : understood(size);
}

/** MB of a text that {@link SHORT_SIZE} matched; undefined if it is beyond sense. */
function sizeMB(text: string): number | undefined {
  return sizeIn(text, 1);
}

/** GB of a text that {@link SHORT_SIZE} matched; undefined if it is beyond sense. */
function sizeGB(text: string): number | undefined {
  return sizeIn(text, 1024);
}

function sizeIn(text: string, megabytesInUnit: number): number | undefined {
  const [, digits = '', unit = ''] = PARTS.exec(text) ?? [];
  const number = toNumber(digits);
  const megabytes = ALL.meaningOf(unit);
  if (digits === '' || number === undefined || megabytes === undefined) return undefined;
  return sensible(scaled(number, megabytes / megabytesInUnit));
}

const WRITTEN_MB: readonly Unit[] = [
  ['GB', 1024],
  ['MB', 1],
  ['KB', 2 ** -10],
];

const WRITTEN_GB: readonly Unit[] = [
  ['GB', 1],
  ['MB', 2 ** -10],
];

/** `1.5 GB` for 1536. */
export function writeSizeMB(megabytes: number): string {
  return writeAmount(megabytes, WRITTEN_MB, 'MB');
}

/** `500 MB` for 0.48828125; reading it gives the same number again. */
export function writeSizeGB(gigabytes: number): string {
  return writeAmount(gigabytes, WRITTEN_GB, 'GB');
}

/** The largest request or answer in MB, and whether a request carries only an S3 address. */
export interface Payload {
  payloadSizeMB?: number;
  payloadByReference?: boolean;
}

const PAYLOAD_EXAMPLES = '3 MB, 2 GB or S3 link';

const REFERENCE = `(?:(?:as |by |via |through |over |an? )?s3(?: |-)(?:links?|uris?|urls?|address(?:es)?|paths?|keys?|references?|objects?)|(?:fetched |read |loaded )?(?:from|via|in|through|on) s3|s3|by reference)(?: (?:to|for))?`;

const INLINE = `(?:not (?:by|as|via|an?|in) (?:reference|s3 links?|s3)|no s3(?: links?)?|without s3(?: links?)?|not by reference|no reference|inline|in the (?:request|body))`;

const PAYLOAD_PHRASES: readonly Phrase<Payload>[] = [
  words(INLINE, { payloadByReference: false }),
  words(REFERENCE, { payloadByReference: true }),
  phrase(
    `(?:${LIMIT})?(?<size>${SHORT_SIZE})(?: (?:or less|max(?:imum)?|at most|each|per (?:request|call|file|image)))?`,
    readSize,
  ),
];

/** `3 MB`, `S3 link`, `2 GB, S3 link`. An empty text states nothing. */
export function readPayload(text: string): Read<Payload> {
  return readPhrases<Payload>(text, PAYLOAD_PHRASES, PAYLOAD_EXAMPLES);
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
  if (payloadSizeMB === undefined)
    return refused(`That is beyond any sensible size; write it like ${PAYLOAD_EXAMPLES}.`);
  return understood({ payloadSizeMB });
}

/** The memory one model needs in GB, whether it needs a GPU, and how many models there are. */
export interface Model {
  modelSizeGB?: number;
  requiresGpu?: boolean;
  modelCount?: number;
}

const MODEL_EXAMPLES = '2 GB, 14 GB gpu or 400 models';
const NOUN = `(?: (?:similar |small |large |different |separate )?(?:models?|adapters?))`;

const NO_GPU = String.raw`(?:(?:needs? |requires? )?no|not|without|w\/o|non-?|does ?n.?t need|does not need|do ?n.?t need|do not need)(?: need| needs| needing)?(?: for)?(?: an?| any)? ?gpus?|gpus?:? (?:no|false|not needed|not required|(?:is |are )?not (?:needed|required))|(?:cpu|cpus)(?: only)?|only cpus?`;
const GPU = `(?:(?:on|with|needs?|requires?|using|in)(?: an?)? )?gpus?(?: memory)?(?::? (?:yes|true|needed|required|only|is needed|is required))?`;

const MODEL_PHRASES: readonly Phrase<Model>[] = [
  words(NO_GPU, { requiresGpu: false }),
  words(GPU, { requiresGpu: true }),
  phrase(`(?:${LIMIT})?(?<count>${COUNT})${NOUN}`, count),
  words('(?:an?|one|single|only one|just one) models?', { modelCount: 1 }),
  phrase(
    `(?:${LIMIT})?(?<size>${SHORT_SIZE})(?: (?:(?:of )?(?:memory|ram|vram)|in memory|models?|a model|per model|each|on disk|max))*`,
    size,
  ),
];

/** `2 GB`, `14 GB gpu`, `no gpu`, `400 models, 80 MB each`. An empty text states nothing. */
export function readModel(text: string): Read<Model> {
  return readPhrases<Model>(text, MODEL_PHRASES, MODEL_EXAMPLES);
}

/** The inverse of {@link readModel}. */
export function writeModel(model: Model): string {
  const parts: string[] = [];
  if (model.modelCount !== undefined) {
    parts.push(model.modelCount === 1 ? '1 model' : `${writeCount(model.modelCount)} models`);
  }
  if (model.modelSizeGB !== undefined) parts.push(writeSizeGB(model.modelSizeGB));
  if (model.requiresGpu !== undefined) parts.push(model.requiresGpu ? 'gpu' : 'no gpu');
  return parts.join(', ');
}

function count(match: RegExpExecArray): Read<Model> {
  const modelCount = countOf(match.groups?.['count'] ?? '');
  if (modelCount === undefined || modelCount < 1 || !Number.isInteger(modelCount)) {
    return refused('Models are counted in whole numbers from 1, such as 400 models.');
  }
  return understood({ modelCount });
}

function size(match: RegExpExecArray): Read<Model> {
  const modelSizeGB = sizeGB(match.groups?.['size'] ?? '');
  if (modelSizeGB === undefined || modelSizeGB <= 0) {
    return refused(`A model takes more than 0 GB and no more than is sensible; write it like ${MODEL_EXAMPLES}.`);
  }
  return understood({ modelSizeGB });
}
