import * as z from 'zod';
import { parseJson } from '../../account/pasted.ts';
import type { Advisor } from '../../advice/advisor.ts';
import type { ModelReader } from '../../model-reader/index.ts';
import { type Fault, isSmallJson } from '../../recommender/index.ts';
import { clipText } from '../../wording/text.ts';
import type { Search } from '../search.ts';

// What a tool of an assistant is: what the command line answers, as data and as text. It writes nothing.

/** What a tool answers, or one sentence for each thing that is wrong with what it was given. */
export type ToolAnswer =
  | {
      ok: true;
      structured: object;
      text: string;
      /** Resources that have more of it, for an assistant that takes links. */
      links?: readonly { uri: string; name: string }[];
    }
  | { ok: false; text: string };

export interface ToolParts {
  advisor: Advisor;
  search: Search;
  /** Reads words beside the rules. Absent: the rules alone. */
  reader?: ModelReader | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodType;
  /** It is offered only where reviews can be searched. */
  readonly searches?: true;
  readonly run: (given: unknown, parts: ToolParts) => Promise<ToolAnswer>;
}

/** Longest refusal, in characters: it names at most ten faults. */
export const REFUSAL_MAX = 1500;

export type Refusal = Extract<ToolAnswer, { ok: false }>;

export const refuse = (text: string): Refusal => ({ ok: false, text: clipText(text, REFUSAL_MAX) });

/** More faults than these are only counted. */
const FAULTS_MAX = 10;

export function refuseAll(faults: readonly Fault[]): Refusal {
  const told = faults.slice(0, FAULTS_MAX).map(({ text }) => clipText(text, 200));
  const left = faults.length - told.length;
  return refuse([...told, ...(left > 0 ? [`And ${left} more.`] : [])].join('\n'));
}

/**
 * A tool whose input is checked in two steps: its own arguments here, and a workload by `parseWorkload`, whose sentences
 * name the field and what it takes.
 */
export function tool<I extends z.ZodObject>(
  about: Pick<Tool, 'name' | 'title' | 'description' | 'searches'> & { input: I },
  answer: (given: z.output<I>, parts: ToolParts) => ToolAnswer | Promise<ToolAnswer>,
): Tool {
  return {
    ...about,
    async run(given, parts) {
      const read = withoutEncoding(given ?? {});
      const faults = faultsOf(about.input, read);
      if (faults.length > 0) return refuseAll(faults);
      const answered = await answer(read as z.output<I>, parts);
      return answered.ok ? { ...answered, structured: rounded(answered.structured) } : answered;
    },
  };
}

/** Fields that are read from text or data. Their own faults are told by what reads them. */
const READ_LATER = ['workload', 'changes', 'described'];

/** The same arguments with texts of JSON read, as some assistants send objects. A text that isn't JSON stays one. */
const withoutEncoding = (given: object): object =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, READ_LATER.includes(name) ? decoded(value) : value]),
  );

export function decoded(value: unknown): unknown {
  const isRead = typeof value === 'string' && isSmallJson(value);
  return (isRead ? parseJson(value) : undefined) ?? value;
}

function faultsOf(input: z.ZodObject, given: unknown): Fault[] {
  const parsed = input.safeParse(given);
  return (parsed.error?.issues ?? []).flatMap(({ code, path, message, ...issue }) => {
    const [field] = path.map(String);
    if (code === 'unrecognized_keys' && field === undefined) {
      const keys = 'keys' in issue ? (issue.keys as string[]) : [];
      const known = Object.keys(input.shape).join(', ');
      return keys.map((key) => ({
        field: key,
        text: `${JSON.stringify(clipText(key, 40))} is not taken. Known: ${known}.`,
      }));
    }
    if (field === undefined) return [{ field: '', text: message }];
    if (READ_LATER.includes(field)) return [];
    return [{ field, text: `${path.length > 1 ? `Each entry of ${field}` : field} ${message}.` }];
  });
}

type Json = Record<string, unknown>;

/** Of the arguments of a tool. */
type ObjectSchema = Json & { type: 'object' };

/** A schema as an assistant reads it, in JSON Schema 2020-12: with every conversation, so without what says nothing. */
export const publishedSchema = (schema: z.ZodType): ObjectSchema => {
  const { $schema: _, ...published } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => lean(jsonSchema),
  });
  return published as ObjectSchema;
};

/** Says it in fewer words: null as one of the types, and no limit that every value keeps. */
function lean(schema: Json): void {
  if (schema['minLength'] === 0) delete schema['minLength'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['type'] === 'object') delete schema['propertyNames'];
  const { anyOf, ...others } = schema as { anyOf?: Json[] };
  const [one, none, ...more] = anyOf ?? [];
  if (one === undefined || typeof one['type'] !== 'string' || none?.['type'] !== 'null' || more.length > 0) return;
  delete schema['anyOf'];
  const words = one['enum'] as unknown[] | undefined;
  Object.assign(schema, one, others, { type: [one['type'], 'null'], ...(words && { enum: [...words, null] }) });
}

/** What is stated, or has to be stated again to get the same answer: exact. */
const EXACT: ReadonlySet<string> = new Set([
  'workload',
  'changes',
  'measurements',
  'says',
  'readings',
  'from',
  'to',
  'value',
  'values',
  'alike',
  'range',
  'rules',
  'assumed',
  'prices',
]);

/** Digits of a figure that was computed. More are no information: prices are estimates, and speeds are modelled or measured. */
const DIGITS = 4;

/** Digits of what a limit is compared with, and of a price: fewer would read as the limit itself, or as another price. */
const DIGITS_OF: Readonly<Record<string, number>> = { asked: 6, allowed: 6, unitPriceUsd: 6 };

/** The same data without digits that mean nothing. What was stated stays as it is. */
export const rounded = <T>(data: T): T => roundedIn(data, DIGITS) as T;

function roundedIn(value: unknown, digits: number): unknown {
  if (typeof value === 'number') return roundedTo(value, digits);
  if (Array.isArray(value)) return value.map((item) => roundedIn(item, digits));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      EXACT.has(key) ? item : roundedIn(item, DIGITS_OF[key] ?? digits),
    ]),
  );
}

const roundedTo = (value: number, digits: number): number =>
  Math.abs(value) >= 10 ** digits ? Math.round(value) : Number(value.toPrecision(digits));
