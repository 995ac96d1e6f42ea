import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Audit } from '../../account/rank.ts';
import { audit as auditLine } from '../../audit.ts';
import type { Logger } from '../../logger.ts';
import { retry, within } from '../../retry.ts';
import { classifyFailure } from '../connection/slack-errors.ts';
import type { Message } from '../render/message.ts';
import { AS_WRITTEN, channelWords, link, permalink } from '../render/mrkdwn.ts';
import type { AccountTables } from '../tables.ts';
import {
  alreadyRunning,
  BUTTONS_MAX,
  buildAudit,
  buildCutShort,
  buildNotAudited,
  buildProgress,
  buildReplies,
  type Found,
  LOOKS,
  type Look,
  NOT_RUNNING,
  shownLines,
  writeCsv,
} from './audit-message.ts';
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

interface AuditParts {
  db: Kysely<AccountTables>;
  /** The client for posts in a team's workspace, and its address, ending in a slash. Null where the app isn't installed. */
  workspaceOf: (teamId: string) => Promise<{ client: WebClient; teamUrl: string } | null>;
  account: AccountReader;
  logger: Logger;
  now?: () => number;
  /** Milliseconds between two edits of the progress; shorter in tests. Slack allows 50 edits per minute. */
  beatMs?: number;
  /** Waits before a call to Slack is repeated, in milliseconds. Default: a timer. */
  pause?: (ms: number) => Promise<void>;
}

/** Where a message is. */
type Place = Pick<StoredAudit, 'teamId' | 'channelId' | 'messageTs'>;

const BEAT_MS = 3000;
const LOST_LOOK_MS = 30_000;
/** How long Slack may refuse or not answer before an edit is given up, in milliseconds. */
const EDIT_LIMIT_MS = 120_000;
const EDIT_PAUSE_MS = 1000;
const EDIT_PAUSE_MAX_MS = 15_000;
/** Data tables are rolled out by workspace, so one that refuses them today may take them tomorrow. */
const REFUSED_MS = 24 * 60 * 60 * 1000;

export function createAudits(parts: AuditParts): Audits {
  const { db, workspaceOf, account, logger, now = Date.now, beatMs = BEAT_MS } = parts;
  /** By audit. What is running in this process. */
  const running = new Map<string, AbortController>();
  const work = new Set<Promise<void>>();
  /** By team: the first look that Slack takes, and until when that is remembered. */
  const lookFrom = new Map<string, { look: Look; until: number }>();
  let isDraining = false;
  let looking: NodeJS.Timeout | undefined;

  const patiently = <T>(call: () => Promise<T>, isRepeatable: boolean): Promise<T> =>
    retry(call, {
      limitMs: EDIT_LIMIT_MS,
      ...(parts.pause && { pause: parts.pause }),
      backoff: (error, failures) => pauseAfter(error, failures, isRepeatable),
    });

  const inTeam = async (teamId: string) => {
    const workspace = await workspaceOf(teamId);
    if (workspace === null) throw new Error("The app isn't installed there any longer");
    return workspace;
  };
  const edit = async (
    { teamId, channelId: channel, messageTs: ts }: Place,
    { text, blocks }: Message,
  ): Promise<void> => {
    const { client } = await inTeam(teamId);
    await client.chat.update({ channel, ts, text, blocks, ...AS_WRITTEN } as Parameters<typeof client.chat.update>[0]);
  };
  const post = async (
    { teamId, channelId: channel }: Omit<Place, 'messageTs'>,
    { text, blocks }: Message,
    threadTs?: string,
  ): Promise<Place> => {
    const { client } = await inTeam(teamId);
    const content = { channel, text, blocks, ...(threadTs !== undefined && { thread_ts: threadTs }), ...AS_WRITTEN };
    const answer = await client.chat.postMessage({
      ...content,
      unfurl_links: false,
      unfurl_media: false,
    } as Parameters<typeof client.chat.postMessage>[0]);
    if (answer.ts === undefined) throw new Error('Slack posted the message but returned no timestamp');
    return { teamId, channelId: answer.channel ?? channel, messageTs: answer.ts };
  };

  /** Shows what an audit ends with, in the best look that Slack takes. A deleted message is posted again. */
  async function showEnd(audit: StoredAudit, build: (look: Look) => Message): Promise<void> {
    const known = lookFrom.get(audit.teamId);
    const first = known !== undefined && known.until > now() ? LOOKS.indexOf(known.look) : 0;
    for (const look of LOOKS.slice(first)) {
      try {
        await patiently(() => edit(audit, build(look)), true);
        if (look !== LOOKS[first]) lookFrom.set(audit.teamId, { look, until: now() + REFUSED_MS });
        return;
      } catch (error) {
        const failure = classifyFailure(error);
        if (failure.kind === 'gone') {
          await patiently(() => post(audit, build('text')), false);
          return;
        }
        if (failure.kind !== 'content' || look === 'text') throw error;
        logger.warn({ failure, look }, 'Slack refused the table of an audit; trying a plainer one');
      }
    }
  }

  /** Posts what the table has no room for. Returns where it is. */
  async function postRest(place: Place, found: Audit): Promise<Found['rest']> {
    const { lines } = found;
    const left = lines.slice(shownLines(lines, 'table').length);
    let rest: Found['rest'] = 'nowhere';
    if (left.length > 0) {
      const file = { filename: 'account-audit.csv', title: 'Account audit', content: writeCsv(lines) };
      try {
        const { client } = await inTeam(place.teamId);
        await client.filesUploadV2({ channel_id: place.channelId, thread_ts: place.messageTs, ...file });
        rest = 'csv';
      } catch (error) {
        logger.warn({ err: error }, 'Could not upload the CSV of an audit; posting its lines in the thread');
      }
    }
    try {
      for (const reply of buildReplies(found, rest === 'csv' ? [] : left)) {
        await patiently(() => post(place, reply, place.messageTs), false);
      }
      return rest === 'nowhere' ? 'thread' : rest;
    } catch (error) {
      logger.warn({ err: error }, 'Could not post a reply under an audit');
      return rest;
    }
  }

  async function finish(audit: StoredAudit, found: Audit, isStopped: boolean): Promise<void> {
    const worthwhile = found.lines.slice(0, BUTTONS_MAX);
    const measuredIds = await saveMeasured(db, audit.teamId, worthwhile.map(readLine), now());
    const rest = await postRest(audit, found);
    const build = (look: Look) => buildAudit({ audit: found, isStopped, measuredIds, rest }, look);
    await keepResult(db, audit.id, build('text'), now());
    await showEnd(audit, build);
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
        if (audit.messageTs === '') await post(audit, message);
        else await showEnd(audit, () => message);
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
        const { teamUrl } = await inTeam(teamId);
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

/** The pause before a call to Slack is repeated, in milliseconds; undefined where that is of no use, or might post twice. */
function pauseAfter(error: unknown, failures: number, isRepeatable: boolean): number | undefined {
  const failure = classifyFailure(error);
  const longer = Math.min(EDIT_PAUSE_MAX_MS, EDIT_PAUSE_MS * 2 ** (failures - 1));
  switch (failure.kind) {
    case 'rate-limited':
      return failure.retryAfterMs;
    case 'unreachable':
    case 'not-authorised':
      return longer;
    case 'uncertain':
      return isRepeatable ? longer : undefined;
    case 'no-access':
    case 'not-permitted':
    case 'gone':
    case 'content':
      return undefined;
  }
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
