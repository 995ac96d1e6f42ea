import * as z from 'zod/mini';

/** In what a number is counted; how each is typed and written back is a matter of `wording/quantities`. */
export type Unit = 'seconds' | 'MB' | 'GB' | 'hours' | 'count' | 'usd' | 'runs';

/**
 * Everything about one field of a workload. To add one: a row in the file of its subject, in the order of the form, and the rule
 * that uses it. The type of a workload, its check, its labels, its question and what the search tries are derived from the rows.
 */
export interface Row {
  /** What is taken. Absent means *not stated*, never "no". */
  readonly schema: z.ZodMiniType;
  /** "an AWS Region such as eu-west-1", where the kind of the field does not say it. */
  readonly expects?: string;
  /** What was probably meant by a text that is refused. */
  readonly meant?: (typed: string) => string | undefined;
  /** What is wrong with a value that is refused, by what stands inside; of an object. */
  readonly faults?: (value: unknown) => readonly string[];
  /** Of a number. */
  readonly unit?: Unit;
  /** What of many values is meant, as `--help` says it: "p95". */
  readonly statistic?: string;
  /** What a sentence calls it, without a capital: "payload". */
  readonly label: string;
  /** A usual value of a number or a text, as `--help` shows it. */
  readonly sample?: number | string;
  /** What the team is asked where something was assumed; answered with one word or one quantity. */
  readonly question: string;
  /** How each of its words reads. */
  readonly values?: Readonly<Record<string, string>>;
  /** Where it has a meaning; absent: everywhere. */
  readonly about?: 'requests' | 'dataset';
  /** How a change of it is said: a number, a clause for each value, or the start of a clause. Absent: it changes no option. */
  readonly change?: NumberChange | Readonly<Record<string, string>> | string;
  /** Of a number that can change the option: what the search walks. */
  readonly span?: Span;
  /** The search leaves it alone: it sizes what serves, or is only shown. */
  readonly noted?: true;
  /** How the form asks for it, where the answer to one question is this field alone. */
  readonly form?: FormQuestion;
}

/** The form's words, which may differ for requests and for a dataset. */
export type FormWords = string | Readonly<Record<'requests' | 'dataset', string>>;

/** A question of the form: a number is typed in its unit, a text as it is, a word or "yes" is chosen. */
export interface FormQuestion {
  /** Stored drafts and Slack know the question by it, so it never changes. */
  readonly id: string;
  /** In sight from the start. Absent: behind *More details*. */
  readonly page?: 'first';
  /** What must not be ruled out by the other answers for it to be asked. Absent: what the row is about. */
  readonly about?: readonly About[];
  readonly label: FormWords;
  /** Shows while nothing is typed. */
  readonly example?: string;
  readonly hint?: FormWords;
  /** What "yes" and "no" mean, at most 75 characters each. */
  readonly yes?: string;
  readonly no?: string;
  /** For each of the field's words, or of the few numbers that it takes, its choice and what that means, at most 75 characters each. */
  readonly choices?: Readonly<Record<string, readonly [text: string, meaning: string]>>;
  /** AWS writes it in lower case, however people type it. */
  readonly lowerCase?: true;
}

/** `mostly-requests`: for a dataset it is kept where it was answered, but not asked for. */
export type About =
  | 'requests'
  | 'mostly-requests'
  | 'dataset'
  | 'several-models'
  | 'several-containers'
  | 'language-model'
  /** Asked only where words, a file or an assistant stated it. */
  | 'stated-elsewhere';

/** How a number is said in a condition. */
export interface NumberChange {
  /** Around an amount such as "over 60 s", "at most 4" or "2 to 5": "a request takes over 60 s". */
  readonly clause: (amount: string) => string;
  readonly write: (value: number) => string;
  /** How many of the unit that is written go into the field's own, where that is another. */
  readonly smaller?: number;
}

/** "one model", "2 to 5 models" */
export const counted = (amount: string, singular: string): string =>
  amount === '1' || amount === 'at most 1' ? `one ${singular}` : `${amount} ${singular}s`;

/** The values that are searched; no value beyond them is sensible. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly whole?: true;
  /** Where silence stands: most of what is not said is small, but a time that is not limited is long. */
  readonly silence?: 'high';
  /** An estimate may fall along it and rise again. */
  readonly monotone?: false;
}

export const text = (max: number, min = 0) => z.string().check(z.minLength(min), z.maxLength(max));
export const atLeastZero = z.number().check(z.minimum(0));
export const aboveZero = z.number().check(z.positive());
export const upTo = (max: number) => z.number().check(z.minimum(0), z.maximum(max));
export const count = z.int().check(z.minimum(1));
export const yesOrNo = z.boolean();
