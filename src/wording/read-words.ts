import {
  type ParsedWorkload,
  parseWorkload,
  pickConfig,
  unitOf,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import { askAboutInvalid, type Heard } from './heard.ts';
import { findModelConfig, type PastedConfig } from './pasted-config.ts';
import { UNITS } from './quantities/index.ts';
import { isDataset } from './reader/dataset.ts';
import { readFrames } from './reader/frames.ts';
import { findClauses, itemize } from './reader/items.ts';
import { findLeftovers, findName } from './reader/leftovers.ts';
import { findTables } from './reader/patterns.ts';
import { readThings } from './reader/read-models.ts';
import { readQuantities } from './reader/read-quantities.ts';
import { readTimes } from './reader/read-times.ts';
import { readRelative } from './reader/relative.ts';
import { resolve } from './reader/resolve.ts';
import { mendTokens } from './reader/spelling.ts';
import { dropSharedWords, readStatements, readVagueRegion, readVagueWait } from './reader/statements.ts';
import { tokenize } from './reader/tokens.ts';
import type { Reading } from './reader/types.ts';
import { clipText, withoutBidiControls } from './text.ts';

// Words that people type and read, for every surface: what they state, quantities, sentences. Knows no review.

/** So much of a text is read for facts, in characters; what follows is not used. */
export const READ_MAX = 2000;

const SHOWN_MAX = 300;

/**
 * Reads the words after the command, a message's text, or what follows "what if". A fact is read wherever it stands, from
 * what its neighbours say that it is; what has two readings or contradicts itself is `unclear` and states nothing. With a
 * `current` workload everything counts as supposed, and words in relation to it are understood: "twice the traffic".
 */
export function readWords(typed: string, current?: Partial<Workload>): Heard {
  const pasted = findModelConfig(typed);
  if (pasted !== undefined) return withConfig(readWords(pasted.words, current), pasted);
  const text = withoutBidiControls(typed.slice(0, READ_MAX));
  const reading = read(text, current);
  const { used, ...resolved } = resolve(reading);
  askAboutInvalid(resolved);
  const name = current === undefined ? findName(reading, used) : undefined;
  const notUsed = findLeftovers(reading, used, name);
  const beyond = typed.slice(READ_MAX).trim();
  if (beyond !== '') notUsed.push(beyond.length > SHOWN_MAX ? `${beyond.slice(0, SHOWN_MAX - 1)}\u2026` : beyond);
  return { ...resolved, notUsed, ...(name && { name: name.name }) };
}

/** A `config.json` is no words: it states one fact, or says what is wrong with it. */
function withConfig(heard: Heard, { config, fault }: PastedConfig): Heard {
  if (config === undefined) return { ...heard, notUsed: [...heard.notUsed, `config.json: ${fault}`] };
  return {
    ...heard,
    says: { ...heard.says, modelConfig: config },
    from: { ...heard.from, modelConfig: 'config.json' },
  };
}

/** Name of a workload whose words have none. */
const UNNAMED = 'workload';

/** Reads what a person typed or pasted: `field: value` lines as they stand, anything else as words. */
export const readTyped = (typed: string): Heard => readPastedWorkload(typed) ?? readWords(typed);

/** Reads a workload in plain words, or one that was pasted as JSON or YAML. What was heard has its name among what it says. */
export function hearWorkload(words: string): { heard: Omit<Heard, 'name'>; parsed: ParsedWorkload } {
  const { name, says, from, unclear, notUsed } = readTyped(words);
  const heard = { says: { ...(name === undefined ? {} : { name }), ...says }, from, unclear, notUsed };
  return { heard, parsed: parseWorkload({ name: UNNAMED, ...heard.says }) };
}

/** Takes a text apart and gathers what its words may state. */
function read(text: string, current?: Partial<Workload>): Reading {
  const tokens = mendTokens(tokenize(text));
  const items = itemize(tokens, text);
  const clauses = findClauses(items, current !== undefined);
  const hits = findTables(items);
  const reading: Reading = {
    text,
    tokens,
    items,
    clauses,
    hits,
    dataset: false,
    modelId: current?.modelId,
    claims: [],
    doubts: [],
    understood: [],
  };
  readStatements(reading);
  readFrames(reading);
  dropSharedWords(reading);
  readThings(reading);
  readVagueRegion(reading);
  reading.dataset = isDataset(reading, current ?? {});
  if (current) readRelative(reading, current);
  readTimes(reading);
  readQuantities(reading);
  readVagueWait(reading);
  return reading;
}

/** Longest name taken from a text, in characters. */
const NAME_MAX = 40;

/** Fewest `field: value` lines that make a workload; a single one may be a sentence with a colon. */
const LINES_MIN = 2;

/** One entry of what was pasted. */
type Entry = readonly [key: string, value: unknown];

/**
 * Reads a workload that was pasted as a JSON object, or as lines of `field: value` as YAML has them; undefined for anything else.
 * Numbers may have units. A value that its field does not take is unclear, and a key that is no field is not used.
 */
export function readPastedWorkload(typed: string): Heard | undefined {
  const text = withoutFence(typed.trim());
  const entries = text.startsWith('{') ? entriesOfJson(text) : entriesOfLines(text);
  const known = entries?.filter(([key]) => fieldOf(key) !== undefined) ?? [];
  if (entries === undefined || known.length < (text.startsWith('{') ? 1 : LINES_MIN)) return undefined;
  return heardIn(entries);
}

/** Three backticks around it, with or without the name of a language. */
export function withoutFence(text: string): string {
  if (!text.startsWith('```')) return text;
  const inside = text.slice(3, text.endsWith('```') && text.length >= 6 ? -3 : undefined);
  return inside.replace(/^(?:json|ya?ml)\b/i, '').trim();
}

function entriesOfJson(text: string): Entry[] | undefined {
  try {
    return entriesOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function entriesOf(parsed: unknown): Entry[] | undefined {
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  const entries = Object.entries(parsed);
  const [only] = entries;
  return entries.length === 1 && only?.[0] === 'workload' ? entriesOf(only[1]) : entries;
}

const LINE = /^["']?([A-Za-z][\w-]{0,60})["']?[ \t]*:(?:[ \t](.*))?$/;

/** Every line but comments and `---` is an entry, or it is no workload. */
function entriesOfLines(text: string): Entry[] | undefined {
  const entries: Entry[] = [];
  for (const line of text.split(/\r?\n/)) {
    const said = line.trim();
    if (said === '' || said === '---' || said.startsWith('#') || said === 'workload:') continue;
    const [, key, value = ''] = LINE.exec(said) ?? [];
    if (key === undefined) return undefined;
    entries.push([key, scalarOf(value.trim())]);
  }
  return entries;
}

const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|'[^']*')(?=,?(?:[ \t]+#.*)?$)/;

function scalarOf(written: string): unknown {
  const [quoted] = QUOTED.exec(written) ?? [];
  if (quoted !== undefined) return unquoted(quoted);
  const comment = written.indexOf(' #');
  const value = (comment < 0 ? written : written.slice(0, comment)).trim().replace(/,$/, '');
  if (value === '' || value === 'null' || value === '~') return null;
  if (value === 'true' || value === 'false') return value === 'true';
  return /^-?\d{1,21}(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?$/i.test(value) ? Number(value) : value;
}

function unquoted(quoted: string): string {
  try {
    return quoted.startsWith('"') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
  } catch {
    return quoted.slice(1, -1);
  }
}

const bare = (key: string): string => key.replace(/[_-]/g, '').toLowerCase();

const FIELDS: ReadonlyMap<string, WorkloadField> = new Map(WORKLOAD_FIELDS.map((field) => [bare(field), field]));

/** `payloadSizeMB`, `payload_size_mb` and `payload-size-mb` are one field. */
function fieldOf(key: string): WorkloadField | undefined {
  return FIELDS.get(bare(key));
}

function heardIn(entries: readonly Entry[]): Heard {
  const heard: Heard = { says: {}, from: {}, unclear: [], notUsed: [] };
  for (const [key, value] of entries) {
    const field = fieldOf(key);
    const words = `${key}: ${typeof value === 'string' ? value : field === 'modelConfig' ? 'config.json' : JSON.stringify(value)}`;
    if (value === null) continue;
    if (field === undefined) heard.notUsed.push(words);
    else if (field === 'name') heard.name = clipText(String(value), NAME_MAX);
    else take(heard, field, value, words);
  }
  askAboutInvalid(heard);
  return heard;
}

function take({ says, from, unclear }: Heard, field: WorkloadField, value: unknown, words: string): void {
  const parsed = parseWorkload({
    name: 'x',
    [field]: field === 'modelConfig' ? asObject(value) : inUnit(field, value),
  });
  if (!parsed.ok) {
    unclear.push({ field, words });
    return;
  }
  Object.assign(says, { [field]: parsed.workload[field] });
  from[field] = words;
}

/** In a line it stands as a text. */
function asObject(value: unknown): unknown {
  const picked = pickConfig(value);
  return picked.ok ? picked.config : value;
}

/** "500 MB" in place of a number. */
function inUnit(field: WorkloadField, value: unknown): unknown {
  const unit = unitOf(field);
  if (typeof value !== 'string' || unit === undefined) return value;
  const read = UNITS[unit].read(value);
  return read.ok ? read.value : value;
}
