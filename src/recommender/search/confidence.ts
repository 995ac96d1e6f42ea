import { activeModels } from '../costs/capacity.ts';
import { CLOSE_CALL_FACTOR, type OrdinarySpan } from '../facts/working-figures.ts';
import type { Judgement } from '../judge/judgement.ts';
import type { Extent, InferenceOptionId } from '../recommendation.ts';
import type { WorkloadField } from '../workload/workload.ts';
import { DIMENSIONS, type NumberDimension } from './dimensions.ts';
import { indexOf, type NumberSample, type Outcome, optionOf, type Sample } from './outcome.ts';
import { canBeDecisive, isSpan, type PlausibleField, plausibleFor } from './plausible.ts';
import { type Surveyed, walkAlong } from './survey.ts';
import type { Turns } from './turn.ts';

export interface Confidence {
  readonly level: 'firm' | 'likely' | 'needs-facts';
  /** Where a plausible value of one unstated field, alone, leads to another option; the likeliest first. */
  readonly turns: readonly PlausibleTurn[];
}

/** Plausible values of one unstated field that lead to another option. */
export interface PlausibleTurn {
  readonly field: PlausibleField;
  readonly to: InferenceOptionId | null;
  /** A plausible value that was tried. */
  readonly value: Sample['value'];
  /** Of a number, how far it holds: within the plausible span, or beyond it where the whole span leads there. */
  readonly range?: Extent;
  /** Of a word, the other plausible ones that lead there. Absent where there are none. */
  readonly alike?: readonly Sample['value'][];
  /** Where the option stays and the bill doesn't: the month's, in US dollars, at the ends of what is plausible. */
  readonly reach?: { readonly span: OrdinarySpan; readonly usd: readonly [number, number] };
  /** The part of the field's plausible values that leads to another option, above 0 and at most 1. */
  readonly share: number;
}

/** Latency, traffic and volume: what an answer is chosen by. Where nothing of any is known, the options have about equal claim. */
const DECIDING_FACTS: readonly WorkloadField[] = [
  'responseTimeSeconds',
  'coldStarts',
  'callerTimeoutSeconds',
  'trafficPattern',
  'busyHoursPerDay',
  'busyDaysPerWeek',
  'monthlyRequests',
  'peakRequestsPerSecond',
  'burstRequests',
];

/** Tries the plausible values of each unstated field, with what the survey tried already. */
export function confidenceOf(surveyed: readonly Surveyed[], base: Judgement, turns: Turns): Confidence {
  const found = surveyed.flatMap(({ dimension, walks }) => {
    const { field } = dimension;
    const plausible = canBeDecisive(field) ? plausibleFor(field, base.needs) : undefined;
    if (plausible === undefined) return [];
    const samples = walks.flat();
    if (!samples.some(({ outcome }) => hasTurned(outcome, base))) return [];
    return dimension.kind === 'number'
      ? numberTurns(dimension, plausible as OrdinarySpan, samples as NumberSample[], base, turns)
      : choiceTurns(field as PlausibleField, plausible as readonly Sample['value'][], samples, base);
  });
  found.sort((a, b) => b.share - a.share);
  const active = activeModelsDecide(base, turns);
  if (active) found.push(active);
  return { level: levelOf(found, base), turns: found };
}

/** How many models are called within a busy hour, where nobody says so and it more than doubles the bill, or halves it. */
function activeModelsDecide(base: Judgement, turns: Turns): PlausibleTurn | undefined {
  const field = 'activeModelCount';
  const to = optionOf(base);
  const span = plausibleFor(field, base.needs);
  if (to === null || span === undefined || !isSpan(span)) return undefined;
  const usdOf = (outcome: Outcome): number =>
    hasTurned(outcome, base) ? Number.NaN : (outcome.usd[indexOf(to)] ?? Number.NaN);
  const at = (count: number) => turns.sample(field, count);
  const planned = at(Math.ceil(activeModels(base.needs)));
  const likely = usdOf(planned.outcome);
  const ends = [at(span.from), at(span.to)] as const;
  const far = ends.findLast(({ outcome }) => isApart(usdOf(outcome), likely));
  if (far === undefined || ends.some(({ outcome }) => Number.isNaN(usdOf(outcome)))) return undefined;
  const dimension = DIMENSIONS.find((one) => one.field === field) as NumberDimension;
  const turn = turns.between(dimension, planned, far, (outcome) => isApart(usdOf(outcome), likely));
  const [value, edge, before] = [far.value, turn.at.value, turn.before.value];
  const range =
    value > before ? { least: edge, below: before, most: value } : { least: value, most: edge, above: before };
  return { field, to, value, range, reach: { span, usd: [usdOf(ends[0].outcome), usdOf(ends[1].outcome)] }, share: 1 };
}

const isApart = (usd: number, likely: number): boolean => Math.max(usd / likely, likely / usd) > CLOSE_CALL_FACTOR;

function levelOf(found: readonly PlausibleTurn[], { needs: { stated } }: Judgement): Confidence['level'] {
  if (found.length === 0) return 'firm';
  const others = new Set(found.flatMap(({ to, reach }) => (to === null || reach ? [] : [to])));
  const isOpen = others.size > 1 && DECIDING_FACTS.every((field) => stated[field] === undefined);
  return isOpen ? 'needs-facts' : 'likely';
}

const hasTurned = (outcome: Outcome, base: Judgement): boolean => optionOf(outcome) !== optionOf(base);

/** One for each option that some plausible word leads to. */
function choiceTurns(
  field: PlausibleField,
  plausible: readonly Sample['value'][],
  samples: readonly Sample[],
  base: Judgement,
): PlausibleTurn[] {
  const turning = samples.filter(({ value, outcome }) => plausible.includes(value) && hasTurned(outcome, base));
  const leading = new Map<InferenceOptionId | null, Sample['value'][]>();
  for (const { value, outcome } of turning) {
    const to = optionOf(outcome);
    leading.set(to, [...(leading.get(to) ?? []), value]);
  }
  const share = turning.length / plausible.length;
  return [...leading].map(([to, [value, ...alike]]) => {
    return { field, to, value: value as Sample['value'], ...(alike.length > 0 && { alike }), share };
  });
}

/** One for each option, where most of the span leads to it. */
function numberTurns(
  dimension: NumberDimension,
  span: OrdinarySpan,
  samples: readonly NumberSample[],
  base: Judgement,
  turns: Turns,
): PlausibleTurn[] {
  const field = dimension.field as PlausibleField;
  const { from, to: end } = wholeWithin(span, dimension);
  const walk = walkWithin(dimension, { from, to: end }, samples, base, turns);
  const stretches = stretchesOf(walk).filter(({ option }) => option !== optionOf(base));
  const widest = new Map<InferenceOptionId | null, Stretch>();
  for (const stretch of stretches) {
    const other = widest.get(stretch.option);
    if (other === undefined || widthOf(stretch) > widthOf(other)) widest.set(stretch.option, stretch);
  }
  const whole = Math.log(end) - Math.log(from);
  const turned = stretches.reduce((sum, stretch) => sum + widthOf(stretch), 0);
  const share = whole === 0 ? 1 : Math.min(1, Math.max(turned / whole, Number.MIN_VALUE));
  return [...widest].map(([to, stretch]) => {
    if (stretch.before === undefined && stretch.after === undefined) {
      const value = stretch.first.value;
      return { field, to, value, range: rangeOf(dimension, aroundSpan(stretch, samples, base), turns, base), share };
    }
    const range = rangeOf(dimension, stretch, turns, base);
    return { field, to, value: range.least, range, share };
  });
}

/** Whole numbers of what is counted. */
const wholeWithin = ({ from, to }: OrdinarySpan, { whole }: NumberDimension): OrdinarySpan =>
  whole ? { from: Math.round(from), to: Math.round(to) } : { from, to };

/** The walk through the span, with the samples that were made already and its two ends. */
function walkWithin(
  dimension: NumberDimension,
  { from, to }: OrdinarySpan,
  samples: readonly NumberSample[],
  { needs }: Judgement,
  turns: Turns,
): NumberSample[] {
  const known = new Map(samples.map((sample) => [sample.value, sample]));
  const within = [...known.keys()].filter((value) => value > from && value < to).sort((a, b) => a - b);
  const points = from === to ? [from] : [from, ...within, to];
  return walkAlong(
    points,
    dimension,
    needs.costPriority,
    (value) => known.get(value) ?? turns.sample(dimension.field, value),
  );
}

/** Neighbouring samples of one option, and those next to them. */
interface Stretch {
  readonly option: InferenceOptionId | null;
  readonly before: NumberSample | undefined;
  readonly first: NumberSample;
  last: NumberSample;
  after: NumberSample | undefined;
}

function stretchesOf(walk: readonly NumberSample[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const sample of walk) {
    const current = stretches.at(-1);
    const option = optionOf(sample.outcome);
    if (current?.option === option) {
      current.last = sample;
      continue;
    }
    if (current) current.after = sample;
    stretches.push({ option, before: current?.last, first: sample, last: sample, after: undefined });
  }
  return stretches;
}

/** In the logarithm, from halfway to the samples before and after. */
function widthOf({ before, first, last, after }: Stretch): number {
  const low = Math.log(first.value) + Math.log((before ?? first).value);
  const high = Math.log(last.value) + Math.log((after ?? last).value);
  return (high - low) / 2;
}

/**
 * A stretch that fills the whole plausible span says no limit, so its ends are looked for beyond: where the answer would hold
 * again, or else where anything else follows.
 */
function aroundSpan({ option, first, last }: Stretch, samples: readonly NumberSample[], base: Judgement): Stretch {
  const ascending = samples.toSorted((a, b) => a.value - b.value);
  const below = ascending.filter(({ value }) => value < first.value).reverse();
  const above = ascending.filter(({ value }) => value > last.value);
  const ends = [endOf(below, first, option), endOf(above, last, option)] as const;
  const holding = ends.filter(({ next }) => next && optionOf(next.outcome) === optionOf(base));
  const [start, end] = ends.map((each) => (holding.length === 0 || holding.includes(each) ? each : undefined));
  return {
    option,
    before: start?.next,
    first: start?.next ? start.edge : first,
    last: end?.next ? end.edge : last,
    after: end?.next,
  };
}

/** On the way out from a span: the first sample that leads elsewhere, and the last one before it. */
function endOf(outwards: readonly NumberSample[], from: NumberSample, option: Stretch['option']) {
  const at = outwards.findIndex(({ outcome }) => optionOf(outcome) !== option);
  return { edge: outwards[at - 1] ?? from, next: outwards[at] };
}

/** A single end is a limit, beyond which the answer is read to hold; none where a third option follows. */
function rangeOf(
  dimension: NumberDimension,
  { option, before, first, last, after }: Stretch,
  turns: Turns,
  base: Judgement,
): Extent {
  const leads = (outcome: Outcome): boolean => optionOf(outcome) === option;
  const isLimit = [before, after].some((end) => end && !hasTurned(end.outcome, base)) || (before && after);
  const start = isLimit && before && turns.between(dimension, before, first, leads);
  const end = isLimit && after && turns.between(dimension, after, last, leads);
  return {
    ...(start ? { least: start.at.value, below: start.before.value } : { least: first.value }),
    ...(end ? { most: end.at.value, above: end.before.value } : { most: last.value }),
  };
}
