import type { Workload } from '../../recommender/index.ts';
import { type Phrase, phrase } from '../phrases.ts';
import { type Read, refused, understood } from '../text.ts';

/** What is stated so far decides how a bare "500 GB", "6 h" or "weekly" is meant. */
export interface WordContext {
  /** Stored data is scored: a size is the data set's, a time its deadline, a rhythm its runs. */
  dataset: boolean;
  /** There are several models: "rarely called" is about each of them. */
  severalModels: boolean;
  /** What "twice the traffic" is in relation to; without it such words are not read. */
  current?: Workload;
}

/** A phrase of the command's words. */
export interface WordPhrase extends Phrase<Workload> {
  /** A quantity is read even where something is said with "maybe"; needs and traffic words are not. */
  kind: 'quantity' | 'word';
  /** What it states after "no"; without it, words after "no" are not read at all, so that they never mean the opposite. */
  denied?: Partial<Workload>;
}

/** A must-have or its like: its words, what they state, and what "no" before them states. */
export function need(source: string, stated: Partial<Workload>, denied?: Partial<Workload>): WordPhrase {
  const { pattern } = phrase<Workload>(source, () => understood(stated));
  return { pattern, kind: 'word', read: () => understood(stated), ...(denied ? { denied } : {}) };
}

/** Words with numbers in them. What `state` cannot use stays unread. */
export function quantity(
  source: string,
  state: (groups: Record<string, string | undefined>) => Partial<Workload> | undefined,
): WordPhrase {
  const read = (match: RegExpExecArray): Read<Partial<Workload>> => understood(state(match.groups ?? {}) ?? {});
  return { ...phrase<Workload>(source, read), kind: 'quantity' };
}

/** Words that belong together and state nothing that a workload has a field for. They are not read in parts either. */
export function unread(source: string): WordPhrase {
  return { ...phrase<Workload>(source, () => understood({})), kind: 'quantity' };
}

/** Words that look like a quantity and are refused with an example. */
export function fault(source: string, text: string): WordPhrase {
  return { ...phrase<Workload>(source, () => refused(text)), kind: 'quantity' };
}

/** Phrases of the form's answers, taken over as they are. */
export function quantities(phrases: readonly Phrase<Workload>[]): WordPhrase[] {
  return phrases.map((known) => ({ ...known, kind: 'quantity' }));
}
