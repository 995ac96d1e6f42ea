import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Workspace } from '../../../local-workspace/start-workspace.ts';
import type { Fault } from '../../../local-workspace/state/faults.ts';
import { type OpenedRecord, openRecord } from '../../../src/open-record.ts';
import { type DatabaseKind, makePlace } from '../../database/support/open-test-database.ts';
import { ageClaims } from '../../support/age-claims.ts';
import { environmentOf, startBotProcess } from '../../support/bot-process.ts';
import { builtFile } from '../../support/built-file.ts';
import { freePort } from '../../support/free-port.ts';
import { LANE } from '../../support/lane.ts';
import { type ConnectionKind, openWorkspace } from '../../support/workspace.ts';

/** Where the real process dies, after its acknowledgement that closes the form. */
interface Step {
  what: string;
  /** What the next posts meet. */
  faults: Fault[];
  /** When it is killed: at a number of posts that reached Slack, or in milliseconds after the form was closed. */
  at: { posts: number } | { afterMs: number };
}

const DROPPED: Fault = { kind: 'dropRequest' };
const PERFORMED: Fault = { kind: 'dropAnswer' };
const ANSWERED: Fault = { kind: 'slowAnswer', ms: 0 };
const LATE: Fault = { kind: 'slow', ms: 300 };

const STEPS: readonly Step[] = [
  { what: 'at the acknowledgement', faults: [], at: { afterMs: 0 } },
  { what: 'at the message, which Slack did not get', faults: [DROPPED], at: { posts: 1 } },
  { what: 'at the message, which Slack has taken', faults: [PERFORMED], at: { posts: 1 } },
  { what: 'at the answer to the message', faults: [ANSWERED], at: { posts: 1 } },
  { what: 'before Slack takes the message, which it does all the same', faults: [LATE], at: { afterMs: 150 } },
  { what: 'at the reply, which Slack did not get', faults: [ANSWERED, DROPPED], at: { posts: 2 } },
  { what: 'at the reply, which Slack has taken', faults: [ANSWERED, PERFORMED], at: { posts: 2 } },
  { what: 'at the answer to the reply', faults: [ANSWERED, ANSWERED], at: { posts: 2 } },
  { what: 'a moment after the acknowledgement', faults: [], at: { afterMs: 5 } },
  { what: 'two moments after it', faults: [], at: { afterMs: 20 } },
];

/** Each step but the last two once; in the deep lane all more than twice, for no two kills come at quite the same moment. */
export const ROUNDS = LANE === 'deep' ? 25 : STEPS.length - 2;

type AtEnd = (end: () => Promise<void>) => void;

/** Starts the bot, has a review submitted and kills the bot, again and again; then lets it live until nothing is left to do. */
export async function killRepeatedly(
  connection: ConnectionKind,
  database: DatabaseKind,
  options: { withHistory: boolean },
  atEnd: AtEnd,
) {
  const port = await freePort();
  const { workspace, config, folder, removeFolder } = await openWorkspace(connection, () => port, options);
  const place = await makePlace(database);
  const environment = environmentOf({ ...config, databaseUrl: place.url, logLevel: 'warn' }, port);
  const main = [builtFile('src/endpoint-reviewer.ts'), 'start'];
  let bot = startBotProcess({ ...environment, LOG_LEVEL: 'info' }, folder, main);
  atEnd(async () => {
    bot.process.kill('SIGKILL');
    await bot.ended;
    await workspace.stop();
    await place.remove();
    removeFolder();
  });
  const ada = workspace.addUser('ada');
  const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });

  for (let round = 0; round < ROUNDS; round++) {
    const step = STEPS[round % STEPS.length];
    if (step === undefined) throw new Error('There are no steps');
    await bot.running();
    const name = `scans-${String(round).padStart(2, '0')}`;
    await ada.slashCommand(channel, `${name} 500 MB within 15 min`);
    const form = await ada.waitForView();
    workspace.faults.clear();
    for (const fault of step.faults) workspace.faults.next('chat.postMessage', fault);
    const killed = 'posts' in step.at ? killAtPost(workspace, bot.process, { name, posts: step.at.posts }) : undefined;
    expect(await ada.submit(form.id), `${name}, ${step.what}`).toMatchObject({ kind: 'closed' });
    if ('afterMs' in step.at) {
      await sleep(step.at.afterMs);
      bot.process.kill('SIGKILL');
    }
    await killed;
    await bot.ended;
    // The channel's next post waits for the end of what was claimed.
    await ageClaims(place.url);
    bot = startBotProcess({ ...environment, LOG_LEVEL: 'info' }, folder, main);
  }
  workspace.faults.clear();
  await bot.running();

  const record = await openRecord(place.url);
  if (!record.ok) throw new Error(record.text);
  try {
    await untilSettled(record);
    const jobs = await record.db.selectFrom('slack_outbox').selectAll().execute();
    const reviews = (await record.db.selectFrom('reviews').select('id').execute()).map((row) => row.id);
    expect(reviews).toHaveLength(ROUNDS);
    workspace.expectNoBreaches();
    return townOf(workspace, { channel, requester: ada.id, reviews, jobs });
  } finally {
    await record.close();
  }
}

interface JobRow {
  subject_id: string;
  state: string;
}

/** Slack's messages and replies of each review, and whom the bot asked. */
function townOf(workspace: Workspace, told: { channel: string; requester: string; reviews: string[]; jobs: JobRow[] }) {
  const { channel, requester, reviews, jobs } = told;
  const isOf = (id: string, message: { metadata: unknown }) => JSON.stringify(message.metadata ?? {}).includes(id);
  const messages = workspace.messages(channel);
  const replies = messages.flatMap(({ ts }) => workspace.thread(channel, ts).slice(1));
  const notices = [
    ...workspace.ephemerals(requester),
    ...workspace.messages(workspace.directMessage(requester)).filter(({ metadata }) => metadata === undefined),
  ];
  return {
    reviews,
    jobs,
    byReview: () => reviews.map((id) => ({ id, jobs: jobs.filter((job) => job.subject_id === id) })),
    messagesOf: (id: string) => messages.filter((message) => isOf(id, message)).length,
    repliesOf: (id: string) => replies.filter((message) => isOf(id, message)).length,
    /** The reviews of the questions, one for each question. */
    asked: () =>
      notices.flatMap(({ blocks }) => reviews.filter((id) => JSON.stringify(blocks ?? []).includes(`"${id}"`))),
  };
}

/**
 * Kills the process at the moment when this many posts of a review have reached Slack, after the last was carried out where it is.
 * What an earlier round left may be posted meanwhile.
 */
function killAtPost(
  workspace: Workspace,
  bot: { kill(signal: 'SIGKILL'): boolean },
  { name, posts }: { name: string; posts: number },
): Promise<void> {
  let left = posts;
  let reviewId: string | undefined;
  return new Promise((resolve) => {
    const end = workspace.subscribe((entry) => {
      if (entry.kind !== 'call' || entry.method !== 'chat.postMessage') return;
      const id = /"review_id":"([^"]+)"/.exec(JSON.stringify(entry.arguments))?.[1];
      if (String(entry.arguments['text']).includes(name)) reviewId ??= id;
      if (id !== reviewId || --left > 0) return;
      end();
      bot.kill('SIGKILL');
      resolve();
    });
  });
}

/** Until everything that can be posted is, nothing is in progress, and everyone has been asked. */
async function untilSettled({ db }: Extract<OpenedRecord, { ok: true }>): Promise<void> {
  const deadline = Date.now() + 90_000;
  const left = db
    .selectFrom('slack_outbox as job')
    .innerJoin('slack_posts as post', 'post.review_id', 'job.subject_id')
    .innerJoin('slack_outbox as message', (on) =>
      on.onRef('message.subject_id', '=', 'job.subject_id').on('message.kind', '=', 'message'),
    )
    .select(['job.kind', 'job.state'])
    .where((where) =>
      where.or([
        where('job.state', '=', 'sending'),
        where('job.notice_due_at', 'is not', null),
        where.and([where('job.state', '=', 'pending'), where('message.state', '!=', 'uncertain')]),
      ]),
    );
  for (;;) {
    const rows = await left.execute();
    if (rows.length === 0) return;
    if (Date.now() > deadline) throw new Error(`Not settled: ${JSON.stringify(rows)}`);
    await sleep(50);
  }
}
