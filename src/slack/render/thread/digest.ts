import { type Audit, forReading, type Line } from '../../../account/rank.ts';
import { accountWords, rowWords } from '../../../account/write-account.ts';
import { formatNumber } from '../../../recommender/index.ts';
import type { Message } from '../message.ts';
import { escapeWithin, mrkdwn } from '../mrkdwn.ts';

/** Endpoints that one digest of the account names; the others are counted. */
const ACCOUNT_LINES = 10;

/** The weekly digest of the AWS account: its month, and the endpoints with the largest savings, the verified ones first. */
export function buildAccountDigest(audit: Audit): Message {
  const { incomplete } = audit.account;
  const text = `AWS account: ${accountWords(audit)}`;
  const saves = forReading(audit.lines).filter(doesSave);
  const shown = saves.slice(0, ACCOUNT_LINES).map(describeSaver);
  const rest = saves.length - shown.length;
  const found = audit.lines.filter((line) => line.findings.length > 0 && !doesSave(line)).length;
  const more = [
    ...(rest > 0 ? [`${formatNumber(rest)} more could save.`] : []),
    ...(found > 0 ? [`${formatNumber(found)} more ${found === 1 ? 'has' : 'have'} findings without a saving.`] : []),
    ...(incomplete.length > 0 ? [`Not read: ${incomplete.slice(0, 3).map(gapWords).join(' ')}`] : []),
    'An admin gets all of them by `/sagemaker-endpoint audit`.',
  ];
  const head = escapeWithin(text, HEAD_MAX);
  return {
    text: head,
    blocks: [head, ...shown, more.join(' ')].map((line) => ({ type: 'section', text: mrkdwn(line) })),
  };
}

const NAME_MAX = 80;

const HEAD_MAX = 500;

const doesSave = ({ saving, likely }: Line): boolean => (saving ?? 0) > 0 || likely !== null;

function describeSaver(line: Line): string {
  const { name, now, saves, proposal } = rowWords(line);
  const where = line.region === null ? '' : ` (${escapeWithin(line.region, NAME_MAX)})`;
  return `• ${escapeWithin(name, NAME_MAX)}${where}: ${now} now, saves ${saves}. ${escapeWithin(proposal, GAP_MAX)}`;
}

const gapWords = ({ what, why }: Audit['account']['incomplete'][number]): string =>
  escapeWithin(`${what}: ${why}`, GAP_MAX);

const GAP_MAX = 200;
