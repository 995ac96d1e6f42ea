import { audit } from '../audit.ts';
import { dayIn } from '../reviews/calendar.ts';
import { countReviewsBefore, countReviewsOfTeam, deleteReview, deleteReviewsBefore } from '../reviews/retention.ts';
import { findReview, findTeam } from '../reviews/review-store.ts';
import { findTraces, forgetMember } from '../slack/erasure/forget-member.ts';
import { deleteTeam, listUninstalls } from '../slack/erasure/uninstalls.ts';
import { createTokenCipher } from '../slack/installs/encryption.ts';
import { createInstallStore, deleteInstall, listInstalls } from '../slack/installs/install-store.ts';
import { dropJob, listStuckJobs, retryJob, type StuckJob } from '../slack/outbox/stuck.ts';
import { inert } from '../terminal/lines.ts';
import { type CommandParts, counted, type Run } from './command.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Printed where `--yes` is missing. */
const UNCONFIRMED = 'Nothing was deleted. Add --yes to delete it.';

export const deleteOld: Run<'delete-old'> = async ({ db, write, logger, actor, now }, { olderThanDays, confirmed }) => {
  const before = now - olderThanDays * DAY_MS;
  if (!confirmed) {
    await write(
      `Would delete ${counted(await countReviewsBefore(db, before), 'review')} without activity for ${counted(olderThanDays, 'day')}.\n`,
    );
    return UNCONFIRMED;
  }
  const deleted = await deleteReviewsBefore(db, before);
  audit(logger, { action: 'reviews-deleted', actor, reviews: deleted, olderThanDays }, 'Old reviews deleted');
  await write(`${counted(deleted, 'review')} deleted.\n`);
  return undefined;
};

export const deleteOne: Run<'delete-review'> = async ({ db, write, logger, actor }, { reviewId, confirmed }) => {
  const teamId = await findTeam(db, reviewId);
  const review = teamId === undefined ? undefined : await findReview(db, teamId, reviewId);
  if (review === undefined) return `There is no review "${inert(reviewId)}".`;
  const { name } = review.latest.workload;
  if (!confirmed) {
    await write(
      `Would delete the review "${inert(name)}" with its history of ${counted(review.version, 'event')}. Its messages stay in Slack.\n`,
    );
    return UNCONFIRMED;
  }
  if (!(await deleteReview(db, reviewId))) return `There is no review "${inert(reviewId)}".`;
  audit(logger, { action: 'review-deleted', actor, reviewId, teamId: review.teamId }, 'Review deleted');
  await write(`Deleted the review "${inert(name)}". Its messages stay in Slack.\n`);
  return undefined;
};

export const deleteOneTeam: Run<'delete-team'> = async (parts, { teamId, confirmed }) => {
  const count = await countReviewsOfTeam(parts.db, teamId);
  if (!confirmed) {
    await parts.write(`Would delete everything of team ${inert(teamId)}: ${counted(count, 'review')}.\n`);
    return UNCONFIRMED;
  }
  await deleteAll(parts, teamId);
  return undefined;
};

/** Deletes the teams that removed the app: those whose grace period is over, or with `all` every one. */
export const deleteUninstalled: Run<'delete-uninstalled'> = async (parts, { now: all, confirmed }) => {
  const { db, write, graceDays, now } = parts;
  const teams = await listUninstalls(db, { graceDays: all ? 0 : graceDays, now });
  if (teams.length === 0) {
    await write(
      all ? 'No team removed the app.\n' : `No team removed the app more than ${counted(graceDays, 'day')} ago.\n`,
    );
    return undefined;
  }
  for (const { teamId, at } of teams) {
    if (confirmed) await deleteAll(parts, teamId);
    else {
      const count = await countReviewsOfTeam(db, teamId);
      const day = dayIn(at);
      await write(
        `Would delete everything of team ${inert(teamId)}, which removed the app on ${day}: ${counted(count, 'review')}.\n`,
      );
    }
  }
  return confirmed ? undefined : UNCONFIRMED;
};

async function deleteAll({ db, write, logger, actor }: CommandParts, teamId: string): Promise<void> {
  const deleted = await deleteTeam(db, teamId);
  audit(logger, { action: 'team-deleted', actor, teamId, reviews: deleted }, 'Team deleted');
  await write(`Deleted everything of team ${inert(teamId)}: ${counted(deleted, 'review')}.\n`);
}

export const forget: Run<'forget'> = async ({ db, write, logger, actor, now }, { userId, removeTexts, confirmed }) => {
  if (!confirmed) {
    const { reviews: naming, drafts, corrections } = await findTraces(db, userId);
    const texts = removeTexts ? 'remove what they wrote' : 'keep what they wrote';
    await write(
      `Would replace ${userId} in up to ${counted(naming.length, 'review')}, ${texts}, and delete ${counted(drafts, 'open form')} and ${counted(corrections, 'correction')}.\n`,
    );
    return 'Nothing was changed. Add --yes to do it.';
  }
  const changed = await forgetMember(db, { userId, removeTexts, actor }, now);
  // Without the id: the log would otherwise still name the person.
  const fields = { action: 'member-forgotten', actor, reviews: changed.length, texts: removeTexts };
  audit(logger, fields, 'Person forgotten');
  await write(
    `Replaced ${userId} in ${counted(changed.length, 'review')}. A running bot edits the messages within 30 s.\n`,
  );
  return undefined;
};

export const writeStuck: Run<'stuck'> = async ({ db, write, now }) => {
  const jobs = await listStuckJobs(db, now);
  await write(jobs.length === 0 ? 'No post is stuck.\n' : jobs.map(describe).join('\n'));
  return undefined;
};

export const retryStuck: Run<'stuck-retry'> = async (parts, { jobId }) => {
  const { db, write, logger, actor, now } = parts;
  const found = await findStuck(parts, jobId);
  if (typeof found === 'string') return found;
  let count = 0;
  for (const job of found) {
    if (!(await retryJob(db, job.id, now))) continue;
    count += 1;
    audit(logger, { action: 'post-retried', actor, ...namesOf(job) }, 'Stuck post queued again');
  }
  await write(`${counted(count, 'post')} queued again. A running bot posts them within 30 s.\n`);
  return count === found.length ? undefined : BEING_SENT;
};

export const dropStuck: Run<'stuck-drop'> = async (parts, { jobId, confirmed }) => {
  const { db, write, logger, actor } = parts;
  const found = await findStuck(parts, jobId);
  if (typeof found === 'string') return found;
  if (!confirmed) {
    await write(`Would drop ${counted(found.length, 'post')}:\n\n${found.map(describe).join('\n')}`);
    return 'Nothing was changed. Add --yes to do it.';
  }
  let count = 0;
  for (const job of found) {
    if (!(await dropJob(db, job.id))) continue;
    count += 1;
    audit(logger, { action: 'post-dropped', actor, ...namesOf(job) }, 'Stuck post dropped');
  }
  await write(`${counted(count, 'post')} dropped.\n`);
  return undefined;
};

/** Lists who installed the app, and whether a key decrypts the tokens. */
export const writeInstalls: Run<'installs'> = async ({ db, write, tokenKeys }) => {
  const rows = await listInstalls(db);
  const unreadable = tokenKeys.length === 0 ? [] : (await storeIn(db, tokenKeys).unreadable()).ids;
  const lines = rows.map(({ id, url, installedAt }) => {
    return `${id}  ${inert(url)}  installed ${dayIn(installedAt)}${unreadable.includes(id) ? '  no key decrypts its tokens' : ''}\n`;
  });
  await write(lines.length === 0 ? 'Nobody installed the app.\n' : lines.join(''));
  return undefined;
};

/** Encrypts every token again that another key than the first encrypted. */
export const encryptInstalls: Run<'installs-encrypt'> = async ({ db, write, logger, actor, tokenKeys }) => {
  if (tokenKeys.length === 0) return 'TOKEN_KEYS is not set: there is no key to encrypt with.';
  const { encrypted, unreadable } = await storeIn(db, tokenKeys).encryptAgain();
  if (encrypted > 0)
    audit(logger, { action: 'tokens-encrypted', actor, installs: encrypted }, 'Tokens encrypted again');
  await write(`Encrypted ${counted(encrypted, 'installation')} with the first key.\n`);
  if (unreadable.length === 0) return undefined;
  return `No key decrypts the tokens of ${unreadable.join(', ')}. They stay as they were. Add their key to TOKEN_KEYS, or drop them.`;
};

export const dropInstall: Run<'installs-drop'> = async ({ db, write, logger, actor }, { id, confirmed }) => {
  const install = (await listInstalls(db)).find((row) => row.id === id);
  if (install === undefined) return `There is no installation ${id}.`;
  if (!confirmed) {
    await write(`Would delete the tokens of ${id} (${inert(install.url)}). Its reviews stay.\n`);
    return UNCONFIRMED;
  }
  await deleteInstall(db, id);
  audit(logger, { action: 'install-dropped', actor, teamId: id }, 'Installation dropped');
  await write(`Deleted the tokens of ${id}. Its reviews stay. Install the app there again to use it.\n`);
  return undefined;
};

const storeIn = (db: CommandParts['db'], tokenKeys: readonly string[]) =>
  createInstallStore(db, createTokenCipher(tokenKeys));

const BEING_SENT = 'The rest is being sent, or has been posted.';

async function findStuck({ db, now }: CommandParts, jobId: string | undefined): Promise<StuckJob[] | string> {
  const jobs = await listStuckJobs(db, now);
  if (jobId === undefined) return jobs;
  const job = jobs.find(({ id }) => id === jobId);
  return job === undefined ? `No stuck post has the id "${inert(jobId)}".` : [job];
}

/** Three lines: the post, what is wrong with it, and its review. */
function describe({ id, kind, state, since, error, attempts, subject, subjectId, teamId, name }: StuckJob): string {
  const time = new Date(since).toISOString().replace('T', ' ').slice(0, 16);
  const tries = counted(attempts, 'attempt');
  const why = error === null ? 'no error' : inert(error);
  return `${id}  ${kind}
  ${STATES[state]} since ${time} UTC, ${tries}: ${why}
  ${subject} ${subjectId} "${inert(name)}", team ${inert(teamId)}
`;
}

const STATES: Readonly<Record<StuckJob['state'], string>> = {
  pending: 'waiting',
  sending: 'being sent',
  refused: 'refused',
  uncertain: 'uncertain (may be posted)',
  done: 'posted',
  dropped: 'dropped',
};

const namesOf = ({ id: jobId, kind: job, subject, subjectId, teamId }: StuckJob) => ({
  jobId,
  job,
  [`${subject}Id`]: subjectId,
  teamId,
});
