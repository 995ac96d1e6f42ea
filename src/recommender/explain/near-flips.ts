import type { PriceList } from '../facts/price-list.ts';
import { pricesOf } from '../facts/prices.ts';
import { judge } from '../judge/judge.ts';
import type { Judgement } from '../judge/judgement.ts';
import { isModelled } from '../needs/needs.ts';
import { servedModel } from '../needs/served-model.ts';
import { optionTitle } from '../options/index.ts';
import type { DecidingField, Flip, InferenceOptionId, Recommendation } from '../recommendation.ts';
import { changeClause } from '../search/change-words.ts';
import { type Kernel, withValue } from '../search/outcome.ts';
import { asksForMore, FARTHEST, isCount, isFactOfModel } from '../search/would-fit.ts';
import { formatUsd } from '../workload/money.ts';
import type { Workload, WorkloadField } from '../workload/workload.ts';
import { relaxedTo } from './sizing/decides.ts';

/** What would change an answer, near enough to be worth a line. */
export interface NearFlip {
  readonly option: InferenceOptionId;
  /** "If cold starts of a few seconds are fine: Serverless Inference, about $210 per month." */
  readonly text: string;
}

/**
 * How near a change is that is no number, on the same scale: first what a team may prefer otherwise, then how traffic might be,
 * then what it would have to give up. What isn't here is a fact that nobody changes for an answer.
 */
const NEARNESS: Partial<Record<WorkloadField, number>> = {
  coldStarts: 2,
  costPriority: 2,
  availability: 3,
  payloadByReference: 3,
  trafficPredictable: 3,
  trafficPattern: 4,
  requiresGpu: 6,
  requiresVpc: 6,
  requiresNetworkIsolation: 6,
  requiresDataCapture: 6,
  requiresMultipleVariants: 6,
  requiresScaleToZero: 6,
  requiresStreaming: 6,
};

/** Of which less costs less: nobody needs to be told. */
const IS_LOAD: ReadonlySet<WorkloadField> = new Set(['concurrentRequests', 'inputTokens', 'outputTokens']);

/** Two conditions that lead to one option share its line. */
const CLAUSES_MAX = 2;

/**
 * The flips worth reading, nearest first, one line for each option, at most `max`. Left out is what is far away,
 * what leaves no option, what asks for another task, what nobody stated, and what the answer's conditions say already.
 */
export function nearFlips(answer: Recommendation, max: number, prices: PriceList = pricesOf(answer)): NearFlip[] {
  const lines = new Map<string, Leading[]>();
  for (const flip of nearestFirst(answer)) {
    // What changes the size alone has its own bill.
    const line = flip.option === answer.choice?.option ? flip.field : flip.option;
    const known = lines.get(line);
    if (known === undefined) lines.set(line, [flip]);
    else if (known.length < CLAUSES_MAX) known.push(flip);
  }
  return [...lines.values()].slice(0, max).flatMap((flips) => {
    const clauses = flips.map(({ text }) => clauseIn(text)).join(', or if ');
    return flips.slice(0, 1).map(({ option }) => {
      const text = `If ${clauses}: ${optionTitle(option)}${costText(flips, answer.workload, prices)}.`;
      return { option, text };
    });
  });
}

/** What would change an answer, a line each and at most `max`: the near flips, and last what other loads would cost. */
export function whatWouldChange(answer: Recommendation, max: number, prices: PriceList = pricesOf(answer)): string[] {
  const loads = otherLoadsTexts(answer, prices);
  const flips = nearFlips(answer, Math.max(1, max - loads.length), prices).map(({ text }) => text);
  return [...flips, ...loads].slice(0, max);
}

/** What zero outside of the busy hours would save, and what growth would cost. */
export const otherLoadsTexts = (answer: Recommendation, prices: PriceList = pricesOf(answer)): string[] => [
  ...outsideHoursText(answer),
  ...growthText(answer, prices),
];

const OUTSIDE = 'If nobody calls outside the busy hours: inference components at zero then, on a schedule, about';

const outsideHoursText = ({ outsideHours: zero }: Recommendation): string[] =>
  zero ? [`${OUTSIDE} ${formatUsd(zero.monthlyUsd, 'modelled')} per month.`] : [];

const GROWTH = 4;
const TRAFFIC = ['monthlyRequests', 'peakRequestsPerSecond', 'burstRequests', 'concurrentRequests'] as const;
const LOADS = [...TRAFFIC, 'datasetRecordsPerRun', 'datasetSizeGB'] as const;

/** The workload with more of each load that it states; undefined where it states none. */
export function grown(workload: Workload): Workload | undefined {
  const more = LOADS.flatMap((field) => (workload[field] ? [[field, workload[field] * GROWTH] as const] : []));
  return more.length === 0 ? undefined : { ...workload, ...Object.fromEntries(more) };
}

/** "At 4 times the traffic: about $369 per month." Nothing where today's bill isn't known. */
function growthText({ workload, policy, choice, costs }: Recommendation, prices: PriceList): string[] {
  const usd = costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely;
  const more = usd === undefined ? undefined : grown(workload);
  if (usd === undefined || more === undefined) return [];
  const { needs, ranked } = judge(more, prices, policy?.rules);
  const [first] = ranked;
  if (first === undefined || first.monthlyUsd === null) return [];
  const [now, then] = [usd, first.monthlyUsd].map((one) =>
    formatUsd(one, isModelled(needs) ? 'modelled' : 'estimated'),
  );
  const option = first.pair.option.id === choice?.option ? '' : `${optionTitle(first.pair.option.id)}, `;
  const load = TRAFFIC.some((field) => workload[field]) ? 'traffic' : 'data';
  return [`At ${GROWTH} times the ${load}: ${option}${now === then ? 'still' : 'about'} ${then} per month.`];
}

type Leading = Flip & { readonly option: InferenceOptionId };

function nearestFirst(answer: Recommendation): Leading[] {
  const said = new Set(answer.choice?.holdsIf?.map(({ field }) => field));
  const model = servedModel(answer.workload);
  return answer.flips
    .filter((flip): flip is Leading => flip.option !== null && !said.has(flip.field))
    .filter(({ field }) => !isFactOfModel(field, model))
    .filter(({ field, option }) => option !== answer.choice?.option || !IS_LOAD.has(field))
    .map((flip) => ({ flip, distance: distanceOf(flip, answer) }))
    .filter(({ distance }) => distance <= FARTHEST)
    .sort((a, b) => a.distance - b.distance)
    .map(({ flip }) => flip);
}

/** Infinity where it isn't worth a line. */
function distanceOf({ field, from, to }: Flip, { kind }: Recommendation): number {
  if (typeof to === 'number')
    return typeof from === 'number' && !isOfOne(field, from, to) ? Math.max(from / to, to / from) : Infinity;
  const fits = kind === 'recommended';
  if (!fits && asksForMore(field, to, from)) return Infinity;
  if (from === null && field !== 'payloadByReference' && fits) return Infinity;
  if (fits && field === 'trafficPattern' && (from === 'dataset' || to === 'dataset')) return Infinity;
  return NEARNESS[field] ?? Infinity;
}

/** A team with one model or container doesn't get several for the sake of an option, nor one with several only one. */
const isOfOne = (field: WorkloadField, from: number, to: number): boolean => isCount(field) && (from === 1 || to === 1);

/** What follows "if"; answers that were stored by earlier versions say "Serverless Inference if …". */
function clauseIn(text: string): string {
  return text.startsWith('If ') ? text.slice(3, text.lastIndexOf(': ')) : text.slice(text.indexOf(' if ') + 4, -1);
}

/** Only where it is the same under each condition. */
function costText(flips: readonly Leading[], workload: Workload, prices: PriceList): string {
  const costs = new Set(flips.map((flip) => costAfter(flip, workload, prices)));
  return costs.size === 1 ? [...costs].join('') : '';
}

function costAfter({ field, to, option }: Leading, workload: Workload, prices: PriceList): string {
  const { needs, ranked } = judge(withValue(workload, field, to), prices);
  for (const { pair, monthlyUsd } of ranked)
    if (pair.option.id === option && monthlyUsd !== null)
      return `, about ${formatUsd(monthlyUsd, isModelled(needs) ? 'modelled' : 'estimated')} per month`;
  return '';
}

/** What is no field of a workload. */
const NO_FIELD: ReadonlySet<DecidingField> = new Set(['memory', 'invocation-limit']);

/** The answer with a flip for each stated constraint that binds: the option stays, and what it takes is less. */
export function withBinding(answer: Recommendation): Recommendation {
  const { choice, workload, flips } = answer;
  const deciders = choice?.sizing?.decides ?? [];
  const basis = choice?.sizing?.basis === 'modelled' ? 'modelled' : 'listed';
  const known = new Set(flips.map(({ field }) => field));
  const binding = deciders.flatMap((decider): Flip[] => {
    const field = decider.field as WorkloadField;
    if (choice === null || NO_FIELD.has(decider.field) || workload[field] === undefined || known.has(field)) return [];
    const to = relaxedTo(decider);
    const usd = decider.relaxedMonthlyUsd;
    const bill = usd === null ? '' : `, about ${formatUsd(usd, basis)} per month`;
    const text = `If ${changeClause(field, to, workload[field])}: ${optionTitle(choice.option)}${bill}.`;
    return [{ field, from: workload[field], to, option: choice.option, text }];
  });
  return binding.length === 0 ? answer : { ...answer, flips: [...flips, ...binding] };
}

/** On components alone, which a schedule wakes before the busy hours, so no caller meets a cold start. */
const AT_ZERO = { coldStarts: 'minutes-acceptable', requiresScaleToZero: true, trafficPredictable: true } as const;

/** What it costs on components that a schedule takes to zero, where instances stand outside of the stated busy hours. */
export function outsideHoursOf({ needs, choice, ranked }: Judgement, kernel: Kernel): Recommendation['outsideHours'] {
  const { busyHoursPerDay: hours = 24, busyDaysPerWeek: days = 7 } = needs.stated;
  const whole = ranked[0]?.monthlyUsd ?? null;
  if (needs.isDataset || hours * days >= 24 * 7 || hours * days === 0 || whole === null) return undefined;
  if (choice?.option.id !== 'real-time' || choice.scaling === 'scale-to-zero') return undefined;
  const monthlyUsd = componentsUsd({ ...needs.stated, ...AT_ZERO }, kernel);
  return monthlyUsd !== null && monthlyUsd < whole ? { monthlyUsd, zero: true } : undefined;
}

/** Null where components don't serve it for certain, or can't be priced. */
function componentsUsd(workload: Workload, kernel: Kernel): number | null {
  const found = kernel(workload).ranked.find(({ pair }) => pair.option.id === 'real-time');
  if (found === undefined || found.verdict.findings.length > 0 || found.pair.findings.length > 0) return null;
  return found.pair.hosting.id === 'inference-components' ? found.monthlyUsd : null;
}
