import {
  type Doubt,
  type ParsedWorkload,
  parseWorkload,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import { askAboutInvalid, doubtsOf, type Heard, UNNAMED, unnamed } from './heard.ts';
import { findModelConfig, type PastedConfig } from './pasted-config.ts';
import { readPastedWorkload } from './read-pasted.ts';
import { isDataset } from './reader/dataset.ts';
import { readFrames } from './reader/frames.ts';
import { findClauses, itemize } from './reader/items.ts';
import { accountOf, type Stretch } from './reader/leftovers.ts';
import { findName } from './reader/name.ts';
import { findTables } from './reader/patterns.ts';
import { joinRegions, readThings } from './reader/read-models.ts';
import { readQuantities } from './reader/read-quantities.ts';
import { readTimes } from './reader/read-times.ts';
import { readRelative } from './reader/relative.ts';
import { resolve } from './reader/resolve.ts';
import { mendTokens } from './reader/spelling.ts';
import { dropSharedWords, readStatements, readVagueRegion, readVagueWait } from './reader/statements.ts';
import { askAsides, findAsides, withoutAsides } from './reader/subjects.ts';
import { tokenize } from './reader/tokens.ts';
import type { Range, Reading } from './reader/types.ts';
import { readWrittenSizes } from './reader/written-sizes.ts';
import { withoutBidiControls } from './text.ts';

// Words that people type and read, for every surface: what they state, quantities, sentences. Knows no review.

/** So much of a text is read for facts, in characters; what follows is not used. */
export const READ_MAX = 2000;

/**
 * Reads the words after the command, a message's text, or what follows "what if". A fact is read wherever it stands, from
 * what its neighbours say that it is; what has two readings or contradicts itself is `unclear` and states nothing. With a
 * `current` workload everything counts as supposed, and words in relation to it are understood: "twice the traffic".
 */
export function readWords(typed: string, current?: Partial<Workload>): Heard {
  const pasted = findModelConfig(typed);
  if (pasted !== undefined) return withConfig(readWords(pasted.words, current), pasted);
  const end = endOfRead(typed);
  const text = withoutBidiControls(typed.slice(0, end));
  const { heard, account } = readWithAccount(text, current);
  const notUsed = account.flatMap(({ at, end: to, as }) => (as === 'not-used' ? [text.slice(at, to)] : []));
  const about = account.flatMap(({ at, end: to, why }) => (why ? [{ quote: text.slice(at, to), why }] : []));
  const beyond = typed.slice(end).trim();
  return { ...heard, notUsed: beyond === '' ? notUsed : [...notUsed, beyond], ...(about.length > 0 && { about }) };
}

/** The longest clause that is left whole, in characters. */
const CLAUSE_MAX = 200;

/** Up to where a text is read: an amount is not cut in two. */
function endOfRead(typed: string): number {
  if (typed.length <= READ_MAX) return typed.length;
  const head = typed.slice(0, READ_MAX);
  const clause = Math.max(...['\n', '. ', ', ', '; '].map((mark) => head.lastIndexOf(mark)));
  const end = clause > READ_MAX - CLAUSE_MAX ? clause + 1 : head.lastIndexOf(' ');
  return end > 0 ? end : READ_MAX;
}

/** What a text states, and what became of its words. */
export function readWithAccount(
  text: string,
  current?: Partial<Workload>,
): { heard: Omit<Heard, 'notUsed'>; account: Stretch[] } {
  const reading = read(text, current);
  const { stated, asked, read: all, ...heard } = resolve(reading);
  askAboutInvalid(heard);
  const name = current === undefined ? findName(reading) : undefined;
  const isSaid = ({ field }: { field: WorkloadField }) => heard.says[field] !== undefined;
  const used: Range[] = stated.filter(isSaid);
  const check = [...asked, ...stated.filter((fact) => !isSaid(fact))];
  const account = accountOf(reading, heard.says, name?.isGiven ? [...used, name] : used, check);
  const called = name?.name ?? (current === undefined && text.trim() !== '' ? unnamed(heard.says) : undefined);
  return { heard: { ...heard, ...(called && { name: called }), ...(name?.isGiven && { isNamed: true }) }, account };
}

/** A `config.json` is no words: it states one fact, or says what is wrong with it. */
function withConfig(heard: Heard, { config, fault }: PastedConfig): Heard {
  if (config === undefined) return { name: UNNAMED, ...heard, notUsed: [...heard.notUsed, `config.json: ${fault}`] };
  return {
    name: UNNAMED,
    ...heard,
    says: { ...heard.says, modelConfig: config },
    from: { ...heard.from, modelConfig: 'config.json' },
  };
}

/** Reads what a person typed or pasted: `field: value` lines as they stand, anything else as words. */
export const readTyped = (typed: string): Heard => readPastedWorkload(typed, readWords) ?? readWords(typed);

/**
 * Reads a workload in plain words, or one that was pasted as JSON or YAML. What was heard has its name among what it says. `read`:
 * what was read of the words, where not by the rules alone.
 */
export function hearWorkload(
  words: string,
  read: Heard = readTyped(words),
): { heard: Omit<Heard, 'name'>; parsed: ParsedWorkload; doubts: Doubt[] } {
  const { name = UNNAMED, isNamed, says, ...others } = read;
  const heard = { says: { ...(isNamed && { name }), ...says }, ...others };
  return { heard, parsed: parseWorkload({ name, ...says }), doubts: doubtsOf(heard.unclear) };
}

/** Takes a text apart and gathers what its words may state. */
function read(text: string, current?: Partial<Workload>): Reading {
  const tokens = mendTokens(tokenize(text));
  const all = itemize(tokens, text);
  const clauses = findClauses(all, current !== undefined);
  const asides = findAsides(all, clauses);
  const items = withoutAsides(all, asides);
  const hits = findTables(items);
  const reading: Reading = {
    text,
    tokens,
    items,
    clauses,
    asides,
    hits,
    dataset: false,
    modelId: current?.modelId,
    claims: [],
    doubts: [],
    understood: [],
  };
  readWrittenSizes(reading);
  readStatements(reading);
  readFrames(reading);
  dropSharedWords(reading);
  readThings(reading);
  joinRegions(reading);
  readVagueRegion(reading);
  reading.dataset = isDataset(reading, current ?? {});
  if (current) readRelative(reading, current);
  readTimes(reading);
  readQuantities(reading);
  readVagueWait(reading);
  askAsides(reading);
  return reading;
}
