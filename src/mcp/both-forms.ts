import { rounded } from './rounded.ts';

// An answer as text and as data. An assistant's program shows the model one of them, so each has all that the other has.

/** What a tool answers. */
export interface BothForms {
  structured: object;
  text: string;
}

/**
 * Adds to the data the lines of the text that it doesn't have, as `said`, and to the text what it lacks of the data, as JSON.
 * `asItIs`: nothing is added to the text.
 */
export function inBothForms(given: BothForms, asItIs: boolean): BothForms {
  const data = rounded(given.structured);
  const said = linesBeside(given.text, stringsOf(data));
  const lacking = asItIs ? [] : restOf(data, `${given.text}\n`);
  return {
    structured: { ...data, ...(said.length > 0 && { said }) },
    text: [given.text, ...(lacking.length > 0 ? ['Data:', ...lacking] : [])].join('\n'),
  };
}

/** The lines of a text that stand in none of some strings, without headings. */
function linesBeside(text: string, strings: readonly string[]): string[] {
  const lines = text.split('\n').map((line) => line.replace(/^- /, '').replace(FOOTNOTE, ''));
  return lines.filter(
    (line) =>
      line !== '' && !/^```|[:]$/.test(line) && !isSource(line, strings) && !strings.some((one) => one.includes(line)),
  );
}

const FOOTNOTE = / \[\d{1,3}\]$/;

/** "[1] Title (2026-09) https://…", of which the data has each part. */
const isSource = (line: string, strings: readonly string[]): boolean =>
  /^\[\d{1,3}\] /.test(line) && strings.includes(line.slice(line.lastIndexOf(' ') + 1));

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

/** A line of JSON for each part of the data that a text lacks. */
function restOf(data: object, text: string): string[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const left = lackingIn(value, text);
    return left === undefined ? [] : [`${key}: ${JSON.stringify(left)}`];
  });
}

/** Shorter strings are words such as `serverless`, which a text may have in another sense. */
const SENTENCE_MIN = 20;

/** What a text doesn't have of a value. Figures and words are kept, since a text has them in other units, or in another sense. */
function lackingIn(value: unknown, text: string): unknown {
  if (value === null) return undefined;
  if (typeof value === 'string') return value.length >= SENTENCE_MIN && text.includes(value) ? undefined : value;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const left = value.flatMap((item) => lackingIn(item, text) ?? []);
    return left.length > 0 ? left : undefined;
  }
  // A source stands in the list of sources whole, or not at all.
  if ('url' in value && text.includes(` ${String(value.url)}\n`)) return undefined;
  const left = Object.entries(value).flatMap(([key, item]) => {
    const lacking = lackingIn(item, text);
    return lacking === undefined ? [] : [[key, lacking] as const];
  });
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}
