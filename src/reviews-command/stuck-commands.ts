import { audit } from '../audit.ts';
import { dropJob, listStuckJobs, retryJob, type StuckJob } from '../slack/outbox/stuck.ts';
import { inert } from '../terminal/lines.ts';
import { type CommandParts, counted } from './command-parts.ts';

export async function writeStuck({ db, write, now }: CommandParts): Promise<undefined> {
  const jobs = await listStuckJobs(db, now);
  await write(jobs.length === 0 ? 'No post is stuck.\n' : jobs.map(describe).join('\n'));
}

export async function retryStuck(
  parts: CommandParts,
  { jobId }: { jobId: string | undefined },
): Promise<string | undefined> {
  const { db, write, logger, actor, now } = parts;
  const found = await findStuck(parts, jobId);
  if (typeof found === 'string') return found;
  let count = 0;
  for (const job of found) {
    if (!(await retryJob(db, job.id, now))) continue;
    count += 1;
    audit(logger, { action: 'post-retried', actor, ...namesOf(job) }, 'Stuck post put back into the outbox');
  }
  await write(`${counted(count, 'post')} put back into the outbox. A running bot takes them up within 30 s.\n`);
  return count === found.length ? undefined : BEING_SENT;
}

export async function dropStuck(
  parts: CommandParts,
  { jobId, confirmed }: { jobId: string | undefined; confirmed: boolean },
): Promise<string | undefined> {
  const { db, write, logger, actor } = parts;
  const found = await findStuck(parts, jobId);
  if (typeof found === 'string') return found;
  if (!confirmed) {
    await write(`Would give up ${counted(found.length, 'post')}:\n\n${found.map(describe).join('\n')}`);
    return 'Nothing was changed. Add --yes to do it.';
  }
  let count = 0;
  for (const job of found) {
    if (!(await dropJob(db, job.id))) continue;
    count += 1;
    audit(logger, { action: 'post-dropped', actor, ...namesOf(job) }, 'Stuck post given up');
  }
  await write(`${counted(count, 'post')} given up.\n`);
  return undefined;
}

const BEING_SENT = 'The rest is being sent just now, or was posted meanwhile.';

async function findStuck({ db, now }: CommandParts, jobId: string | undefined): Promise<StuckJob[] | string> {
  const jobs = await listStuckJobs(db, now);
  if (jobId === undefined) return jobs;
  const job = jobs.find(({ id }) => id === jobId);
  return job === undefined ? `No stuck post has the id "${inert(jobId)}".` : [job];
}

/** Three lines: which post, what is wrong with it, and of which review it is. */
function describe({ id, kind, state, since, error, attempts, reviewId, teamId, name }: StuckJob): string {
  const time = new Date(since).toISOString().replace('T', ' ').slice(0, 16);
  const tries = counted(attempts, 'attempt');
  const why = error === null ? 'none failed' : inert(error);
  return `${id}  ${kind}
  ${STATES[state]} since ${time} UTC, ${tries}: ${why}
  review ${reviewId} "${inert(name)}", team ${inert(teamId)}
`;
}

const STATES: Readonly<Record<StuckJob['state'], string>> = {
  pending: 'waiting',
  sending: 'being sent',
  refused: 'refused',
  uncertain: 'uncertain, may be posted,',
  done: 'posted',
  dropped: 'given up',
};

function namesOf({ id: jobId, kind: job, reviewId, teamId }: StuckJob) {
  return { jobId, job, reviewId, teamId };
}
