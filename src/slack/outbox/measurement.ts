import type { Advisor } from '../../advice/advisor.ts';
import { isSameValue, type Measurement, readMeasurement } from '../../recommender/index.ts';
import { mayBeRevised } from '../../reviews/decide.ts';
import type { Review } from '../../reviews/record.ts';
import { withMeasured } from '../../wording/measurements.ts';
import { applyChanges, type Changes } from '../../wording/read-what-if.ts';
import { readSharedFile, type SharedFile } from '../connection/shared-file.ts';
import {
  buildAsksInstance,
  buildDecidedMeasurement,
  buildKnownMeasurement,
  buildRefusedMeasurement,
  WHY_UNREAD,
  withRefused,
} from '../render/measurements.ts';
import type { Message } from '../render/message.ts';
import { buildWhatIf } from '../render/thread/what-if.ts';

interface Around {
  advisor: Advisor;
  /** Stores a change for the button that makes it a revision. Returns its id. */
  store: (changes: Changes) => Promise<string>;
}

/**
 * Answers a measurement in a review's thread: what it would change, with a button that adds it; on which instance type it ran, where it
 * doesn't say; or what is wrong with it.
 */
export async function answerMeasurement(
  review: Review,
  { measurements, refused }: MeasuredRead,
  { advisor, store }: Around,
): Promise<Message> {
  if (measurements.length === 0) return buildRefusedMeasurement(refused);
  if (!mayBeRevised(review.state)) return buildDecidedMeasurement();
  if (measurements.some(({ instanceType }) => instanceType === null)) {
    return buildAsksInstance(measurements, refused, await store({ measurements }));
  }
  const { recommendation, revision } = review.latest;
  const { workload } = recommendation;
  const changed = applyChanges(workload, { measurements });
  if (!changed.ok) return buildRefusedMeasurement([{ name: null, text: changed.text }]);
  const { measurements: joined } = changed.workload;
  if (isSameValue(joined, workload.measurements)) return buildKnownMeasurement(measurements, refused);
  const compared = advisor.whatIf(recommendation, { measurements: joined });
  const offer = { whatIfId: await store({ measurements }), revision: revision + 1, text: 'Add it to the review' };
  return withRefused(buildWhatIf({ ...compared, offer, ignored: '', questions: '' }), refused);
}

export interface Given {
  /** As typed; absent where only files were shared. */
  text?: string;
  files: readonly SharedFile[];
}

interface RefusedMeasurement {
  /** Of the file; null for what was typed. */
  name: string | null;
  /** What is wrong with it, in sentences. */
  text: string;
}

export interface MeasuredRead {
  measurements: Measurement[];
  refused: RefusedMeasurement[];
}

type ReadingParts = Parameters<typeof readSharedFile>[0];

/** Reads what was typed and every file, side by side. Each is refused or read by itself. */
export async function readGiven(parts: ReadingParts, { text, files }: Given, limitMs: number): Promise<MeasuredRead> {
  const read = await Promise.all(
    files.map(async (file) => {
      const content = await readSharedFile(parts, file, limitMs);
      return content.ok ? readOne(file.name, content.text) : refuse(file.name, WHY_UNREAD[content.why]);
    }),
  );
  const all = text === undefined ? read : [readOne(null, text), ...read];
  return {
    measurements: all.reduce<Measurement[]>((some, { measurements }) => withMeasured(some, measurements), []),
    refused: all.flatMap(({ refused }) => refused),
  };
}

function readOne(name: string | null, text: string): MeasuredRead {
  const read = readMeasurement(text);
  if (read.ok) return { measurements: read.measurements, refused: [] };
  return refuse(name, read.faults.map((fault) => fault.text).join(' '));
}

const refuse = (name: string | null, text: string): MeasuredRead => ({ measurements: [], refused: [{ name, text }] });

/**
 * The JSON that a text holds, with words around it or not, where it is a measurement or nearly one. Undefined for any other text, so
 * that it stays a question.
 */
export function measurementIn(words: string): string | undefined {
  const [from, to] = [words.search(/[[{]/), Math.max(words.lastIndexOf('}'), words.lastIndexOf(']'))];
  if (from < 0 || to < from) return undefined;
  // Slack's apps write typographic quotes.
  const json = words.slice(from, to + 1).replace(/[\u201c\u201d]/g, '"');
  const read = readMeasurement(json);
  // A fault without a field is about a text in which nothing was recognised.
  return read.ok || read.faults.some(({ field }) => field !== '') ? json : undefined;
}
