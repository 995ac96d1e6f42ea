import {
  type Choice,
  type ChosenInstance,
  formatCount,
  formatNumber,
  type HostingPatternId,
  hostingTitle,
  optionTitle,
  type Scaling,
} from '../recommender/index.ts';
import type { Review } from '../reviews/record.ts';
import { lowered } from '../wording/text.ts';
import type { JobLine } from './jobs.ts';
import type { EndpointLine } from './review.ts';
import type { Runs } from './runs.ts';

export interface Running {
  readonly line: EndpointLine | JobLine;
  /** Whether a scaling target has no policy, so that nothing moves it. Null where that wasn't read. Absent of a job. */
  readonly lacksPolicy?: boolean | null | undefined;
}

type Decided = Pick<Review, 'decision' | 'latest'>;

/**
 * How what runs differs from what was decided: option, hosting, instance type, count or bounds, scaling, variants, components.
 * Sentences in the third person with both values. Nothing is said of what wasn't read, nor of what the decision left open.
 */
export function driftOf({ decision, latest }: Decided, { line, lacksPolicy = null }: Running): string[] {
  if (decision === null) return [];
  const { runs } = line;
  if (runs.option === null) return [];
  if (runs.option !== decision.option) {
    return [`It runs ${optionTitle(runs.option)}; ${optionTitle(decision.option)} was decided.`];
  }
  const { choice, workload } = latest.recommendation;
  // Of an option chosen against the recommendation, no type or count was decided.
  if (choice === null || choice.option !== decision.option) return [];
  const told =
    line.kind === 'endpoint'
      ? endpointDrift({ choice, hasVariants: workload.requiresMultipleVariants === true }, line.runs, lacksPolicy)
      : jobDrift(choice, line.runs);
  const models = line.kind === 'endpoint' ? modelDrift(latest.workload.modelCount, line) : undefined;
  return [...told, models].filter((sentence) => sentence !== undefined);
}

type Told = (string | undefined)[];

const differs = <T>(runs: T | null, decided: T | null): runs is T =>
  runs !== null && decided !== null && runs !== decided;

function endpointDrift(
  { choice, hasVariants }: { choice: Choice; hasVariants: boolean },
  runs: Runs,
  lacksPolicy: boolean | null,
): Told {
  const { instance, hosting, scaling } = choice;
  // Earlier versions didn't say how many variants there are.
  const variants = instance?.variants ?? (hasVariants ? null : 1);
  return [
    differs(runs.hosting, hosting)
      ? `It serves from ${hosted(runs.hosting)}; ${hosted(hosting)} was decided.`
      : undefined,
    typeDrift(instance, runs.instance),
    differs(runs.variants, variants)
      ? `It has ${formatCount(runs.variants, 'variant')}; ${formatNumber(variants ?? 1)} decided.`
      : undefined,
    scalingDrift(choice, runs, variants),
    lacksPolicy === true && scaling !== 'fixed' && runs.scaling === scaling
      ? `No scaling policy moves its count; ${SCALED[scaling]} was decided.`
      : undefined,
  ];
}

/** "a multi-model endpoint", "inference components". */
function hosted(hosting: HostingPatternId): string {
  const title = hostingTitle(hosting);
  const words = lowered(title);
  if (words.endsWith('s')) return words;
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

function typeDrift(decided: ChosenInstance | null, runs: string | null): string | undefined {
  return differs(runs, decided?.type ?? null) ? `It runs on ${runs}; ${decided?.type} was decided.` : undefined;
}

const SCALED: Readonly<Record<Scaling, string>> = {
  fixed: 'a fixed number',
  'auto-scaling': 'auto scaling',
  'scale-to-zero': 'scaling to zero',
  'on-demand': 'on-demand capacity',
  'provisioned-concurrency': 'provisioned concurrency',
  'per-job': 'one job per run',
};

/** Another way of scaling with its counts, or other counts. Where the size isn't known, no count was decided. */
function scalingDrift({ scaling, instance, sizing }: Choice, runs: Runs, variants: number | null): string | undefined {
  const isSized = instance !== null && sizing?.basis !== 'unknown' && variants !== null;
  const decided = isSized
    ? { min: instance.min * variants, max: instance.max * variants, busyMin: (instance.busyMin ?? 0) * variants }
    : undefined;
  if (differs(runs.scaling, scaling)) {
    return `It has ${scaled(runs.scaling, runs)}; ${scaled(scaling, decided)} was decided.`;
  }
  if (decided === undefined) return undefined;
  if (scaling === 'fixed') {
    return differs(runs.count, decided.max)
      ? `It runs ${formatCount(runs.count, 'instance')}; ${formatNumber(decided.max)} decided.`
      : undefined;
  }
  const { min, max } = runs;
  if (runs.scaling === null || min === null || max === null) return undefined;
  // Scheduled actions raise the minimum before busy hours.
  const isMin = min === decided.min || min === decided.busyMin;
  if (isMin && max === decided.max) return undefined;
  return `It scales ${bounds({ min, max })}; ${bounds(decided)} was decided.`;
}

interface Bounds {
  min: number | null;
  max: number | null;
}

const bounds = ({ min, max }: Bounds): string =>
  `from ${formatNumber(min ?? 0)} to ${formatCount(max ?? 0, 'instance')}`;

/** "auto scaling from 2 to 8 instances", "a fixed number of 2 instances"; without counts where they aren't known. */
function scaled(scaling: Scaling, { min, max }: Bounds = { min: null, max: null }): string {
  if (min === null || max === null || scaling === 'on-demand' || scaling === 'provisioned-concurrency') {
    return scaling === 'fixed' ? 'a fixed number of instances' : SCALED[scaling];
  }
  if (scaling === 'fixed') return `a fixed ${formatCount(max, 'instance')}`;
  return `${SCALED[scaling]} ${bounds({ min, max })}`;
}

function jobDrift({ instance, sizing }: Choice, runs: JobLine['runs']): Told {
  const decided = sizing?.basis === 'unknown' ? null : (instance?.max ?? null);
  return [
    typeDrift(instance, runs.instance),
    differs(runs.count, decided)
      ? `A job runs on ${formatCount(runs.count, 'instance')}; ${formatNumber(decided ?? 0)} decided.`
      : undefined,
  ];
}

/** Models on inference components; of any other hosting the endpoint doesn't say how many it holds. */
function modelDrift(decided: number | undefined, { configured, workload }: EndpointLine): string | undefined {
  const runs = configured.modelCount === 'inference components' ? (workload.modelCount ?? null) : null;
  return differs(runs, decided ?? null)
    ? `It serves ${formatCount(runs, 'model')} as inference components; ${formatNumber(decided ?? 0)} decided.`
    : undefined;
}
