import { type Audit, forReading, type Line } from '../../../account/rank.ts';
import { accountWords, rowWords } from '../../../account/write-account.ts';
import { formatNumber, formatUsd, type InferenceOptionId, optionTitle } from '../../../recommender/index.ts';
import type { Message } from '../message.ts';
import { clip, escapeWithin, link, mrkdwn, permalink } from '../mrkdwn.ts';

interface Changed {
  /** Decided, or else recommended. */
  before: InferenceOptionId | null;
  /** Recommended today. */
  now: InferenceOptionId | null;
  limitBroken: boolean;
  /** Per year. */
  savingUsd: number | null;
}

/** What today's quotas and prices change: "Real-time inference → serverless inference, about $1,200 less per year". */
export function describeReplay({ before, now, limitBroken, savingUsd }: Changed): string {
  const outcome = `${titleOf(before)} → ${titleOf(now)}`;
  return [outcome, ...(limitBroken ? [`${titleOf(before)} is now ruled out`] : []), ...describeSaving(savingUsd)].join(
    ', ',
  );
}

function titleOf(option: InferenceOptionId | null): string {
  return option === null ? 'no option fits' : optionTitle(option);
}

function describeSaving(usd: number | null): string[] {
  if (usd === null || Math.abs(usd) < 1) return [];
  return [`about ${formatUsd(Math.abs(usd), 'estimated')} ${usd > 0 ? 'less' : 'more'} per year`];
}

/** Reviews that one digest names; the others are counted. */
export const DIGEST_LINES = 15;

const NAME_MAX = 80;

/** The weekly digest: reviews that would come out differently today, and how many more there are. */
export function buildDigest(entries: readonly DigestEntry[], count: number, teamUrl: string): Message {
  const text = `With today's quotas and prices, ${count === 1 ? '1 review' : `${count} reviews`} would come out differently.`;
  const lines = entries.map((entry) => `• ${nameOf(entry, teamUrl)}: ${describeReplay(entry)}`);
  const rest = count - entries.length;
  const more = rest > 0 ? [`And ${rest} more in App Home.`] : [];
  return { text, blocks: [text, ...lines, ...more].map((line) => ({ type: 'section', text: mrkdwn(line) })) };
}

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

function nameOf({ name, place }: DigestEntry, teamUrl: string): string {
  return place === null
    ? escapeWithin(name, NAME_MAX)
    : link(permalink(teamUrl, place), clip(name.replace(/\s+/g, ' '), NAME_MAX));
}

/** A review in the digest. */
export interface DigestEntry {
  name: string;
  before: InferenceOptionId | null;
  now: InferenceOptionId | null;
  limitBroken: boolean;
  /** US dollars per year. */
  savingUsd: number | null;
  /** Null where it is not posted. */
  place: { channelId: string; messageTs: string } | null;
}
