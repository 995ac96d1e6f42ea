import type { Calibration } from '../../../account/calibration/compare.ts';
import type { Audit } from '../../../account/rank.ts';
import { formatNumber, formatUsd, type InferenceOptionId, optionTitle } from '../../../recommender/index.ts';
import type { Review } from '../../../reviews/record.ts';
import type { Replayed } from '../../../reviews/replay/compare-with-today.ts';
import { SLACK_LIMITS } from '../limits.ts';
import type { Message } from '../message.ts';
import { clip, escapeWithin, link, mrkdwn, permalink } from '../mrkdwn.ts';

/** Leaves room for the words before the reason; escaping turns one character into five. */
const REASON_MAX = SLACK_LIMITS.sectionText - 500;

/** One line for the thread: this review would come out differently today. */
export function buildReplayLine(
  { latest, decision }: Pick<Review, 'latest' | 'decision'>,
  replayed: Pick<Replayed, 'now' | 'limitBroken' | 'savingUsd'>,
): Message {
  const before = decision?.option ?? latest.recommendation.choice?.option ?? null;
  const text = `With today's quotas and prices: ${describeReplay({ before, ...replayed })}. The review is unchanged; *Change answers* runs it again.`;
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
}

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
function describeReplay({ before, now, limitBroken, savingUsd }: Changed): string {
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
  return [`about ${formatUsd(Math.abs(usd))} ${usd > 0 ? 'less' : 'more'} per year`];
}

/** One line for the thread: what the noted endpoint costs one month after the decision, and the estimate. */
export function buildCalibrationLine(calibration: Calibration): Message {
  const text = calibration.why === null ? describeMonth(calibration) : describeUnmeasured(calibration);
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
}

const ENDPOINT_MAX = 200;

function describeUnmeasured({ endpoint, why }: Calibration): string {
  return `30 days after the decision, I couldn't measure ${escapeWithin(endpoint, ENDPOINT_MAX)}. ${escapeWithin(why ?? '', REASON_MAX)}`;
}

function describeMonth({
  endpoint,
  option,
  runs,
  estimatedUsd,
  measuredUsd,
  counted,
  days,
  volume,
  ratio,
}: Calibration): string {
  const name = escapeWithin(endpoint, ENDPOINT_MAX);
  const basis = counted === null ? '' : ` (${escapeWithin(counted, ENDPOINT_MAX)})`;
  const costs = `30 days after the decision, ${name} costs ${formatUsd(measuredUsd ?? 0)} per month at list prices${basis}, measured over ${Math.floor(days ?? 0)} days.`;
  const other =
    runs === null || runs === option ? [] : [`It runs ${optionTitle(runs)}; the decision was ${optionTitle(option)}.`];
  return [costs, describeEstimate({ estimatedUsd, measuredUsd, ratio }), ...other, ...describeVolume(volume)].join(' ');
}

function describeEstimate({
  estimatedUsd,
  measuredUsd,
  ratio,
}: Pick<Calibration, 'estimatedUsd' | 'measuredUsd' | 'ratio'>): string {
  if (estimatedUsd === null) return 'There was no estimate.';
  const { low, likely, high } = estimatedUsd;
  const estimate = `Estimated: ${formatUsd(likely)} (${formatUsd(low)} to ${formatUsd(high)})`;
  if (ratio === null || measuredUsd === null) return `${estimate}.`;
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  const difference = percent === 0 ? 'as estimated' : `${percent} % ${ratio > 1 ? 'more' : 'less'}`;
  const isWithin = measuredUsd >= low && measuredUsd <= high;
  return `${estimate}; ${difference}, ${isWithin ? 'within' : 'outside'} the range.`;
}

function describeVolume({ stated, measured }: Calibration['volume']): string[] {
  if (measured === null) return [];
  const many = `Volume: ${formatNumber(measured)} per month`;
  return [stated === null ? `${many}, not stated before.` : `${many}, stated as ${formatNumber(stated)}.`];
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

/** The weekly digest of the AWS account: its month, and the endpoints with the largest verified savings. */
export function buildAccountDigest({ lines, account }: Audit): Message {
  const { endpoints, monthlyUsd, saving, incomplete } = account;
  const many = endpoints === 1 ? '1 endpoint' : `${formatNumber(endpoints)} endpoints`;
  const saved = saving > 0 ? `, of which ${formatUsd(saving)} could be saved` : '';
  const text = `AWS account: ${many}, ${formatUsd(monthlyUsd.now)} per month at list prices${saved}.`;
  const saves = lines.filter((line) => (line.saving ?? 0) > 0);
  const shown = saves.slice(0, ACCOUNT_LINES).map(describeSaver);
  const rest = saves.length - shown.length;
  const found = lines.filter(({ findings, saving: own }) => findings.length > 0 && (own ?? 0) <= 0).length;
  const more = [
    ...(rest > 0 ? [`${formatNumber(rest)} more could save.`] : []),
    ...(found > 0 ? [`${formatNumber(found)} more ${found === 1 ? 'has' : 'have'} findings without a saving.`] : []),
    ...(incomplete.length > 0 ? [`Not read: ${incomplete.slice(0, 3).map(gapWords).join(' ')}`] : []),
    'An admin gets all of them by `/sagemaker-endpoint audit`.',
  ];
  return { text, blocks: [text, ...shown, more.join(' ')].map((line) => ({ type: 'section', text: mrkdwn(line) })) };
}

function describeSaver({ name, region, monthlyUsd, saving, recommendation, findings }: Audit['lines'][number]): string {
  const idle = findings.some(({ code }) => code === 'idle');
  const to = idle ? 'delete it: no requests' : (recommendation.choice?.title ?? 'no option fits');
  const where = region === null ? '' : ` (${escapeWithin(region, NAME_MAX)})`;
  return `• ${escapeWithin(name, NAME_MAX)}${where}: ${formatUsd(monthlyUsd?.now ?? 0)} → ${formatUsd((monthlyUsd?.now ?? 0) - (saving ?? 0))} per month, ${to}`;
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
