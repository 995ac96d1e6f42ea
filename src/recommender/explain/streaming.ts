import { costOf } from '../costs/bill.ts';
import { plannedInstances } from '../costs/priced-instance.ts';
import type { PriceList } from '../facts/price-list.ts';
import { QUOTAS } from '../facts/quotas.ts';
import { isServed, judge } from '../judge/judge.ts';
import { type Judgement, pricingOf } from '../judge/judgement.ts';
import { mayStream } from '../needs/needs.ts';
import { optionTitle } from '../options/index.ts';
import type {
  Assumption,
  Choice,
  Guardrail,
  InferenceOptionId,
  OpenAnswer,
  OpenQuestion,
  Recommendation,
} from '../recommendation.ts';
import { formatNumber, formatSeconds } from '../workload/measures.ts';
import { formatUsd } from '../workload/money.ts';
import type { WorkloadField } from '../workload/workload.ts';
import { costOfChoice, QUESTIONS_MAX } from './questions.ts';

const FIELD = 'requiresStreaming' satisfies WorkloadField;

/** What serves in one of the two ways, as far as it is known. */
interface Served {
  readonly option: InferenceOptionId | null;
  readonly type: string | null;
  readonly count: number | null;
  readonly usd: number | null;
}

/** Bills that differ by less are alike: nobody decides by them. */
const ALIKE = 1.25;

/**
 * The answer where nobody said whether answers are streamed, and it makes a difference: the other plan stands first of the
 * assumptions with its bill, in the flips, among what the answer holds on, and as a question. Else the answer as it is.
 */
export function withStreaming(
  answer: Recommendation,
  base: Judgement,
  prices: PriceList,
  guardrails: readonly Guardrail[],
): Recommendation {
  const { choice } = answer;
  if (choice === null || !mayStream(base.needs)) return answer;
  const isStreamed = base.needs.streaming !== 'none';
  const other = judge(base.needs.stated, prices, guardrails, { streaming: isStreamed ? 'none' : 'response' });
  const [own, instead] = [servedBy(base, prices), servedBy(other, prices)];
  if (!differ(own, instead)) return answer;
  const whole = isStreamed ? instead : own;
  const streamed = isStreamed ? own : instead;
  const text = isStreamed ? streamedText(base) : wholeText(base, own, instead);
  const assumption: Assumption = { field: FIELD, value: base.needs.streaming, text, decisive: true };
  const value = isStreamed ? 'none' : 'response';
  const change = `If answers ${isStreamed ? "aren't" : 'are'} streamed: ${planWords(instead)}.`;
  const flip = { field: FIELD, from: null, to: value, option: instead.option, text: change } as const;
  const answers: OpenAnswer[] = [
    answerOf('none', whole, isStreamed ? other : base, prices),
    answerOf('response', streamed, isStreamed ? base : other, prices),
  ];
  const isOther = ({ field }: { readonly field: string }): boolean => field !== FIELD;
  return {
    ...answer,
    choice: {
      ...choice,
      confidence: choice.confidence === 'firm' ? 'likely' : choice.confidence,
      holdsIf: [{ field: FIELD, text: change, to: instead.option, value }, ...choice.holdsIf.filter(isOther)],
    } satisfies Choice,
    assumptions: [assumption, ...answer.assumptions.filter(isOther)],
    flips: [...answer.flips.filter(isOther), flip],
    questions: [{ field: FIELD, answers } as OpenQuestion, ...(answer.questions ?? []).filter(isOther)].slice(
      0,
      QUESTIONS_MAX,
    ),
  };
}

function servedBy(judgement: Judgement, prices: PriceList): Served {
  const { choice } = judgement;
  if (choice === null || !isServed(judgement, prices)) return { option: null, type: null, count: null, usd: null };
  const pricing = pricingOf(judgement, choice, prices);
  const planned = plannedInstances(pricing);
  return {
    option: choice.option.id,
    type: planned && String(planned.capacity.type),
    count: planned?.isSized ? planned.busiest : null,
    usd: costOf(pricing).monthlyUsd?.likely ?? null,
  };
}

function differ(own: Served, other: Served): boolean {
  if (own.option !== other.option || own.type !== other.type || own.count !== other.count) return true;
  if (own.usd === null || other.usd === null) return false;
  return Math.max(own.usd, other.usd) > ALIKE * Math.min(own.usd, other.usd);
}

/** "Real-time Inference, 2 × ml.g7e.12xlarge, about $11,000 per month" */
function planWords({ option, type, count, usd }: Served): string {
  if (option === null) return 'no instance type is fast enough';
  const size = type === null ? '' : `, ${count === null ? '' : `${formatNumber(count)} × `}${type}`;
  return `${optionTitle(option)}${size}${usd === null ? '' : `, about ${formatUsd(usd, 'modelled')} per month`}`;
}

/** The same behind another plan with the same option. */
const sizeWords = (served: Served, option: Served['option']): string =>
  served.option === option && served.type !== null
    ? planWords(served).slice(planWords({ ...served, type: null, usd: null }).length + 2)
    : planWords(served);

const limitOf = ({ needs: { responseTimeSeconds } }: Judgement): string =>
  formatSeconds(responseTimeSeconds ?? QUOTAS.realTimeProcessing.value);

const wholeText = (base: Judgement, own: Served, streamed: Served): string =>
  `Streaming: not given; whole answers within ${limitOf(base)} are planned: ${sizeWords(own, own.option)}. Streamed, it's ${sizeWords(streamed, own.option)}.`;

function streamedText(base: Judgement): string {
  const { responseTimeSeconds } = base.needs;
  const meant = responseTimeSeconds === undefined ? '' : `, with ${limitOf(base)} as the time to the first token`;
  return `Streaming: not given; assumed${meant}, because no instance type writes a whole answer within ${limitOf(base)}.`;
}

const answerOf = (value: string, { option }: Served, judgement: Judgement, prices: PriceList): OpenAnswer => ({
  option,
  values: [value],
  cost: option === null ? null : costOfChoice(judgement, prices),
});
