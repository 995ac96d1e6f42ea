import { createReadStream } from 'node:fs';
import type * as z from 'zod';
import { withoutNul } from '../reviews/action.ts';
import { EVENT_KINDS, isSlackId } from '../reviews/history.ts';
import type { Review, ReviewEvent, Revision } from '../reviews/record.ts';
import { eventsOf, type ToldEvent, toldEvents } from '../reviews/told-events.ts';
import { inert } from '../terminal/lines.ts';
import { isTooDeep, TOO_DEEP } from '../text-limits.ts';
import { type ExportedLine, exportedLine, firstLine } from './exported-line.ts';

/** The file isn't a whole export. Its message is the end of a sentence, and names the line. */
export class BadExport extends Error {
  constructor(line: number, why: string) {
    super(`Line ${line} ${why}`);
  }
}

/** A review of an export. What its version doesn't have is null or empty. */
export interface ReadReview
  extends Pick<ExportedLine, 'updatedAt' | 'people' | 'slack' | 'reminders' | 'waiting' | 'correction' | 'end'> {
  /** In the file, from 1 on. */
  line: number;
  exportVersion: 1 | 2;
  review: Review;
  revisions: readonly Revision[];
  /** As they are stored. */
  events: readonly ReviewEvent[];
  /** Ids of people, and words that look like one. */
  named: readonly string[];
}

/** Reads an export by its lines. @throws BadExport at the first line that is wrong, and at the end of a file that was cut. */
export async function* readExport(file: string): AsyncGenerator<ReadReview> {
  const seen = new Map<string, number>();
  let last: ReadReview | undefined;
  for await (const { line, text } of linesOf(file)) {
    if (text.trim() === '') continue;
    const read = readLine(text, line);
    const before = seen.get(read.review.id);
    if (before !== undefined) throw new BadExport(line, `has the review of line ${before} again.`);
    seen.set(read.review.id, line);
    refuseMixed(last, read);
    if (read.end !== undefined && read.end.reviews !== seen.size)
      throw new BadExport(line, `ends an export of ${read.end.reviews} reviews. The file has ${seen.size}.`);
    last = read;
    yield read;
  }
  if (last === undefined) throw new BadExport(1, 'is missing: the file is empty.');
  if (last.exportVersion === 2 && last.end === undefined)
    throw new BadExport(last.line + 1, 'is missing: the file was cut. Export again, or copy the whole file.');
}

/** @throws BadExport where a line doesn't go on from the one before. */
function refuseMixed(last: ReadReview | undefined, { line, exportVersion }: ReadReview): void {
  if (last?.end !== undefined) throw new BadExport(line, 'follows the last line of the export.');
  if (last !== undefined && last.exportVersion !== exportVersion)
    throw new BadExport(line, `is of another version than line ${last.line}. Import each export alone.`);
}

/** Beyond every review: 500 revisions take some 40 MB. */
const LINE_MB_MAX = 64;

/** Reads a file of any size. */
async function* linesOf(file: string): AsyncGenerator<{ line: number; text: string }> {
  let [line, text] = [1, ''];
  for await (const part of createReadStream(file, 'utf8')) {
    const [first = '', ...more] = (part as string).split('\n');
    text += first;
    for (const next of more) {
      yield { line, text };
      [line, text] = [line + 1, next];
    }
    if (text.length > LINE_MB_MAX * 2 ** 20) throw new BadExport(line, `is over ${LINE_MB_MAX} MB.`);
  }
  yield { line, text };
}

/** @throws BadExport */
function readLine(text: string, line: number): ReadReview {
  if (isTooDeep(text)) throw new BadExport(line, TOO_DEEP);
  const value = parse(text, line);
  const exportVersion =
    typeof value === 'object' && value !== null && 'exportVersion' in value ? value.exportVersion : 1;
  if (exportVersion !== 1 && exportVersion !== 2) {
    const told = inert(JSON.stringify(exportVersion).slice(0, 20));
    throw new BadExport(
      line,
      `has the exportVersion ${told}. This version reads 1 and 2: import it with the one that wrote it.`,
    );
  }
  const read = exportVersion === 2 ? check(exportedLine, value, line) : upgraded(check(firstLine, value, line));
  const {
    revisions,
    storedEvents,
    events: _,
    updatedAt,
    people,
    slack,
    reminders,
    waiting,
    correction,
    end,
    ...rest
  } = read;
  const wrong = faultIn(read) ?? (exportVersion === 2 ? mistoldIn(read) : undefined);
  if (wrong !== undefined) throw new BadExport(line, `is no line of an export: ${wrong}.`);
  const latest = revisions.at(-1);
  // What the schema leaves open was stored by the bot, and is read as what was.
  const review = { ...rest, latest } as unknown as Review;
  return {
    ...{ line, exportVersion, review, updatedAt, people, slack, reminders, waiting, correction, ...(end && { end }) },
    revisions: revisions as unknown as Revision[],
    events: storedEvents as unknown as ReviewEvent[],
    // Without escapes, before which a word has no boundary.
    named: JSON.stringify(value).match(/[UW][A-Z0-9]{1,30}/g) ?? [],
  };
}

function parse(text: string, line: number): unknown {
  try {
    // PostgreSQL stores none (https://www.postgresql.org/docs/current/datatype-character.html).
    const clean = (_: string, value: unknown) => (typeof value === 'string' ? withoutNul(value) : value);
    return JSON.parse(text, text.includes('\\u0000') ? clean : undefined);
  } catch {
    throw new BadExport(line, 'is no JSON: the file was cut, or is no export.');
  }
}

function check<Schema extends z.ZodType>(schema: Schema, value: unknown, line: number): z.output<Schema> {
  const checked = schema.safeParse(value);
  if (checked.success) return { ...(checked.data as object), ...asStored(value as object) } as z.output<Schema>;
  const path = checked.error.issues[0]?.path.join('.') ?? '';
  const what = path === '' ? 'it is no object' : `${inert(path.slice(0, 100))} is missing or wrong`;
  throw new BadExport(line, `is no line of an export: ${what}.`);
}

const STORED = ['concerns', 'approvals', 'candidate', 'decision', 'revisions', 'events', 'storedEvents'];

/** What is stored as JSON, with its fields in their order. */
const asStored = (line: object): object =>
  Object.fromEntries(Object.entries(line).filter(([name]) => STORED.includes(name)));

/** What doesn't fit together, in words. */
function faultIn({ revisions, storedEvents, version, concerns, decision, state }: Omit<ExportedLine, 'exportVersion'>) {
  if (storedEvents.length !== version) return 'version is not the number of its events';
  const unknown = storedEvents.find(({ kind }) => !EVENT_KINDS.has(kind));
  if (unknown !== undefined) return `storedEvents has the kind ${inert(unknown.kind.slice(0, 40))}`;
  if (storedEvents[0]?.kind !== 'created') return 'storedEvents begins without its creation';
  if (revisions.some(({ revision }, at) => revision !== at + 1)) return 'revisions has a gap';
  if (new Set(concerns.map(({ id }) => id)).size < concerns.length) return 'concerns has an id twice';
  const last = storedEvents.findLast((event) => stateAfter(event) !== undefined);
  if ((last === undefined ? 'proposed' : stateAfter(last)) !== state) return 'state is not that after its events';
  const isDecided = state === 'accepted' || state === 'overridden';
  return isDecided && decision?.kind !== state ? 'decision is missing' : undefined;
}

/** The state that an event leads to; undefined where it changes none. */
function stateAfter({ kind, kept }: { kind: string; kept?: unknown }): string | undefined {
  if (kind === 're-opened' || (kind === 'revisited' && kept === false)) return 'proposed';
  return ['accepted', 'overridden', 'withdrawn', 'superseded'].includes(kind) ? kind : undefined;
}

/** The events as they are stored say what the told ones say, which other fields of theirs would not. */
function mistoldIn({ revisions, storedEvents, events }: Omit<ExportedLine, 'exportVersion'>): string | undefined {
  try {
    const told = toldEvents(storedEvents as unknown as ReviewEvent[], revisions as unknown as Revision[]);
    return JSON.stringify(told) === JSON.stringify(events) ? undefined : 'events are not those of storedEvents';
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return 'storedEvents lacks what its kinds have';
    throw error;
  }
}

/** A line of 0.2.0, whose events are as they were stored, or of 0.3.0, as they were told. */
function upgraded(line: z.output<typeof firstLine>): Omit<ExportedLine, 'exportVersion'> {
  const { events, requesterId, deciderId } = line;
  const isStored = events.every((event) => 'actorId' in event);
  const stored = isStored ? events : eventsOf(events as unknown as ToldEvent[], requesterId);
  const storedEvents = stored as ExportedLine['storedEvents'];
  const people = [requesterId, deciderId, ...storedEvents.map(({ actorId }) => actorId)];
  return {
    ...line,
    version: storedEvents.length,
    storedEvents,
    updatedAt: storedEvents.at(-1)?.at ?? line.createdAt,
    people: people.filter((id) => id !== null && isSlackId(id)) as string[],
    ...{ slack: null, reminders: [], waiting: [], correction: null },
  };
}
