import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Audit, forReading } from '../../account/rank.ts';
import { audit as auditLine } from '../../audit.ts';
import { transact } from '../../database/transact.ts';
import type { Logger } from '../../logger.ts';
import { within } from '../../retry.ts';
import type { Place } from '../outbox/enqueue.ts';
import type { Poster } from '../outbox/poster.ts';
import {
  dropPosts,
  enqueueEdit,
  enqueueStored,
  findPlace,
  type StoredPost,
  type Subject,
} from '../outbox/stored-posts.ts';
import type { Message } from '../render/message.ts';
import { link, permalink } from '../render/mrkdwn.ts';
import type { AccountTables, PostingDatabase } from '../tables.ts';
import { writeCsv } from './audit-csv.ts';
import {
  alreadyRunning,
  buildAudit,
  buildCutShort,
  buildEnds,
  buildNotAudited,
  buildProgress,
  buildReplies,
  type Found,
  LOOKS,
  NO_DIRECT_MESSAGE,
  NOT_RUNNING,
  NOT_STARTED,
  reviewableLines,
  shownLines,
  startedIn,
} from './audit-message.ts';
import {
  askToStop,
  type Ending,
  endRunning,
  findLost,
  findRunning,
  startRunning,
  storeHeartbeat,
} from './audit-store.ts';
import { readLine, saveMeasured } from './measured.ts';
import type { AccountReader } from './reader.ts';
import { shareAudit } from './share-audit.ts';

/**
 * Audits in the background, each shown by one direct message that is edited. At most one of a team runs, whatever the number of
 * processes.
 */
export interface Audits {
  /**
   * Starts one. `channelId`: where it is asked for, and where its result can be posted. Returns a sentence for the person who
   * asked, in mrkdwn, unless they see its message there.
   */
  start(asked: { teamId: string; userId: string; channelId: string }): Promise<string | undefined>;
  /** Posts the result of one where it was asked for. Returns what to tell who pressed; undefined where a notice does. */
  share(pressed: Parameters<typeof shareAudit>[1]): Promise<string | undefined>;
  /** Ends one with what was found so far. Returns a sentence for the person where it isn't running any longer. */
  stop(pressed: Pressed): Promise<string | undefined>;
  /** Ends the messages of audits whose process is gone, now and then. */
  resume(): void;
  /** Resolves when none is running in this process. */
  settled(): Promise<void>;
  /** Cuts short what is running, and waits for it up to the deadline. Returns whether all has ended. */
  drain(deadlineMs: number): Promise<boolean>;
}

interface Pressed {
  teamId: string;
  userId: string;
  auditId: string;
  /** The message with the button. */
  channelId: string | undefined;
  messageTs: string | undefined;
}

interface AuditParts {
  db: Kysely<Tables>;
  account: AccountReader;
  poster: Pick<Poster, 'kick'>;
  /** Returns a team's workspace, and its address, ending in a slash. Null where the app isn't installed. */
  workspaceOf: (teamId: string) => Promise<{ teamUrl: string } | null>;
  logger: Logger;
  now?: () => number;
  /** Milliseconds between two heartbeats; shorter in tests. Slack allows 50 edits per minute. */
  heartbeatMs?: number;
}

const HEARTBEAT_MS = 3000;
const LOST_LOOK_MS = 30_000;

export function createAudits(given: AuditParts): Audits {
  const parts = { now: Date.now, heartbeatMs: HEARTBEAT_MS, ...given };
  const { db, account, poster, logger, now } = parts;
  /** By audit. What is running in this process. */
  const running = new Map<string, AbortController>();
  const work = new Set<Promise<void>>();
  let isDraining = false;
  let looking: NodeJS.Timeout | undefined;

  /** Reads the account, shows how far it is, and ends the message. Never rejects. */
  async function run(audit: Asked): Promise<void> {
    const controller = new AbortController();
    running.set(audit.id, controller);
    let progress = '';
    const heartbeat = startHeartbeat(parts, audit, () => progress, controller);
    try {
      const read = await account.readAccount(controller.signal, (text) => {
        progress = text;
      });
      await heartbeat.stop();
      const posts = async () => {
        if (isDraining) return { posts: [ending(buildCutShort(audit.id, progress))], forChannel: [] };
        return read.ok
          ? postsOf(parts, audit, read.audit, controller.signal.aborted)
          : { posts: [ending(buildNotAudited(read.text))], forChannel: [] };
      };
      const { posts: own, forChannel } = await posts();
      await endAudit(parts, audit, isDraining ? { state: 'cut-short' } : { state: 'ended', forChannel }, own);
      const counts = read.ok ? { endpoints: read.audit.account.endpoints, saving: read.audit.account.saving } : {};
      logger.info({ auditId: audit.id, ...counts, isCutShort: isDraining }, 'Account audit ended');
    } catch (error) {
      // Its message is ended by `takeOver`.
      logger.error({ err: error, auditId: audit.id }, 'An audit failed; its message will say so in a minute');
    } finally {
      await heartbeat.stop();
      running.delete(audit.id);
    }
  }

  return {
    async start({ teamId, userId, channelId }) {
      await takeOver(parts);
      const audit = { id: randomUUID(), teamId, userId, channelId: userId, messageTs: null };
      if (!(await begin(parts, audit, channelId))) return whereIsRunning(parts, { teamId, userId });
      const fields = { action: 'account-audit-started', actor: userId, teamId, auditId: audit.id };
      auditLine(logger, fields, 'Account audit started');
      const postedIn = await postOpening(parts, audit);
      if (!postedIn.ok) {
        await endRunning(db, audit, { state: 'cut-short' });
        return postedIn.isRefused ? NO_DIRECT_MESSAGE : NOT_STARTED;
      }
      const isHere = postedIn.channelId === channelId;
      const done: Promise<void> = run({ ...audit, askedIn: isHere ? null : channelId }).then(() => {
        work.delete(done);
      });
      work.add(done);
      return isHere ? undefined : startedIn(await linkOf(parts, teamId, postedIn));
    },

    share: (pressed) => shareAudit(parts, pressed),

    async stop({ teamId, userId, auditId, channelId, messageTs }) {
      if (await askToStop(db, teamId, auditId)) {
        auditLine(logger, { action: 'account-audit-stopped', actor: userId, teamId, auditId }, 'Account audit stopped');
        running.get(auditId)?.abort();
        return undefined;
      }
      // Such as a message whose post was never confirmed.
      if (channelId !== undefined && messageTs !== undefined && (await findPlace(db, auditId)) === undefined) {
        const left = { id: randomUUID(), teamId, userId, channelId, messageTs };
        await transact(db, (trx) => enqueueStored(trx, left, [ending(buildCutShort(auditId, ''))], now()));
        await poster.kick(left.id);
      }
      return NOT_RUNNING;
    },

    resume() {
      const look = () => {
        takeOver(parts).catch((error: unknown) => logger.error({ err: error }, 'Could not look for lost audits'));
      };
      look();
      looking = setInterval(look, LOST_LOOK_MS).unref();
    },

    async settled() {
      await Promise.all(work);
    },

    async drain(deadlineMs) {
      isDraining = true;
      clearInterval(looking);
      for (const controller of running.values()) controller.abort();
      return within(Promise.all(work), deadlineMs);
    },
  };
}

type Parts = Required<AuditParts>;

/** An audit, and the channel that its result can be posted in; null for none. */
type Asked = Subject & { askedIn: string | null };

type Tables = AccountTables & PostingDatabase;

/** States of posts that no process is making. */
const STOPPED = ['pending', 'refused', 'uncertain'] as const;

/** A post in one look. */
const saying =
  (kind: StoredPost['kind']) =>
  (message: Message): StoredPost => ({ kind, looks: [message] });

const opening = ({ id }: Subject) => saying('audit-message')(buildProgress(id, '', false));
const ending = saying('audit-end');

/** Stores an audit with its message in one transaction. Returns false where another one of the team is running. */
async function begin({ db, now }: Parts, audit: Subject, channelId: string): Promise<boolean> {
  return transact(db, async (trx) => {
    const within: Kysely<Tables> = trx;
    const isFirst = await startRunning(within, { ...audit, channelId }, now());
    if (isFirst) await enqueueStored(trx, audit, [opening(audit)], now());
    return isFirst;
  });
}

/** Posts the message to the person. Returns where it is, or whether Slack refuses to deliver it. */
async function postOpening({ db, poster }: Parts, { id }: Subject): Promise<Opening> {
  await poster.kick(id);
  const stopped = await dropPosts(db, id, STOPPED);
  const place = stopped === undefined ? await findPlace(db, id) : undefined;
  if (place !== undefined) return { ok: true, ...place };
  return { ok: false, isRefused: stopped?.state === 'refused' };
}

type Opening = ({ ok: true } & Place) | { ok: false; isRefused: boolean };

/** Told where a second audit is asked for: a link to the first for who asked for it, and its requester for others. */
async function whereIsRunning(parts: Parts, { teamId, userId }: { teamId: string; userId: string }): Promise<string> {
  const { db } = parts;
  const other = await findRunning(db, teamId);
  if (other === undefined || other.userId !== userId) return alreadyRunning(other?.userId);
  const { channelId, messageTs } = (await findPlace(db, other.id)) ?? { ...other, ...other.former };
  return alreadyRunning(userId, await linkOf(parts, teamId, { channelId, messageTs }));
}

/** A link to a message, in mrkdwn. */
async function linkOf({ workspaceOf }: Parts, teamId: string, { channelId, messageTs }: Place): Promise<string> {
  const workspace = await workspaceOf(teamId);
  return messageTs === null || workspace === null
    ? 'our direct message'
    : link(permalink(workspace.teamUrl, { channelId, messageTs }), 'our direct message');
}

/** Says now and then that an audit is running, shows how far it is, and aborts it where somebody pressed Stop. */
function startHeartbeat(
  { db, poster, logger, now, heartbeatMs }: Parts,
  audit: Subject,
  progress: () => string,
  controller: AbortController,
) {
  let shown = buildProgress(audit.id, '', false).text;
  let current: Promise<void> | undefined;
  const beat = async () => {
    const { isStopping } = await storeHeartbeat(db, audit.id, progress(), now());
    if (isStopping) controller.abort();
    const message = buildProgress(audit.id, progress(), isStopping);
    if (message.text === shown) return;
    shown = message.text;
    await transact(db, (trx) => enqueueEdit(trx, audit, saying('audit-progress')(message), now()));
    // Not awaited: a channel with a queue must not stop the heartbeat.
    poster.kick(audit.id).catch(() => {});
  };
  const timer = setInterval(() => {
    current ??= beat()
      .catch((error: unknown) => logger.warn({ err: error }, 'Could not note that an audit is running'))
      .finally(() => {
        current = undefined;
      });
  }, heartbeatMs);
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}

/** What Slack gets of a finished audit, in order: the thread, then the message, which says where the rest is. */
async function postsOf(
  { db, now }: Parts,
  { id, teamId, askedIn }: Asked,
  audit: Audit,
  isStopped: boolean,
): Promise<{ posts: StoredPost[]; forChannel: StoredPost[] }> {
  const measuredIds = await saveMeasured(db, teamId, reviewableLines(audit.lines).map(readLine), now());
  const found = { audit, isStopped, measuredIds };
  const thread = threadOf(audit);
  const canShare = askedIn !== null && CAN_POST.test(askedIn);
  const own = looksOf({ ...found, ...(canShare && { shareId: id }) });
  const everybodys = looksOf(found);
  return {
    posts: [...thread, { kind: 'audit-end', ...own }],
    forChannel: canShare
      ? [{ kind: 'audit-shared', looks: everybodys.looks }, ...thread, { kind: 'audit-end', ...everybodys }]
      : [],
  };
}

/** Apps can't be added to a direct message between people. */
const CAN_POST = /^[CG]/;

const looksOf = (found: Found) => ({
  looks: LOOKS.map((look) => buildAudit(found, look)),
  ends: LOOKS.map((look) => buildEnds(found, look)),
});

function threadOf(audit: Audit): StoredPost[] {
  const left = forReading(audit.lines).slice(shownLines(audit.lines, 'table').length);
  const file = { name: 'account-audit.csv', title: 'Account audit', content: writeCsv(audit.lines) };
  const csv = { text: file.title, blocks: [], files: [file] };
  const { replies, more } = buildReplies(audit, left);
  return [
    ...(left.length === 0 ? [] : [saying('audit-csv')(csv)]),
    ...replies.map(saying('audit-reply')),
    ...more.map(saying('audit-more')),
  ];
}

/** Ends an audit, with what Slack gets in the same transaction, unless another process was faster. The last post is its end. */
async function endAudit(
  { db, poster, now }: Parts,
  audit: Subject & { heartbeatAt?: number },
  how: Ending,
  posts: readonly StoredPost[],
): Promise<void> {
  await transact(db, async (trx) => {
    const within: Kysely<Tables> = trx;
    if (!(await endRunning(within, audit, how))) return;
    await dropPosts(within, audit.id, STOPPED);
    const isPosted = audit.messageTs !== null || (await findPlace(within, audit.id)) !== undefined;
    const last = posts.slice(-1).map((post) => ({ ...post, kind: 'audit-repost' as const }));
    await enqueueStored(trx, audit, isPosted ? posts : last, now());
  });
  await poster.kick(audit.id);
}

/** Ends the messages of audits whose process is gone. */
async function takeOver(parts: Parts): Promise<void> {
  const { db, logger, now } = parts;
  for (const { former, ...audit } of await findLost(db, now())) {
    logger.warn({ auditId: audit.id }, 'An audit lost its process; ending its message');
    const { messageTs, result } = former;
    const replies = (result?.replies ?? []).map(saying('audit-reply'));
    const posts = [...replies, ending(result ?? buildCutShort(audit.id, audit.progress))];
    const how: Ending = result === null ? { state: 'cut-short' } : { state: 'ended', forChannel: [] };
    // Earlier versions posted in the channel.
    const channelId = messageTs === null ? audit.userId : audit.channelId;
    await endAudit(parts, { ...audit, channelId, messageTs }, how, posts);
  }
}
