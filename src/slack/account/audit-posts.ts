import type { WebClient } from '@slack/web-api';
import type { Audit, Line } from '../../account/rank.ts';
import { rowWords } from '../../account/write-account.ts';
import type { Logger } from '../../logger.ts';
import { retry } from '../../retry.ts';
import { classifyFailure } from '../connection/slack-errors.ts';
import type { Message } from '../render/message.ts';
import { AS_WRITTEN } from '../render/mrkdwn.ts';
import { buildReplies, type Found, LOOKS, type Look, shownLines } from './audit-message.ts';
import type { StoredAudit } from './audit-store.ts';

/** What posting an audit needs. */
export interface PostingParts {
  /** The client for posts in a team's workspace, and its address, ending in a slash. Null where the app isn't installed. */
  workspaceOf: (teamId: string) => Promise<{ client: WebClient; teamUrl: string } | null>;
  logger: Logger;
  now: () => number;
  /** Waits before a call to Slack is repeated, in milliseconds. Default: a timer. */
  pause?: (ms: number) => Promise<void>;
}

/** Where a message is. */
export type Place = Pick<StoredAudit, 'teamId' | 'channelId' | 'messageTs'>;

/** How long Slack may refuse or not answer before an edit is given up, in milliseconds. */
const EDIT_LIMIT_MS = 120_000;
const EDIT_PAUSE_MS = 1000;
const EDIT_PAUSE_MAX_MS = 15_000;
/** Data tables are rolled out by workspace, so one that refuses them today may take them tomorrow. */
const REFUSED_MS = 24 * 60 * 60 * 1000;

/** Posts and edits the messages of audits. */
export function createAuditPosts({ workspaceOf, logger, now, pause }: PostingParts) {
  /** By team: the first look that Slack takes, and until when that is remembered. */
  const lookFrom = new Map<string, { look: Look; until: number }>();

  const patiently = <T>(call: () => Promise<T>, isRepeatable: boolean): Promise<T> =>
    retry(call, {
      limitMs: EDIT_LIMIT_MS,
      ...(pause && { pause }),
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

  /**
   * Posts what the table has no room for. Returns where it is. `keep` stores before each post what is still to be posted: after
   * a crash, another process posts that. Only a reply that was on its way is posted twice.
   */
  async function postRest(
    place: Place,
    found: Audit,
    keep: (rest: Found['rest'], replies: readonly Message[]) => Promise<void>,
  ): Promise<Found['rest']> {
    const left = found.lines.slice(shownLines(found.lines, 'table').length);
    await keep('thread', buildReplies(found, left));
    const rest = left.length > 0 && (await uploadCsv(place, found.lines)) ? 'csv' : 'thread';
    const replies = buildReplies(found, rest === 'csv' ? [] : left);
    await keep(rest, replies);
    const isPosted = await postReplies(place, replies, (more) => keep(rest, more));
    return isPosted || rest === 'csv' ? rest : 'nowhere';
  }

  async function uploadCsv(place: Place, lines: readonly Line[]): Promise<boolean> {
    const file = { filename: 'account-audit.csv', title: 'Account audit', content: writeCsv(lines) };
    try {
      const { client } = await inTeam(place.teamId);
      await client.filesUploadV2({ channel_id: place.channelId, thread_ts: place.messageTs, ...file });
      return true;
    } catch (error) {
      logger.warn({ err: error }, 'Could not upload the CSV of an audit; posting its lines in the thread');
      return false;
    }
  }

  /** Posts replies under an audit, and keeps after each what is left of them. Returns whether Slack took all. */
  async function postReplies(
    place: Place,
    replies: readonly Message[],
    keep: (left: readonly Message[]) => Promise<void>,
  ): Promise<boolean> {
    for (const [at, reply] of replies.entries()) {
      try {
        await patiently(() => post(place, reply, place.messageTs), false);
      } catch (error) {
        logger.warn({ err: error }, 'Could not post a reply under an audit');
        return false;
      }
      await keep(replies.slice(at + 1));
    }
    return true;
  }

  const teamUrlOf = async (teamId: string): Promise<string> => (await inTeam(teamId)).teamUrl;
  return { edit, post, postReplies, postRest, showEnd, teamUrlOf };
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

const CSV_HEADINGS = [
  'kind',
  'region',
  'name',
  'option',
  'hosting',
  'instance',
  'count',
  'usd_per_month_now',
  'usd_per_month_recommended',
  'saving_usd_per_month',
  'should_be',
  'findings',
  'not_known',
];

/** All lines for a spreadsheet (RFC 4180). Text that a spreadsheet would run as a formula starts with an apostrophe. */
export function writeCsv(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.kind,
    line.region,
    line.name,
    line.runs.option,
    line.runs.hosting,
    line.runs.instance,
    line.runs.count,
    dollars(line.monthlyUsd?.now),
    dollars(line.monthlyUsd?.recommended),
    dollars(line.saving),
    rowWords(line).shouldBe,
    line.findings.map(({ code }) => code).join(' '),
    line.unknown.map(({ what }) => what).join(', '),
  ]);
  return `${[CSV_HEADINGS, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

const dollars = (usd: number | null | undefined): number | null =>
  usd === null || usd === undefined ? null : Math.round(usd * 100) / 100;

/**
 * What a spreadsheet runs, also after what it drops when it reads a file, and in full width
 * (owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

function cellText(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
