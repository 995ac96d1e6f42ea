import type { ActionsBlock } from '@slack/types';
import type { Calibration } from '../../../account/calibration/compare.ts';
import {
  formatEstimatedUsd,
  formatNumber,
  formatUsd,
  type InferenceOptionId,
  type OptionCost,
  optionTitle,
  type Recommendation,
} from '../../../recommender/index.ts';
import type { Review } from '../../../reviews/record.ts';
import type { Replayed } from '../../../reviews/replay/compare-with-today.ts';
import { describeOutcome } from '../../../wording/differences.ts';
import { writeCostRange, writeLikelyUsd } from '../../../wording/money.ts';
import { writePricesOf } from '../../../wording/team-prices.ts';
import { capitalized } from '../../../wording/text.ts';
import { ACTIONS } from '../../ids.ts';
import { SLACK_LIMITS } from '../limits.ts';
import type { Message } from '../message.ts';
import { canBeMentioned, dayWords, escapeWithin, joinLines, mention, mrkdwn, plain } from '../mrkdwn.ts';

/** Why a thread is told what changed since its decision, with what was read for it. Stored with the post. */
export type Occasion = (
  | {
      why: 'due';
      /** The day on which it was due, such as `2027-02-27`. */
      on: string;
      /** Told on a later day. */
      isLate: boolean;
      /** Absent where the endpoint wasn't read. */
      calibration?: Calibration;
    }
  | { why: 'facts' }
  | { why: 'month' }
) & {
  /** How what runs differs from the decision. Absent where that wasn't read. */
  differences?: readonly string[];
};

/** What is known when it is told. */
export interface Since {
  occasion: Occasion;
  review: Pick<Review, 'id' | 'state' | 'decision' | 'latest' | 'deciderId' | 'requesterId' | 'revisitOn'>;
  /** The same question answered with today's quotas and prices. */
  today: Recommendation;
  replayed: Pick<Replayed, 'now' | 'limitBroken' | 'savingUsd'>;
  /** What the endpoint was measured to cost. */
  calibration?: Calibration | undefined;
  /** For how many days the decision is kept by a press. */
  keepDays: number;
  /** When it is told, in milliseconds since 1970. */
  at: number;
}

const DAY_MS = 86_400_000;
const LINE_MAX = 1_000;

/** What changed since a decision: quotas and prices, what is measured, what runs, and today's answer. Before one, today's answer. */
export function buildSince(since: Since): Message {
  const { review, today } = since;
  const { decision } = review;
  if (decision === null) {
    const text = `With today's quotas and prices: ${replayWords(since)}. The review is unchanged; *Change answers* runs it again.`;
    return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
  }
  const lead = `${leadWords(since, decision)}${lateWords(since.occasion)}`;
  const lines = [
    factsLine(review.latest.recommendation, today, since),
    since.calibration && measuredLine(since.calibration, since),
    driftLine(since.occasion),
    todayWords(since, decision.option),
  ].filter((line) => line !== undefined);
  const said = joinLines([lead, ...lines.map((line) => `• ${line}`)], SLACK_LIMITS.sectionText);
  const actions = isDecided(review) ? [buttons(since, decision.at)] : [];
  return { text: [lead, ...lines].join(' '), blocks: [{ type: 'section', text: mrkdwn(said) }, ...actions] };
}

const isDecided = ({ state }: Pick<Review, 'state'>): boolean => state === 'accepted' || state === 'overridden';

type Decided = NonNullable<Review['decision']>;

/** "@ben: 90 days ago you chose *Asynchronous Inference* at $231 per month ($145–$348)." */
function leadWords({ review, at }: Since, decision: Decided): string {
  const { deciderId, latest } = review;
  const owner = [deciderId, decision.byId].find((id) => id !== null && canBeMentioned(id)) ?? null;
  const who = owner === decision.byId ? 'you' : mention(decision.byId);
  const cost = costOf(latest.recommendation, decision.option);
  const said = `${daysAgo(at - decision.at)} ${who} chose *${optionTitle(decision.option)}*${atCost(cost)}.`;
  return owner === null ? capitalized(said) : `${mention(owner)}: ${said}`;
}

function daysAgo(ms: number): string {
  const days = Math.round(ms / DAY_MS);
  if (days < 1) return 'today';
  return days === 1 ? 'yesterday' : `${formatNumber(days)} days ago`;
}

const lateWords = (occasion: Occasion): string =>
  occasion.why === 'due' && occasion.isLate ? ` This revisit was due on ${dayWords(occasion.on)}.` : '';

const costOf = ({ costs }: Recommendation, option: InferenceOptionId | null): OptionCost | undefined =>
  costs.find((cost) => cost.option === option);

/** " at $231 per month ($145–$348)"; nothing where no cost is known. */
function atCost(cost: OptionCost | undefined): string {
  const likely = cost && writeLikelyUsd(cost);
  return cost === undefined || likely === undefined ? '' : ` at ${likely} per month${writeCostRange(cost)}`;
}

/** What newer quotas and prices do to the decided option. */
function factsLine(then: Recommendation, today: Recommendation, { review, replayed }: Since): string {
  const option = review.decision?.option ?? null;
  if (then.facts.version === today.facts.version) return 'Quotas and prices: unchanged.';
  if (replayed.limitBroken) {
    const [reason] = today.rejected.find((other) => other.option === option)?.reasons ?? [];
    const why = reason === undefined ? '.' : `: ${escapeWithin(reason.text, LINE_MAX)}`;
    return `Quotas and prices: *${optionTitle(option ?? 'real-time')}* is now ruled out${why}`;
  }
  const [before, after] = [costOf(then, option), costOf(today, option)];
  const likely = after && writeLikelyUsd(after);
  if (after === undefined || likely === undefined) return `Quotas and prices: newer (${asOf(today)}).`;
  const isSame = before !== undefined && writeLikelyUsd(before) === likely;
  const now = isSame ? 'the estimate is unchanged' : `the estimate is now ${likely} per month${writeCostRange(after)}`;
  return `Quotas and prices: newer (${asOf(today)}); ${now}.`;
}

const DATE_MAX = 40;

const asOf = ({ facts: { quotasAsOf, pricesAsOf } }: Recommendation): string =>
  escapeWithin([...new Set([quotasAsOf, pricesAsOf])].join(' and '), DATE_MAX);

function driftLine({ differences }: Occasion): string | undefined {
  if (differences === undefined) return undefined;
  return differences.length === 0 ? 'The endpoint runs as decided.' : driftWords(differences);
}

/** "*Drift:* It runs on ml.g5.2xlarge; ml.g5.xlarge was decided." Not for an empty list. */
export const driftWords = (differences: readonly string[]): string =>
  `*Drift:* ${escapeWithin(differences.join(' '), LINE_MAX)}`;

/** "Today's answer is the same." */
function todayWords({ review, today, replayed }: Since, decided: InferenceOptionId): string {
  const { choice } = review.latest.recommendation;
  const { now, savingUsd } = replayed;
  if (now === null) return 'Today no option fits.';
  if (now === decided) return sameWords(choice, today, now);
  const rejected = now === choice?.option ? ', as it was then' : '';
  return `Today's answer is *${optionTitle(now)}*${atCost(costOf(today, now))}${rejected}${savingWords(savingUsd)}.`;
}

function sameWords(then: Recommendation['choice'], today: Recommendation, now: InferenceOptionId): string {
  const isAlike = then?.option !== now || describeOutcome(then, today.choice) === describeOutcome(then, then);
  return isAlike
    ? "Today's answer is the same."
    : `Today's answer is ${escapeWithin(describeOutcome(then, today.choice), LINE_MAX)}.`;
}

function savingWords(usd: number | null): string {
  if (usd === null || Math.abs(usd) < 1) return '';
  return `, about ${formatEstimatedUsd(Math.abs(usd))} ${usd > 0 ? 'less' : 'more'} per year`;
}

function replayWords({ review, replayed }: Since): string {
  return describeReplay({ before: review.latest.recommendation.choice?.option ?? null, ...replayed });
}

const ENDPOINT_MAX = 200;

/** "Measured: fraud costs $251 per month at list prices, over 30 days: 9 % more than estimated, within the range." */
function measuredLine(calibration: Calibration, { occasion, review }: Since): string {
  const { endpoint, option, runs, measuredUsd, counted, days, why, volume } = calibration;
  const name = escapeWithin(endpoint, ENDPOINT_MAX);
  if (why !== null) return `I couldn't measure ${name}. ${escapeWithin(why, LINE_MAX)}`;
  const basis = counted === null ? '' : ` (${escapeWithin(counted, ENDPOINT_MAX)})`;
  const { prices } = review.latest.recommendation.facts;
  const isNow = occasion.why === 'month' || (occasion.why === 'due' && occasion.calibration !== undefined);
  const costs = `Measured${isNow ? '' : ' 30 days after the decision'}: ${name} costs ${formatUsd(measuredUsd ?? 0)} per month ${writePricesOf(prices)}${basis}, over ${formatNumber(Math.floor(days ?? 0))} days${describeRatio(calibration)}.`;
  // Else it is said as drift.
  const isUnsaid = occasion.differences === undefined && runs !== null && runs !== option;
  const other = isUnsaid ? [`It runs ${optionTitle(runs)}; ${optionTitle(option)} was decided.`] : [];
  return [costs, ...other, ...describeVolume(volume)].join(' ');
}

/** ": 9 % more than estimated, within the range" */
function describeRatio({ estimatedUsd, measuredUsd, ratio }: Calibration): string {
  if (estimatedUsd === null) return '; there was no estimate';
  if (ratio === null || measuredUsd === null) return '';
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  const difference =
    percent === 0 ? 'as estimated' : `${formatNumber(percent)} % ${ratio > 1 ? 'more' : 'less'} than estimated`;
  const isWithin = measuredUsd >= estimatedUsd.low && measuredUsd <= estimatedUsd.high;
  return `: ${difference}, ${isWithin ? 'within' : 'outside'} the range`;
}

function describeVolume({ stated, measured }: Calibration['volume']): string[] {
  if (measured === null) return [];
  const many = `Volume: ${formatNumber(measured)} per month`;
  return [stated === null ? `${many}, not stated before.` : `${many}, stated as ${formatNumber(stated)}.`];
}

function buttons({ review: { id: reviewId, revisitOn }, keepDays }: Since, decidedAt: number): ActionsBlock {
  const value = revisitValue({ reviewId, decidedAt, revisitOn, days: keepDays });
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: ACTIONS.revisitKeep,
        text: plain(`Keep for ${keepDays === 1 ? '1 day' : `${formatNumber(keepDays)} days`}`),
        value,
      },
      {
        type: 'button',
        action_id: ACTIONS.revisitRevise,
        text: plain('Start a revision'),
        value,
        confirm: {
          title: plain('Start a revision?'),
          text: plain('This takes the decision back. The review is open again, and has to be decided anew.'),
          confirm: plain('Start a revision'),
          deny: plain('Cancel'),
        },
      },
    ],
  };
}

/** What somebody saw who presses: the review, its decision's time, and the date of its revisit. */
export interface SeenRevisit {
  reviewId: string;
  /** Milliseconds since 1970. */
  decidedAt: number;
  revisitOn: string | null;
  /** For how long to keep it. */
  days: number;
}

/** For a button's value: at most 2,000 characters. */
export function revisitValue({ reviewId, decidedAt, revisitOn, days }: SeenRevisit): string {
  return `${reviewId} ${decidedAt} ${revisitOn ?? '-'} ${days}`;
}

/** What {@link revisitValue} wrote; undefined for anything else. */
export function readRevisitValue(value: string): SeenRevisit | undefined {
  const [, reviewId, decidedAt, on, days] = /^(\S{1,255}) (\d{1,15}) (-|\d{4}-\d\d-\d\d) (\d{1,4})$/.exec(value) ?? [];
  if (reviewId === undefined) return undefined;
  return { reviewId, decidedAt: Number(decidedAt), revisitOn: on === '-' ? null : (on ?? null), days: Number(days) };
}

/** Under the post in place of its buttons: what came of it. `next`: until when the decision is kept; null where it was taken back. */
export function revisitedWords(byId: string, next: string | null): string {
  const who = mention(byId);
  return next === null
    ? `*Decision taken back* by ${who} to start a revision`
    : `*Kept* by ${who} until ${dayWords(next)}`;
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
  return [`about ${formatEstimatedUsd(Math.abs(usd))} ${usd > 0 ? 'less' : 'more'} per year`];
}
