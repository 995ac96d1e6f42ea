import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Audit } from '../../account/rank.ts';
import { audit as auditLine } from '../../audit.ts';
import { within } from '../../retry.ts';
import { classifyFailure } from '../connection/slack-errors.ts';
import type { Message } from '../render/message.ts';
import { channelWords, link, permalink } from '../render/mrkdwn.ts';
import type { AccountTables } from '../tables.ts';
import {
  alreadyRunning,
  buildAudit,
  buildCutShort,
  buildNotAudited,
  buildProgress,
  type Found,
  type Look,
  NOT_RUNNING,
  reviewableLines,
} from './audit-message.ts';
import { createAuditPosts, type Place, type PostingParts } from './audit-posts.ts';
import {
  askToStop,
  beat,
  endRunning,
  findRunning,
  keepPlace,
  keepResult,
  type StoredAudit,
  startRunning,
  takeOverLost,
} from './audit-store.ts';
import { readLine, saveMeasured } from './measured.ts';
import type { AccountReader } from './reader.ts';

/** Audits in the background, each shown by one message that is edited. At most one of a team runs, whatever the number of processes. */
export interface Audits {
  /** Starts one. Returns a sentence for the person who asked, in mrkdwn, where its message doesn't say enough. */
  start(asked: { teamId: string; userId: string; channelId: string }): Promise<string | undefined>;
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

interface AuditParts extends Omit<PostingParts, 'now'> {
  db: Kysely<AccountTables>;
  account: AccountReader;
  now?: () => number;
  /** Milliseconds between two edits of the progress; shorter in tests. Slack allows 50 edits per minute. */
  beatMs?: number;
}

const BEAT_MS = 3000;
const LOST_LOOK_MS = 30_000;

export function createAudits(parts: AuditParts): Audits {
  const { db, account, logger, now = Date.now, beatMs = BEAT_MS } = parts;
  const { edit, post, postReplies, postRest, showEnd, teamUrlOf } = createAuditPosts({ ...parts, now });
  /** By audit. What is running in this process. */
  const running = new Map<string, AbortController>();
  const work = new Set<Promise<void>>();
  let isDraining = false;
  let looking: NodeJS.Timeout | undefined;

  async function finish(audit: StoredAudit, found: Audit, isStopped: boolean): Promise<void> {
    const measuredIds = await saveMeasured(db, audit.teamId, reviewableLines(found.lines).map(readLine), now());
    const build = (rest: Found['rest'], look: Look) => buildAudit({ audit: found, isStopped, measuredIds, rest }, look);
    const keep = (rest: Found['rest'], replies: readonly Message[]) =>
      keepResult(db, audit.id, { ...build(rest, 'text'), replies }, now());
    const rest = await postRest(audit, found, keep);
    await keep(rest, []);
    await showEnd(audit, (look) => build(rest, look));
  }

  /** Reads the account, shows how far it is, and ends the message. Never rejects. */
  async function run(audit: StoredAudit): Promise<void> {
    const controller = new AbortController();
    running.set(audit.id, controller);
    let progress = '';
    let shown = buildProgress(audit.id, '', false).text;
    let isReading = true;
    const look = async () => {
      const { isStopping } = await beat(db, audit.id, progress, now());
      if (isStopping) controller.abort();
      const next = buildProgress(audit.id, progress, isStopping);
      if (!isReading || isDraining || next.text === shown) return;
      shown = next.text;
      await edit(audit, next).catch((error: unknown) => logger.debug({ err: error }, 'Could not show progress'));
    };
    const beats = beating(beatMs, look, (error) =>
      logger.warn({ err: error }, 'Could not note that an audit is running'),
    );
    try {
      const read = await account.readAccount(controller.signal, (text) => {
        progress = text;
      });
      isReading = false;
      await beats.settled();
      if (isDraining) await edit(audit, buildCutShort(progress));
      else if (!read.ok) await showEnd(audit, () => buildNotAudited(read.text));
      else await finish(audit, read.audit, controller.signal.aborted);
      await endRunning(db, audit.id, isDraining ? 'cut-short' : 'ended');
      const counts = read.ok ? { endpoints: read.audit.account.endpoints, saving: read.audit.account.saving } : {};
      logger.info({ auditId: audit.id, ...counts, isCutShort: isDraining }, 'Account audit ended');
    } catch (error) {
      // Its message is ended by `takeOver`, with what was stored.
      logger.error({ err: error, auditId: audit.id }, 'An audit failed; its message will say so in a minute');
    } finally {
      beats.end();
      running.delete(audit.id);
    }
  }

  /** Ends the messages of audits whose process is gone. */
  async function takeOver(): Promise<void> {
    for (const audit of await takeOverLost(db, now())) {
      const { id: auditId, result } = audit;
      logger.warn({ auditId }, 'An audit lost its process; ending its message');
      const message = result ?? buildCutShort(audit.progress);
      try {
        const place = audit.messageTs === '' ? await post(audit, message) : audit;
        if (place === audit) await showEnd(audit, () => message);
        if (result !== null) {
          await postReplies(place, result.replies ?? [], (replies) =>
            keepResult(db, auditId, { ...result, replies }, now()),
          );
        }
      } catch (error) {
        logger.error({ err: error, auditId }, 'Could not end the message of an audit');
      }
      await endRunning(db, auditId, result === null ? 'cut-short' : 'ended');
    }
  }

  return {
    async start({ teamId, userId, channelId }) {
      await takeOver();
      const id = randomUUID();
      const asked = { id, teamId, userId, channelId };
      if (!(await startRunning(db, asked, now()))) {
        const other = await findRunning(db, teamId);
        const isPosted = other !== undefined && other.messageTs !== '';
        const teamUrl = await teamUrlOf(teamId);
        return alreadyRunning(
          isPosted ? link(permalink(teamUrl, other), 'its message') : channelWords(other?.channelId ?? ''),
        );
      }
      auditLine(
        logger,
        { action: 'account-audit-started', actor: userId, teamId, auditId: id },
        'Account audit started',
      );
      const opening = buildProgress(id, '', false);
      let place: Place;
      try {
        place = await post(asked, opening).catch((error: unknown) => {
          if (classifyFailure(error).kind !== 'no-access') throw error;
          return post({ teamId, channelId: userId }, opening);
        });
      } catch (error) {
        logger.error({ err: error, auditId: id }, 'Could not post an audit');
        await endRunning(db, id, 'cut-short');
        return "I couldn't post here, so I didn't start. Try again.";
      }
      await keepPlace(db, id, place.channelId, place.messageTs);
      const done: Promise<void> = run({ ...asked, ...place, progress: '', result: null }).then(() => {
        work.delete(done);
      });
      work.add(done);
      return place.channelId === channelId
        ? undefined
        : "I can't post in this conversation, so the audit is in our direct message.";
    },

    async stop({ teamId, userId, auditId, channelId, messageTs }) {
      if (await askToStop(db, teamId, auditId)) {
        auditLine(logger, { action: 'account-audit-stopped', actor: userId, teamId, auditId }, 'Account audit stopped');
        running.get(auditId)?.abort();
        return undefined;
      }
      // Such as a message whose post was never confirmed.
      if (channelId !== undefined && messageTs !== undefined) {
        await edit({ teamId, channelId, messageTs }, buildCutShort('')).catch((error: unknown) =>
          logger.warn({ err: error }, 'Could not end the message of an audit'),
        );
      }
      return NOT_RUNNING;
    },

    resume() {
      const look = () => {
        takeOver().catch((error: unknown) => logger.error({ err: error }, 'Could not look for lost audits'));
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

/** Runs a step now and then, one at a time, until it is ended. */
function beating(everyMs: number, step: () => Promise<void>, failed: (error: unknown) => void) {
  let current = Promise.resolve();
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    current = step()
      .catch(failed)
      .finally(() => {
        isRunning = false;
      });
  }, everyMs);
  return { settled: () => current, end: () => clearInterval(timer) };
}
