import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { EndpointLine } from '../../account/review.ts';
import { endpointWords, type FieldWords } from '../../account/write-account.ts';
import { labelOf, WORKLOAD_FIELDS, type Workload, type WorkloadField } from '../../recommender/index.ts';
import { UNNAMED } from '../../wording/heard.ts';
import { type Draft, originDraft } from '../form/draft.ts';
import { draftOf, factsStated } from '../form/read-form.ts';
import { escapeWithin, joinLines } from '../render/mrkdwn.ts';
import type { AccountTables } from '../tables.ts';

/** A measured workload, with what each of its fields rests on. */
export interface Measured {
  /** "churn-scores (eu-west-1)" */
  readonly title: string;
  /** Null where only its configuration was pasted. */
  readonly endpoint: string | null;
  readonly workload: Workload;
  readonly fields: readonly Pick<FieldWords, 'label' | 'from'>[];
  /** The labels of the form's questions whose answers aren't known. */
  readonly unknown: readonly string[];
}

/** How long the button of an answer opens the form, in milliseconds. */
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** A line to open the form with, and the endpoint that the review is about. */
export interface ReadLine {
  readonly line: EndpointLine;
  /** Null where only its configuration was pasted. */
  readonly endpoint: string | null;
}

export const readLine = (line: EndpointLine): ReadLine => ({ line, endpoint: line.name });

function measuredOf({ line, endpoint }: ReadLine): Measured {
  const { workload, unknown } = line;
  const asked = WORKLOAD_FIELDS.filter((field) => unknown.some(({ what }) => what === field));
  const { title, fields } = endpointWords(line);
  const known = fields.map(({ label, from }) => ({ label, from }));
  return { workload, endpoint, unknown: asked.map(labelOf), title, fields: known };
}

/** Stores what buttons will open the form with. Returns their ids, in the same order. */
export async function saveMeasured(
  db: Kysely<AccountTables>,
  teamId: string,
  read: readonly ReadLine[],
  now: number = Date.now(),
): Promise<string[]> {
  if (read.length === 0) return [];
  const rows = read.map((one) => {
    const measured = measuredOf(one);
    return {
      id: randomUUID(),
      team_id: teamId,
      endpoint: measured.endpoint,
      measured: JSON.stringify(measured),
      read_at: now,
    };
  });
  await db.insertInto('slack_measured').values(rows).execute();
  return rows.map(({ id }) => id);
}

/** Returns what this team's button opens the form with; undefined where it is older than 30 days. */
export async function findMeasured(
  db: Kysely<AccountTables>,
  teamId: string,
  id: string,
  now: number = Date.now(),
): Promise<Measured | undefined> {
  const row = await db
    .selectFrom('slack_measured')
    .select('measured')
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .where('read_at', '>', now - LIFETIME_MS)
    .executeTakeFirst();
  return row && (JSON.parse(row.measured) as Measured);
}

/** Deletes what no button opens any longer. */
export async function sweepMeasured(db: Kysely<AccountTables>, now: number = Date.now()): Promise<void> {
  await db
    .deleteFrom('slack_measured')
    .where('read_at', '<=', now - LIFETIME_MS)
    .execute();
}

/** Told where a button outlived what was measured. */
export const MEASURED_GONE = 'I keep measurements for 30 days, and these are older. Read the endpoint again.';

/** The answers that were measured or are configured, and the endpoint that they come from. */
export const draftOfMeasured = ({ workload, endpoint }: Measured): Draft => ({
  ...draftOf(workload),
  ...originDraft(endpoint),
});

/** Where the endpoint is, is a fact. */
const ALWAYS_MEASURED: readonly WorkloadField[] = ['region'];

/**
 * Fills a form with what was measured. What somebody typed stays: `kept` has the labels of the answers that say something else
 * than the measurement.
 */
export function fillWithMeasured(typed: Draft, measured: Measured): { draft: Draft; kept: string[] } {
  const facts = factsStated(typed);
  const own = Object.keys(facts) as WorkloadField[];
  const staying = own.filter((field) => !ALWAYS_MEASURED.includes(field));
  const kept = staying.filter((field) => {
    const value = measured.workload[field];
    return value !== undefined && value !== facts[field] && field !== 'name';
  });
  const isAnswer = ([id, answer]: [string, string]) => answer.trim() !== '' && !(id === 'name' && answer === UNNAMED);
  const answered = Object.fromEntries(Object.entries(typed).filter(isAnswer));
  const draft: Record<string, string> = { ...typed, ...draftOfMeasured(measured), ...answered };
  const { region } = draftOf(measured.workload);
  return { draft: { ...draft, ...(region !== undefined && { region }) }, kept: kept.map(labelOf) };
}

const LINE_MAX = 900;
const NOTICE_MAX = 2900;

/** What a form says at its top: where its answers come from, and what is still to be answered. In mrkdwn. */
export function measuredNotice({ title, fields, unknown }: Measured, kept: readonly string[] = []): string {
  const from = (start: string) => fields.filter((field) => field.from.startsWith(start)).map(({ label }) => label);
  const listed = (heading: string, labels: readonly string[]) =>
    labels.length === 0 ? [] : [`*${heading}:* ${escapeWithin(labels.join(', '), LINE_MAX)}`];
  const lines = [
    `From *${escapeWithin(title, LINE_MAX)}*`,
    ...listed('Measured', from('measured')),
    ...listed('Configured today, which may not be what you need', from('configured')),
    ...listed('Not known, answer if you can', unknown),
    ...listed('Measured otherwise, and left as you typed it', kept),
  ];
  return joinLines(lines, NOTICE_MAX);
}
