import type { DoubtReading, Workload, WorkloadField } from '../../recommender/index.ts';
import type { Token } from './tokens.ts';

/** What a number counts, as far as its unit tells: seconds, megabytes, a plain count, US dollars, a share, times a month. */
export const DIMENSIONS = ['time', 'size', 'count', 'money', 'percent', 'bits', 'params', 'factor', 'rate'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const ITEM_KINDS = ['word', 'mark', 'break', 'quantity', 'rhythm', 'clock', 'thing'] as const;

/** Words of a text that belong together: a quantity with its unit, a name that is known, or a single word or mark. */
export interface Item {
  kind: (typeof ITEM_KINDS)[number];
  /** As a table has it. */
  text: string;
  /** Its first token, and the first one after it. */
  from: number;
  to: number;
  quantity?: Quantity;
  /** Of a rhythm: how often it comes in a month. */
  perMonth?: number;
  clock?: { from: string; hours: number };
  thing?: Thing;
}

export interface Quantity {
  dimension: Dimension;
  /** In seconds, MB, pieces, US dollars, percent or billions of parameters; of a rate, how many at a time. */
  value: number;
  /** As said, before its unit; undefined where parts were added. */
  number?: number | undefined;
  /** How many times a month a rate's `value` comes. */
  perMonth?: number;
  /** The words between a rate's number and its period. */
  noun?: string[];
  /** The unit as typed, for a later number that leaves it out. */
  unit?: { dimension: Dimension; factor: number };
  guess?: true;
  /** A range was said; `value` is its upper end. */
  low?: number;
  /** "3.000 ms": a point for decimals or for thousands. */
  ambiguous?: true;
  /** "US dollars" are known; what is asked in another currency has no value here. */
  foreign?: true;
}

/** A name that stands for itself. */
export type Thing =
  | { kind: 'instance'; type: string }
  /** By its code, or by a place that may mean something else. */
  | { kind: 'region'; region: string; byCode?: true }
  | { kind: 'zone'; zone: string }
  /** `isOne`: the id is one model's, and not that of several of a family; `billions`: its size, where the words say it. */
  | { kind: 'model'; id: string; isOne: boolean; billions?: number; bits?: number }
  | { kind: 'link'; s3: boolean }
  | { kind: 'archive' }
  /** What the text calls the workload, in front of everything else. */
  | { kind: 'name'; name: string };

/** One reading of some words: what they state of a field. */
export interface Claim<F extends WorkloadField = WorkloadField> {
  field: F;
  value: Workload[F];
  /** The items it was read from. */
  from: number;
  to: number;
  weight: number;
  /** Gives way to any other value of the field. */
  hint?: boolean;
  /** A volume that was said as a rate: how often its period comes in a month. Known hours and days narrow it. */
  rate?: number;
}

/** Some items in a row: the first, and the first behind them. */
export interface Range {
  from: number;
  to: number;
}

/** A field that some words may be about, without anyone knowing whether or how. */
export interface Doubtful extends Range {
  field: WorkloadField;
  /** What they would state of it. Of several for the same words the likeliest comes first. */
  reading?: DoubtReading['value'];
  /** The items that contradict each other, where others lie between them. */
  parts?: readonly Range[];
}

interface Claims {
  claims: Claim[];
  doubts: Doubtful[];
  /** Items that were read, though nothing is stated by them: a video's length, a quoted limit. */
  understood: Range[];
}

/** A phrase of a table, and the items it was found in. */
export interface Hit<Row> {
  row: Row;
  from: number;
  to: number;
}

/** What was found of each table. */
export type HitsOf<Rows> = { readonly [Name in keyof Rows]: Hit<Rows[Name]>[] };

/** What the phrases of each table stand for. */
export interface PhraseRows {
  statements: StatementRow;
  /** Phrases that no fact is read from, though words of them would state one elsewhere. */
  nothing: true;
  /** Wishes that name no number. */
  vague: true;
  /** Places that are larger than a Region. */
  places: true;
  frames: FramePart;
  /** Words by which a sentence only wonders; `never`: not these. */
  doubts: 'doubt' | 'never';
  roles: RoleRow;
}

/** One of the groups of words that a frame needs, by number. */
export interface FramePart {
  frame: number;
  group: number;
}

/** A text taken apart, with everything that some of its words may state. */
export interface Reading extends Claims {
  text: string;
  tokens: readonly Token[];
  items: readonly Item[];
  clauses: Clauses;
  /** The stretches that are about something else. */
  asides: readonly Aside[];
  /** The phrases of the tables in it. */
  hits: HitsOf<PhraseRows>;
  /** A job scores a dataset: a rhythm is its runs, rows are its records. */
  dataset: boolean;
  /** The model of the workload that is changed, where no words name one. */
  modelId?: string | undefined;
}

/** What a stretch is about that states no fact of the workload. */
export type Elsewhere = 'other-system' | 'past' | 'benchmark' | 'vendor' | 'later' | 'out-of-scope' | 'example';

/** Some items that are about something else than the workload. */
export interface Aside extends Range {
  why: Elsewhere;
  /** What a heading denies is denied, and not only left out. */
  denies?: true;
  /** It has the only amount of a kind: what it would state is asked. */
  asked?: true;
}

/** Where clauses and sentences lie in a row of items. */
export interface Clauses {
  /** The clause and the sentence of each item, by number. */
  clauseOf: readonly number[];
  sentenceOf: readonly number[];
  /** Numbers of sentences that ask something. */
  questions: ReadonlySet<number>;
  /** All of it is supposed, as after "what if": an "if" or a question mark takes nothing back. */
  supposed: boolean;
}

/** What a quantity can be: a field, or something that no field holds. `ignore` keeps a video's length from being a deadline. */
export type Role = WorkloadField | 'coldStart' | 'activeModels' | 'dataset' | 'ignore' | 'archive' | 'sizeEach';

/** A quantity with what it most likely is. */
export interface Assigned {
  at: number;
  quantity: Quantity;
  /** Best first; `score` from about 0.5 (weak) to 1.6 (stated outright). */
  roles: readonly { role: Role; score: number; from: number; to: number }[];
  /** It stands in place of another amount, which is not of our present system. */
  ours?: true;
}

/** Words that speak for a role of the quantities of one dimension, on one side of them. */
export interface RoleRow {
  role: Role;
  dimension: Dimension;
  side: Side;
  /** From 0.5 (weak) to 1.9 (stated outright). */
  weight: number;
}

type Side = 'before' | 'after' | 'either';

/** Phrases by the role they speak for, the side of the quantity they stand on, and their weight. */
export type RoleTable = Readonly<Record<`${Role} ${Side} ${number}`, string>>;

/** What words without a number state, what "no" before them states, and how they are meant. */
export interface StatementRow {
  says: Partial<Workload>;
  /** After "no", "without" and their like; without it, nothing is read there. */
  denied?: Partial<Workload>;
  /** A weaker hint, which gives way where the same field is stated otherwise. */
  hint?: true;
}

/** One fact as a key: `requiresGpu true`. */
export type Fact = {
  [Field in WorkloadField]: `${Field} ${Extract<Workload[Field], string | number | boolean>}`;
}[WorkloadField];

/** What phrases state: `requiresGpu true, denied false`. */
export type StatementKey = Fact | `${Fact}, denied ${string}` | `${Fact}, hint`;
