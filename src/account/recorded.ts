import { basename } from 'node:path';
import { readText } from '../read-text.ts';
import { type PriceList, SHIPPED_PRICES } from '../recommender/index.ts';
import type { EndpointFacts, Unknown } from './facts.ts';
import { readPasted } from './pasted.ts';
import { type EndpointLine, reviewBy } from './review.ts';

// A recorded account in a file, as `--from` takes it, in place of AWS: for trying without access. Whatever is said of it says so.
// It is read anew each time, and its metrics end when they were recorded.

type Refused = { readonly ok: false; readonly text: string };

/** Says of an answer that it isn't of AWS. */
const noteOf = (file: string): Unknown => ({
  what: 'AWS account',
  why: `Nothing was read in AWS. This is the recorded account in ${basename(file)}.`,
});

/** Finds an endpoint of a recorded account; or one sentence that says why not. */
export async function findRecorded(
  file: string,
  name: string,
  region?: string,
  prices: PriceList = SHIPPED_PRICES,
): Promise<{ readonly ok: true; readonly line: EndpointLine } | Refused> {
  const recorded = await read(file);
  if (!recorded.ok) return recorded;
  const found = recorded.facts.find((one) => one.name === name && (region === undefined || one.region === region));
  if (found === undefined) return { ok: false, text: `No endpoint named ${name} in ${basename(file)}.` };
  const { line } = reviewBy(prices, found);
  return { ok: true, line: { ...line, unknown: [noteOf(file), ...line.unknown] } };
}

async function read(file: string): Promise<{ ok: true; facts: EndpointFacts[]; unused: Unknown[] } | Refused> {
  const content = await readText(file);
  if (!content.ok) return { ok: false, text: `${file}: ${content.why}` };
  const pasted = readPasted(content.text, { region: null, now: Date.now() });
  return pasted.ok ? pasted : { ok: false, text: `${file}: ${pasted.text}` };
}
