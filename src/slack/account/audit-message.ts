import type { Button, KnownBlock, StaticSelect } from '@slack/types';
import { type Audit, forReading, type Line } from '../../account/rank.ts';
import { accountWords, auditNote, rowWords, unknownWords } from '../../account/write-account.ts';
import { formatNumber } from '../../recommender/index.ts';
import { ACTIONS, COMMAND } from '../ids.ts';
import type { Rest } from '../outbox/stored-posts.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import type { Message } from '../render/message.ts';
import { clip, escapeWithin, joinLines, mention, mrkdwn, plain, reasonLine } from '../render/mrkdwn.ts';

/** How the lines are shown: paged, as a plain table, or as text where Slack takes neither. */
export type Look = 'data_table' | 'table' | 'text';

/** From what Slack may refuse to what it always takes. */
export const LOOKS: readonly Look[] = ['data_table', 'table', 'text'];

/** Rows, by look. A data table has pages and at most 100 rows under its header; the others are scrolled through. */
const ROWS_MAX: Record<Look, number> = { data_table: 100, table: 20, text: 20 };
/** Characters in all cells, and in all choices. Slack takes 10,000 in a table, and 13,200 in a whole message. */
const CELLS_MAX = 7500;
const CHOICES_MAX = 2500;
const PAGE_SIZE = 10;

const NAME_MAX = 75;
const PROPOSAL_MAX = 90;
const WHY_MAX = 220;
const FOUND_MAX = 100;
const SECTION_MAX = 2900;
const PROGRESS_MAX = 200;

/** The message while the account is read. `progress`: "eu-west-1: 120 of 500 endpoints", or ''. */
export function buildProgress(auditId: string, progress: string, isStopping: boolean): Message {
  const doing = isStopping ? 'Stopping the audit' : 'Reading the AWS account';
  const text = `${doing}…${progress === '' ? '' : ` ${escapeWithin(progress, PROGRESS_MAX)}`}`;
  const stop: Button = { type: 'button', action_id: ACTIONS.stopAudit, text: plain('Stop'), value: auditId };
  const actions: KnownBlock = { type: 'actions', block_id: 'audit_actions', elements: [stop] };
  return { text, blocks: [sectionOf([text]), ...(isStopping ? [] : [actions])] };
}

/** The message of an audit whose process was gone before it ended. `progress`: how far it came, or ''. */
export function buildCutShort(auditId: string, progress: string): Message {
  const reached = progress === '' ? '' : ` It had read ${escapeWithin(progress, PROGRESS_MAX)}.`;
  const text = `The audit ended early because the bot restarted, or Slack couldn't be reached.${reached} Nothing of it was kept.`;
  const again: Button = { type: 'button', action_id: ACTIONS.auditAgain, text: plain('Audit again'), value: auditId };
  return { text, blocks: [sectionOf([text]), { type: 'actions', block_id: 'audit_actions', elements: [again] }] };
}

/** The message where nothing could be read. */
export function buildNotAudited(why: string): Message {
  const text = `I couldn't read the AWS account. ${escapeWithin(why, SECTION_MAX / 2)}`;
  return { text, blocks: [sectionOf([text])] };
}

/** What an audit found. */
export interface Found {
  audit: Audit;
  isStopped: boolean;
  /** The ids under which the measured workloads of the first lines are stored, as {@link reviewableLines} has them. */
  measuredIds: readonly string[];
  /** The id of the audit, where its result can be posted to the channel. */
  shareId?: string;
}

/** The message of a finished audit, without its end: the account's sum, a row for each line, and a list to review one. */
export function buildAudit({ audit, isStopped, measuredIds, shareId }: Found, look: Look): Message {
  const { account } = audit;
  const lines = forReading(audit.lines);
  const head = accountWords(audit);
  const shown = shownLines(lines, look);
  const nothing = account.incomplete.length === 0 ? 'No endpoints.' : 'No endpoint was read.';
  const text = `${isStopped ? 'Audit stopped' : 'Account audit'}: ${lines.length === 0 ? nothing : head}`;
  return {
    text,
    blocks: [
      { type: 'header', text: plain(isStopped ? 'Account audit, stopped' : 'Account audit') },
      sectionOf([
        `*${escapeWithin(lines.length === 0 ? nothing : head, SECTION_MAX / 2)}*`,
        ...reachLines(audit, isStopped),
      ]),
      ...(shown.length === 0 ? [] : [tableOf(shown, areInSeveral(lines), look)]),
      ...choiceOf(lines, measuredIds),
      ...(shareId === undefined ? [] : [shareButton(shareId)]),
    ],
  };
}

function shareButton(auditId: string): KnownBlock {
  const share: Button = {
    type: 'button',
    action_id: ACTIONS.shareAudit,
    text: plain('Post to the channel'),
    value: auditId,
  };
  return { type: 'actions', block_id: 'audit_actions', elements: [share] };
}

function reachLines({ lines, account }: Audit, isStopped: boolean): string[] {
  const regions = [...new Set(lines.flatMap(({ region }) => region ?? []))];
  const stops = account.incomplete.filter(({ why }) => why.startsWith('Stopped after'));
  return [
    ...(regions.length === 0
      ? []
      : [escapeWithin([regions.join(', '), ...daysWords(account)].join(' · '), PROGRESS_MAX)]),
    ...(isStopped ? stops.map(({ what, why }) => escapeWithin(`${what}: ${why}`, PROGRESS_MAX)) : []),
    ...(account.incomplete.length > stops.length ? ['Some of it was not read: see the thread.'] : []),
  ];
}

const daysWords = ({ days }: Audit['account']): string[] => (days === null ? [] : [`${days} days of metrics`]);

/** The end of that message, by where the lines are that the table has no room for. */
export function buildEnds({ audit, measuredIds }: Found, look: Look): Record<Rest, KnownBlock> {
  const { lines } = audit;
  const left = lines.length - shownLines(lines, look).length;
  const others = lines.length > measuredIds.length ? `Review any other endpoint with ${COMMAND} endpoint NAME. ` : '';
  const end = (where: string): KnownBlock => {
    const more = left === 0 ? '' : `${formatNumber(left)} more: ${where}. `;
    const words = `${more}${others}${auditNote(audit)} A saving takes 14 days of data. Likely: it rests on facts that no metric shows.`;
    return { type: 'context', elements: [plain(words)] };
  };
  return {
    csv: end('all lines are in the thread as CSV'),
    thread: end('they are in the thread'),
    nowhere: end('I could not post them'),
  };
}

/** The lines that the list opens the form of, from the first as they are read. */
export function reviewableLines(all: readonly Line[]): readonly Line[] {
  const lines = forReading(all);
  const isInSeveral = areInSeveral(lines);
  const most = lines.slice(0, SLACK_LIMITS.options.select);
  let characters = 0;
  const cut = most.findIndex((line) => {
    characters += titleOf(line, isInSeveral).length;
    return characters > CHOICES_MAX;
  });
  return cut < 0 ? most : most.slice(0, cut);
}

/** The list to review one of the lines. */
function choiceOf(lines: readonly Line[], measuredIds: readonly string[]): KnownBlock[] {
  const isInSeveral = areInSeveral(lines);
  const options = lines.slice(0, measuredIds.length).map((line, at) => ({
    text: plain(titleOf(line, isInSeveral), SLACK_LIMITS.option.text),
    value: measuredIds[at] ?? '',
  }));
  if (options.length === 0) return [];
  const accessory: StaticSelect = {
    type: 'static_select',
    action_id: ACTIONS.reviewChosenEndpoint,
    placeholder: plain('Choose an endpoint'),
    options,
  };
  return [
    { type: 'section', block_id: 'audit_choice', text: mrkdwn('*Start a review* with what was measured'), accessory },
  ];
}

/** The lines that fit into a table, from the first. */
export function shownLines(all: readonly Line[], look: Look): readonly Line[] {
  const lines = forReading(all);
  const isInSeveral = areInSeveral(lines);
  let characters = 0;
  const cut = lines.findIndex((line, at) => {
    characters += cellsOf(line, isInSeveral).join('').length;
    return at >= ROWS_MAX[look] || characters > CELLS_MAX;
  });
  return cut < 0 ? lines : lines.slice(0, cut);
}

const HEADINGS = ['Endpoint', 'Now', 'Saves', 'Proposed', 'Why', 'Also found'];

/** Whether the lines are of more than one Region, so that each names its own. */
const areInSeveral = (lines: readonly Line[]): boolean => new Set(lines.map(({ region }) => region)).size > 1;

const titleOf = ({ name, region }: Line, isInSeveral: boolean): string =>
  clip(isInSeveral ? `${name} · ${region ?? 'Region not known'}` : name, NAME_MAX);

function cellsOf(line: Line, isInSeveral: boolean): string[] {
  const { now, saves, proposal, why, found } = rowWords(line);
  return [
    titleOf(line, isInSeveral),
    now,
    saves,
    clip(proposal, PROPOSAL_MAX),
    why === '' ? '–' : clip(why, WHY_MAX),
    found.length === 0 ? '–' : clip(found.join('. '), FOUND_MAX),
  ];
}

/** Words in cells are never read as markup. */
function tableOf(lines: readonly Line[], isInSeveral: boolean, look: Look): KnownBlock {
  if (look === 'text') {
    const rows = lines.map((line) => {
      const [name, now, saves, proposal] = cellsOf(line, isInSeveral).map((cell) => escapeWithin(cell, PROPOSAL_MAX));
      return `• *${name}*: ${now} now, saves ${saves}. ${proposal}`;
    });
    return sectionOf(rows);
  }
  const rows = [HEADINGS, ...lines.map((line) => cellsOf(line, isInSeveral))].map((cells) =>
    cells.map((text) => ({ type: 'raw_text' as const, text })),
  );
  if (look === 'table') return { type: 'table', block_id: 'audit_table', rows };
  return { type: 'data_table', block_id: 'audit_table', caption: 'Endpoints by saving', rows, page_size: PAGE_SIZE };
}

const LINE_MAX = 300;

const sectionOf = (lines: readonly string[]): KnownBlock => ({
  type: 'section',
  text: mrkdwn(joinLines(lines, SECTION_MAX)),
});

/** Lines of findings in the thread. The rest is in the CSV. */
const FINDINGS_MAX = 40;
/** Under what a section keeps of its lines. */
const REPLY_SECTION_MAX = SECTION_MAX - 100;
/** A message takes 13,200 characters over its blocks. */
const SECTIONS_PER_REPLY = 4;

/** Replies for the thread: what was found where, what was not read, and `more`, without a CSV: the lines that the table left out. */
export function buildReplies(
  { lines, account }: Audit,
  rest: readonly Line[],
): { replies: Message[]; more: Message[] } {
  const found = foundLines(lines);
  const unread = unknownWords(account.incomplete).map((text) => `• ${escapeWithin(text, LINE_MAX)}`);
  const more = rest.map((line) => {
    const { name, now, saves, proposal } = rowWords(line);
    return `• ${escapeWithin(`${name}: ${now} now, saves ${saves}. ${proposal}`, LINE_MAX)}`;
  });
  const counted = found.length - FINDINGS_MAX;
  const replies = [
    ...repliesOf('What was found, with figures and sources', [
      ...found.slice(0, FINDINGS_MAX),
      ...(counted > 0 ? [`… and ${formatNumber(counted)} more`] : []),
    ]),
    ...repliesOf('Not read', unread),
  ];
  return { replies, more: repliesOf('More endpoints', more) };
}

/** Names beside one finding. */
const NAMES_MAX = 10;

/** A line for each thing that was found, with the endpoints that it was found on. */
function foundLines(lines: readonly Line[]): string[] {
  const found = new Map<string, string[]>();
  for (const { name, findings } of lines) {
    for (const reason of findings) found.set(reasonLine(reason), [...(found.get(reasonLine(reason)) ?? []), name]);
  }
  return [...found].map(([sentence, names]) => {
    const shown = names.slice(0, NAMES_MAX).map((name) => escapeWithin(name, NAME_MAX));
    const more = names.length - shown.length;
    return `• *${shown.join(', ')}*${more > 0 ? ` and ${formatNumber(more)} more` : ''}: ${sentence}`;
  });
}

function repliesOf(heading: string, lines: readonly string[]): Message[] {
  const sections: string[] = [];
  for (const line of lines) {
    const last = sections.at(-1);
    if (last === undefined || last.length + line.length + 1 > REPLY_SECTION_MAX) sections.push(line);
    else sections[sections.length - 1] = `${last}\n${line}`;
  }
  const replies: Message[] = [];
  for (let at = 0; at < sections.length; at += SECTIONS_PER_REPLY) {
    const part = sections.slice(at, at + SECTIONS_PER_REPLY);
    const title = at === 0 ? heading : `${heading}, continued`;
    replies.push({ text: title, blocks: [sectionOf([`*${title}*`]), ...part.map((text) => sectionOf([text]))] });
  }
  return replies;
}

/** Told where an audit started. `where`: a link to its message, in mrkdwn. */
export const startedIn = (where: string): string =>
  `I'm reading the AWS account. The result comes in ${where}, and you can post it here from there.`;

/** Told where Slack doesn't deliver direct messages of the bot to that person. */
export const NO_DIRECT_MESSAGE =
  "I can't send you a direct message, so I didn't start. Ask an admin to turn on the app's Messages tab, then try again.";

/** Told where Slack didn't confirm the first message. */
export const NOT_STARTED = "I couldn't send you a direct message, so I didn't start. Try again.";

/** Told where somebody asks for a second audit meanwhile. `where`: a link to its message in mrkdwn, if it is theirs. */
export function alreadyRunning(userId: string | undefined, where?: string): string {
  if (where !== undefined) return `Your audit is still running: see ${where}. Stop it there, or wait for its result.`;
  const whose = userId === undefined ? '' : ` for ${mention(userId)}, who gets the result`;
  return `An audit is already running${whose}. Wait until it ends, then start yours.`;
}

/** Told where the message of an audit that no longer runs still has a button. */
export const NOT_RUNNING = `This audit isn't running any longer. Start another one with \`${COMMAND} audit\`.`;

/** Told where somebody posts an audit that the bot no longer has. */
export const AUDIT_GONE = `I keep audits for 30 days, and this one is older. Start another one with \`${COMMAND} audit\`.`;
