import type * as z from 'zod';
import type { Advisor } from '../../advice/advisor.ts';
import type { ModelReader } from '../../model-reader/index.ts';
import { type Fault, isSmallJson } from '../../recommender/index.ts';
import { clipText } from '../../wording/text.ts';
import { type BothForms, inBothForms } from '../both-forms.ts';
import type { Search } from '../search.ts';

// What a tool of an assistant is: what the command line answers, as data and as text. It writes nothing.

/** What a tool answers, or one sentence for each thing that is wrong with what it was given. */
export type ToolAnswer<T = unknown> =
  | {
      ok: true;
      structured: DeepReadonly<T>;
      text: string;
      /** Nothing is added to the text: it has all of the data, or says what it leaves out. */
      asItIs?: true;
      /** Resources that have more of it, for an assistant that takes links. */
      links?: readonly { uri: string; name: string }[];
    }
  | { ok: false; text: string };

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** What the tools need beyond their input. */
export interface ToolParts {
  advisor: Advisor;
  search: Search;
  /** Reads words beside the rules. Absent: the rules alone. */
  reader?: ModelReader | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A tool as an assistant sees it, and what it does. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** It is offered only where reviews can be searched. */
  readonly searches?: true;
  readonly run: (given: unknown, parts: ToolParts) => Promise<ToolAnswer>;
}

/** Longest refusal, in characters: it names at most ten faults. */
export const REFUSAL_MAX = 1500;

export const refuse = (text: string): { ok: false; text: string } => ({ ok: false, text: clipText(text, REFUSAL_MAX) });

/** More faults than these are only counted. */
const FAULTS_MAX = 10;

export function refuseAll(faults: readonly Fault[]): { ok: false; text: string } {
  const told = faults.slice(0, FAULTS_MAX).map(({ text }) => clipText(text, 200));
  const left = faults.length - told.length;
  return refuse([...told, ...(left > 0 ? [`And ${left} more.`] : [])].join('\n'));
}

/**
 * A tool whose input is checked in two steps: its own arguments here, and a workload by `parseWorkload`, whose sentences
 * name the field and what it takes.
 */
export function tool<I extends z.ZodObject, O extends z.ZodType>(
  about: Pick<Tool, 'name' | 'title' | 'description' | 'searches'> & { input: I; output: O },
  answer: (given: z.output<I>, parts: ToolParts) => ToolAnswer<z.input<O>> | Promise<ToolAnswer<z.input<O>>>,
): Tool {
  return {
    ...about,
    async run(given, parts) {
      const read = withoutEncoding(given ?? {});
      const faults = faultsOf(about.input, read);
      if (faults.length > 0) return refuseAll(faults);
      const answered = await answer(read as z.output<I>, parts);
      if (!answered.ok) return answered;
      const { asItIs = false, links = [] } = answered;
      return { ok: true, ...inBothForms(answered as BothForms, asItIs), links };
    },
  };
}

/** Fields that a workload is read from. Their own faults are told by `parseWorkload`. */
const READ_LATER = ['workload', 'changes', 'load'];

/** Arguments that are objects or lists of objects, and come as a text of JSON from some assistants. */
const ENCODED = [...READ_LATER, 'described'];

/** The same arguments with texts of JSON read. A text that isn't JSON stays one, and is told as a fault. */
function withoutEncoding(given: object): object {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, ENCODED.includes(name) ? decoded(value) : value]),
  );
}

function decoded(value: unknown): unknown {
  if (typeof value !== 'string' || !isSmallJson(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
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
    if (path.length > 1 && !READ_LATER.includes(field)) return [{ field, text: `Each entry of ${field} ${message}.` }];
    return READ_LATER.includes(field) ? [] : [{ field, text: `${field} ${message}.` }];
  });
}
