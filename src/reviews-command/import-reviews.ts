import { randomUUID } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { audit } from '../audit.ts';
import { transact } from '../database/transact.ts';
import type { RecordTables } from '../open-record.ts';
import { saveCorrection } from '../reviews/corrections.ts';
import { type Forgotten, keepForgotten, listForgotten, markOf } from '../reviews/forgotten.ts';
import type { History } from '../reviews/history.ts';
import { refreshLists } from '../reviews/lists/refresh.ts';
import type { Review } from '../reviews/record.ts';
import { appendEvent, changingColumns, concernRow } from '../reviews/review-rows.ts';
import { findHistory, insertRevision } from '../reviews/review-store.ts';
import { toldEvents } from '../reviews/told-events.ts';
import { forgetMember } from '../slack/erasure/forget-member.ts';
import { enqueue } from '../slack/outbox/enqueue.ts';
import { inert } from '../terminal/lines.ts';
import { type CommandParts, counted, type Run } from './command.ts';
import { snakeCase } from './export-reviews.ts';
import type { ExportedPost } from './exported-line.ts';
import { BadExport, type ReadReview, readExport } from './read-export.ts';

type Trx = Transaction<RecordTables>;

/** The same for what takes any connection: the compiler doesn't see it. */
const within = (trx: Trx): Kysely<RecordTables> => trx;

/**
 * What became of a review. `new`: it wasn't here. `ahead`: the file had more of it. `same`: it was here. `newer`: there is more of it
 * here. `parted`: each has what the other lacks.
 */
type Outcome = 'new' | 'ahead' | 'same' | 'newer' | 'parted';

interface Imported {
  exportVersion: 1 | 2;
  counts: Readonly<Record<Outcome, number>>;
  /** Lines about reviews that stay as they are here, though the file has others. */
  kept: readonly string[];
  forgotten: number;
}

/** Undoes a trial. */
class Tried extends Error {}

/** Imports what `export` wrote, in one transaction: all of it or nothing. Returns a sentence where nothing was imported. */
export const importFile: Run<'import'> = async (parts, asked) => {
  const { db, write, logger, actor } = parts;
  let told = '';
  try {
    const counts = await transact(db, async (trx) => {
      const imported = await importAll(trx, asked, parts);
      told = describe(imported);
      if (asked.dryRun) throw new Tried();
      return imported.counts;
    });
    audit(logger, { action: 'reviews-imported', actor, ...counts }, 'Reviews imported');
    await write(told);
  } catch (error) {
    if (error instanceof BadExport) return `${error.message} Nothing was imported.`;
    if (!(error instanceof Tried)) throw error;
    await write(`${told}Nothing was changed: --dry-run.\n`);
  }
  return undefined;
};

type Asked = Parameters<typeof importFile>[1];

async function importAll(trx: Trx, { file, teamIds }: Asked, { actor, now }: CommandParts): Promise<Imported> {
  const teams = await teamsIn(trx);
  const counts = { new: 0, ahead: 0, same: 0, newer: 0, parted: 0 };
  const kept: string[] = [];
  const named = new Set<string>();
  let exportVersion: Imported['exportVersion'] = 2;
  let marks: readonly Forgotten[] = [];
  for await (const read of readExport(file)) {
    const { review, line, end } = read;
    if (teams.size > 0 && !teamIds.includes(review.teamId) && !teams.has(review.teamId)) {
      const told = `is of the team ${inert(review.teamId)}, which this database doesn't have.`;
      const named = [...teamIds, review.teamId].map(inert).join(',');
      throw new BadExport(line, `${told} To import it nevertheless, add --team ${named}.`);
    }
    exportVersion = read.exportVersion;
    const { outcome, posts } = await importOne(trx, read, now);
    counts[outcome] += 1;
    if (KEPT[outcome] !== undefined)
      kept.push(`  ${inert(review.id)} "${inert(review.latest.workload.name)}": ${KEPT[outcome]}`);
    // What was here already names nobody who was forgotten, unless they came back.
    if (outcome === 'new' || outcome === 'ahead' || posts > 0) for (const one of read.named) named.add(one);
    if (end !== undefined) marks = end.forgotten;
  }
  return { exportVersion, counts, kept, forgotten: await forgetAgain(trx, { named, marks }, { actor, now }) };
}

const KEPT: Readonly<Partial<Record<Outcome, string>>> = {
  newer: 'newer here',
  parted: 'changed here since; what the file has of it was left out',
};

async function teamsIn(trx: Trx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ team_id: string }>`
    select team_id from reviews union select team_id from slack_heard_events union select team_id from slack_org_teams
    union select id from slack_installs`.execute(trx);
  return new Set(rows.map(({ team_id }) => team_id));
}

/** `posts`: how many weren't here. */
async function importOne(trx: Trx, read: ReadReview, now: number): Promise<{ outcome: Outcome; posts: number }> {
  const { id, teamId, version, requesterId } = read.review;
  const here = await trx.selectFrom('reviews').select(['team_id', 'version']).where('id', '=', id).executeTakeFirst();
  if (here !== undefined && here.team_id !== teamId)
    throw new BadExport(read.line, `has a review that belongs to another team here.`);
  const outcome =
    here === undefined
      ? 'new'
      : compare(
          await findHistory(within(trx), teamId, id),
          { ...read, version: read.exportVersion === 2 ? version : 0 },
          here.version,
        );
  if (outcome === 'new' || outcome === 'ahead') await storeReview(trx, read, here?.version);
  await storePlace(trx, read, outcome);
  const isStored = outcome === 'new' || outcome === 'ahead';
  const posts = await insertPosts(trx, read.review, isStored ? [...read.reminders, ...read.waiting] : read.reminders);
  if (outcome === 'ahead') await enqueue(trx, read.review, EDITS, { userId: requesterId }, now);
  if (isStored && read.correction !== null)
    await saveCorrection(within(trx), { reviewId: id, teamId, ...read.correction });
  return { outcome, posts };
}

/** Returns how many weren't here. */
async function insertPosts(trx: Trx, { id, teamId }: Review, posts: readonly ExportedPost[]): Promise<number> {
  let inserted = 0;
  for (const post of posts) {
    const row = Object.fromEntries(Object.entries(post).map(([name, value]) => [snakeCase(name), value]));
    const about = { id: post.id ?? randomUUID(), team_id: teamId, about_review_id: id };
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('slack_outbox')
      .values({ ...(row as Omit<RecordTables['slack_outbox'], 'subject_id' | 'review_id'>), ...about })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    inserted += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return inserted;
}

const EDITS = ['update', 'details-update'] as const;

/**
 * That somebody was forgotten is not told: it changes who an event names, and no event. Version 1 counts told events, so its
 * version says nothing here.
 */
function compare(here: History, file: History & { version: number }, version: number): Outcome {
  const [own, other] = [here, file].map(({ events, revisions }) =>
    toldEvents(events, revisions).map(({ at, kind }) => `${at} ${kind}`),
  ) as [string[], string[]];
  const isBegun = (whole: readonly string[], part: readonly string[]) => part.every((one, at) => whole[at] === one);
  if (isBegun(other, own)) return other.length > own.length || file.version > version ? 'ahead' : 'same';
  return isBegun(own, other) ? 'newer' : 'parted';
}

/** Stores a review as it is in the file. `version`: of the one that is here. */
async function storeReview(trx: Trx, read: ReadReview, version: number | undefined): Promise<void> {
  const { review, updatedAt, people } = read;
  const { id } = review;
  const changing = {
    ...{ ...changingColumns(review), updated_at: updatedAt },
    ...{ requester_id: review.requesterId, is_public: review.isPublic ? 1 : 0 },
  };
  if (version === undefined) {
    const fixed = { id, team_id: review.teamId, supersedes: review.supersedes, created_at: review.createdAt };
    await trx
      .insertInto('reviews')
      .values({ ...fixed, ...changing })
      .execute();
  } else {
    const found = trx.updateTable('reviews').set(changing).where('id', '=', id).where('version', '=', version);
    if ((await found.executeTakeFirst()).numUpdatedRows !== 1n)
      throw new Error(`Somebody acts on review ${id}: stop the bot, and import again`);
    for (const table of ['review_revisions', 'review_events', 'review_concerns'] as const)
      await trx.deleteFrom(table).where('review_id', '=', id).execute();
  }
  for (const revision of read.revisions) await insertRevision(trx, id, revision);
  for (const [at, event] of read.events.entries()) await appendEvent(trx, id, at + 1, event);
  for (const concern of review.concerns)
    await trx.insertInto('review_concerns').values(concernRow(id, concern)).execute();
  await refreshLists(trx, review, { people, renamed: true, now: updatedAt });
}

/** Stores where the message is. One that showed an earlier version is edited. */
async function storePlace(trx: Trx, { review, slack }: ReadReview, outcome: Outcome): Promise<void> {
  const { id: review_id, teamId: team_id }: Review = review;
  const isAhead = outcome === 'ahead';
  if (isAhead)
    await trx.deleteFrom('slack_outbox').where('about_review_id', '=', review_id).where('kind', 'in', EDITS).execute();
  if (slack === null) {
    const shown = { shown_version: 0, details_version: 0 };
    if (isAhead) await trx.updateTable('slack_posts').set(shown).where('review_id', '=', review_id).execute();
    return;
  }
  const place = {
    ...{ channel_id: slack.channelId, can_be_invited: slack.canBeInvited ? 1 : 0 },
    ...{ message_ts: slack.messageTs, details_ts: slack.detailsTs },
    ...{ shown_version: isAhead ? 0 : slack.shownVersion, details_version: isAhead ? 0 : slack.detailsVersion },
  };
  await trx
    .insertInto('slack_posts')
    .values({ review_id, team_id, ...place })
    .onConflict((conflict) =>
      slack.messageTs === null
        ? conflict.doNothing()
        : conflict
            .column('review_id')
            .doUpdateSet(place)
            .where((where) => (isAhead ? where.lit(true) : where('slack_posts.message_ts', 'is', null))),
    )
    .execute();
}

/**
 * Forgets who was forgotten here, in what came in, and who was forgotten where the file is from, everywhere. Returns how many people
 * were still named.
 */
async function forgetAgain(
  trx: Trx,
  { named, marks: others }: { named: ReadonlySet<string>; marks: readonly Forgotten[] },
  { actor, now }: Pick<CommandParts, 'actor' | 'now'>,
): Promise<number> {
  const before = new Set((await listForgotten(within(trx))).map(({ person }) => person));
  await keepForgotten(within(trx), others, now);
  const forgotten = new Map((await listForgotten(within(trx))).map(({ person, texts }) => [person, texts]));
  if (forgotten.size === 0) return 0;
  const isNews = others.some(({ person }) => !before.has(person));
  const here = isNews ? await trx.selectFrom('review_people').select('user_id').distinct().execute() : [];
  const ids = [...new Set([...named, ...here.map(({ user_id }) => user_id)])];
  const marks = await Promise.all(ids.map(markOf));
  const again = ids.flatMap((userId, at) => {
    const removeTexts = forgotten.get(marks[at] ?? '');
    return removeTexts === undefined ? [] : [{ userId, removeTexts, actor }];
  });
  for (const one of again) await forgetMember(within(trx), one, now);
  return again.length;
}

function describe({ counts, kept, forgotten, exportVersion }: Imported): string {
  const { new: added, ahead, same } = counts;
  const lines = [
    `${counted(added, 'review')} added, ${ahead} brought up to date, ${same} already here.`,
    ...(kept.length === 0 ? [] : [`${counted(kept.length, 'review')} kept as here:`, ...kept]),
    ...(forgotten === 0 ? [] : [`Forgot ${counted(forgotten, 'person')} again.`]),
    ...(exportVersion === 2 ? [] : [FIRST_LACKS]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const FIRST_LACKS = `The export is of version 1. It lacks:
  where messages are in Slack: the bot can't edit those of added reviews, or answer in their threads
  reminders that were posted, posts that waited, and corrections
  of an event that isn't a decision, what other programs aren't told
  whether the file is whole`;
