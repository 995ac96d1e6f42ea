import type { ActionsBlock } from '@slack/types';
import type { Seen } from '../../../account/look.ts';
import type { ObservedBill } from '../../../account/observed-bill.ts';
import {
  formatCount,
  formatNumber,
  formatUsd,
  type InferenceOptionId,
  type OptionCost,
  optionTitle,
  type Recommendation,
} from '../../../recommender/index.ts';
import type { Review } from '../../../reviews/record.ts';
import { compareWithToday, type Replayed } from '../../../reviews/replay.ts';
import { describeOutcome } from '../../../wording/differences.ts';
import { writeCostRange, writeLikelyUsd } from '../../../wording/money.ts';
import { writePricesOf } from '../../../wording/team-prices.ts';
import { capitalized } from '../../../wording/text.ts';
import { ACTIONS } from '../../ids.ts';
import { button, section } from '../blocks.ts';
import { SLACK_LIMITS } from '../limits.ts';
import type { Message } from '../message.ts';
import { canBeMentioned, dayWords, escapeWithin, joinLines, mention, plain } from '../mrkdwn.ts';

/** What is known when a decision is looked at again. */
export interface Revisited {
  review: Pick<Review, 'id' | 'decision' | 'latest' | 'deciderId' | 'revisitOn'>;
  /** The same question answered with today's quotas and prices. */
  today: Recommendation;
  /** What a look at the endpoint showed. Absent where none is noted, or it wasn't looked at. */
  seen?: Seen | undefined;
  /** For how many days the decision is kept by a press. */
  keepDays: number;
  /** When it is told, in milliseconds since 1970. */
  at: number;
  /** Somebody asked: nobody is addressed. */
  isAsked?: true;
  /** The day on which it was due, where it is told on a later one. */
  lateSince?: string | undefined;
}

const DAY_MS = 86_400_000;
const LINE_MAX = 1_000;

interface Line {
  text: string;
  isSame: boolean;
}

/** A decision that is looked at again: what differs by now in the answer, the bill and the configuration, or "as decided". */
export function buildRevisited(revisited: Revisited): Message {
  const { review, today, seen } = revisited;
  const { decision } = review;
  if (decision === null) throw new Error('Only a decision can be looked at again');
  const replayed = compareWithToday(review, today);
  const lines = [
    factsLine(review.latest.recommendation, today, decision.option, replayed),
    ...(seen === undefined ? [] : [billLine(seen.bill, review.latest.recommendation), ...configurationLine(seen)]),
    todayLine(review, today, decision.option, replayed),
  ];
  const verdict = lines.every(({ isSame }) => isSame) ? ' *As decided.*' : '';
  const lead = `${leadWords(revisited, decision)}${lateWords(revisited)}${verdict}`;
  const said = joinLines([lead, ...lines.map(({ text }) => `• ${text}`)], SLACK_LIMITS.sectionText);
  return {
    text: [lead, ...lines.map(({ text }) => text)].join(' '),
    blocks: [section(said), buttons(revisited, decision.at)],
  };
}

type Decided = NonNullable<Review['decision']>;

/** "@ben: 90 days ago you chose *Asynchronous Inference* at $231 per month ($145–$348)." */
function leadWords({ review, at, isAsked }: Revisited, decision: Decided): string {
  const { deciderId, latest } = review;
  const addressed = isAsked ? [] : [deciderId, decision.byId];
  const owner = addressed.find((id) => id !== null && canBeMentioned(id)) ?? null;
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

const lateWords = ({ lateSince }: Revisited): string =>
  lateSince === undefined ? '' : ` This revisit was due on ${dayWords(lateSince)}.`;

const costOf = ({ costs }: Recommendation, option: InferenceOptionId | null): OptionCost | undefined =>
  costs.find((cost) => cost.option === option);

/** " at $231 per month ($145–$348)"; nothing where no cost is known. */
function atCost(cost: OptionCost | undefined): string {
  const likely = cost && writeLikelyUsd(cost);
  return cost === undefined || likely === undefined ? '' : ` at ${likely} per month${writeCostRange(cost)}`;
}

/** What newer quotas and prices do to the decided option. */
function factsLine(then: Recommendation, today: Recommendation, option: InferenceOptionId, replayed: Replayed): Line {
  if (then.facts.version === today.facts.version) return { text: 'Quotas and prices: unchanged.', isSame: true };
  if (replayed.limitBroken) {
    const [reason] = today.rejected.find((other) => other.option === option)?.reasons ?? [];
    const why = reason === undefined ? '.' : `: ${escapeWithin(reason.text, LINE_MAX)}`;
    return { text: `Quotas and prices: *${optionTitle(option)}* is now ruled out${why}`, isSame: false };
  }
  const [before, after] = [costOf(then, option), costOf(today, option)];
  const likely = after && writeLikelyUsd(after);
  const newer = `Quotas and prices: newer (${asOf(today)})`;
  if (after === undefined || likely === undefined) return { text: `${newer}.`, isSame: true };
  const isSame = before !== undefined && writeLikelyUsd(before) === likely;
  const now = isSame ? 'the estimate is unchanged' : `the estimate is now ${likely} per month${writeCostRange(after)}`;
  return { text: `${newer}; ${now}.`, isSame };
}

const DATE_MAX = 40;

const asOf = ({ facts: { quotasAsOf, pricesAsOf } }: Recommendation): string =>
  escapeWithin([...new Set([quotasAsOf, pricesAsOf])].join(' and '), DATE_MAX);

function configurationLine({ differences }: Seen): Line[] {
  if (differences === null) return [];
  if (differences.length === 0) return [{ text: 'The endpoint runs as decided.', isSame: true }];
  const text = `*The endpoint differs:* ${escapeWithin(differences.join(' '), LINE_MAX)}`;
  return [{ text, isSame: false }];
}

/** "Today's answer is the same." */
function todayLine(
  { latest }: Pick<Review, 'latest'>,
  today: Recommendation,
  decided: InferenceOptionId,
  { now, savingUsd }: Replayed,
): Line {
  const then = latest.recommendation.choice;
  if (now === null) return { text: 'Today no option fits.', isSame: then === null };
  if (now !== decided) {
    const isRejected = now === then?.option;
    const rejected = isRejected ? ', as it was then' : '';
    const answer = `*${optionTitle(now)}*${atCost(costOf(today, now))}`;
    return { text: `Today's answer is ${answer}${rejected}${savingWords(savingUsd)}.`, isSame: isRejected };
  }
  const isAlike = then?.option !== now || describeOutcome(then, today.choice) === describeOutcome(then, then);
  if (isAlike) return { text: "Today's answer is the same.", isSame: true };
  const differing = escapeWithin(describeOutcome(then, today.choice), LINE_MAX);
  return { text: `Today's answer is ${differing}.`, isSame: false };
}

function savingWords(usd: number | null): string {
  if (usd === null || Math.abs(usd) < 1) return '';
  return `, about ${formatUsd(Math.abs(usd), 'estimated')} ${usd > 0 ? 'less' : 'more'} per year`;
}

const ENDPOINT_MAX = 200;

/** "Observed: fraud costs $251 per month at list prices, over 30 days: 9 % more than estimated, within the range." */
function billLine(bill: ObservedBill, { facts: { prices } }: Recommendation): Line {
  const { endpoint, observedUsd, counted, days, why, volume } = bill;
  const name = escapeWithin(endpoint, ENDPOINT_MAX);
  if (why !== null || observedUsd === null) {
    return { text: `I couldn't read what ${name} costs. ${escapeWithin(why ?? '', LINE_MAX)}`, isSame: false };
  }
  const basis = counted === null ? '' : ` (${escapeWithin(counted, ENDPOINT_MAX)})`;
  const costs = `Observed: ${name} costs ${formatUsd(observedUsd)} per month ${writePricesOf(prices)}${basis}, over ${formatNumber(Math.floor(days ?? 0))} days${describeRatio(bill)}.`;
  return { text: [costs, ...describeVolume(volume)].join(' '), isSame: isWithin(bill) };
}

function isWithin({ estimatedUsd, observedUsd, ratio }: ObservedBill): boolean {
  if (estimatedUsd === null || observedUsd === null || ratio === null) return false;
  return observedUsd >= estimatedUsd.low && observedUsd <= estimatedUsd.high;
}

/** ": 9 % more than estimated, within the range" */
function describeRatio(bill: ObservedBill): string {
  const { estimatedUsd, ratio } = bill;
  if (estimatedUsd === null) return '; there was no estimate';
  if (ratio === null) return '';
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  const difference =
    percent === 0 ? 'as estimated' : `${formatNumber(percent)} % ${ratio > 1 ? 'more' : 'less'} than estimated`;
  return `: ${difference}, ${isWithin(bill) ? 'within' : 'outside'} the range`;
}

function describeVolume({ stated, observed }: ObservedBill['volume']): string[] {
  if (observed === null) return [];
  const many = `Volume: ${formatNumber(observed)} per month`;
  return [stated === null ? `${many}, not stated before.` : `${many}, stated as ${formatNumber(stated)}.`];
}

function buttons({ review: { id: reviewId, revisitOn }, keepDays }: Revisited, decidedAt: number): ActionsBlock {
  const value = revisitValue({ reviewId, decidedAt, revisitOn, days: keepDays });
  const confirm = {
    title: plain('Start a revision?'),
    text: plain('This takes the decision back. The review is open again, and has to be decided anew.'),
    confirm: plain('Start a revision'),
    deny: plain('Cancel'),
  };
  return {
    type: 'actions',
    elements: [
      button(ACTIONS.revisitKeep, `Keep for ${formatCount(keepDays, 'day')}`, value),
      { ...button(ACTIONS.revisitRevise, 'Start a revision', value), confirm },
    ],
  };
}

/** What somebody saw who presses: the review, its decision's time, and the date of its revisit. */
interface SeenRevisit {
  reviewId: string;
  /** Milliseconds since 1970. */
  decidedAt: number;
  revisitOn: string | null;
  /** For how long to keep it. */
  days: number;
}

/** For a button's value: at most 2,000 characters. */
export const revisitValue = ({ reviewId, decidedAt, revisitOn, days }: SeenRevisit): string =>
  `${reviewId} ${decidedAt} ${revisitOn ?? '-'} ${days}`;

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
