import type { Architecture } from './architecture.ts';
import { GPUS, type GpuType } from './gpus.ts';
import { type Planned, planOn, type TypePlan, type Work, withMeasurement } from './plan.ts';

/** What is kept of one kind of work. */
interface Kept {
  /** By GPU and how many an instance has: its other sizes serve it alike. */
  readonly byGpus: Map<string, Planned>;
  /** By type, with its measurement. */
  readonly byType: Map<string, Planned>;
}

/** What was planned of each architecture, by its work: a search asks for the same again and again under other loads. */
const KEPT = new WeakMap<Architecture, Map<string, Kept>>();
const WORKS_KEPT = 32;

/**
 * How each of the types serves the work, in their order. Types that compute 8-bit weights at 16 bits are refused where another
 * one holds it.
 */
export function plansFor(work: Work, types: readonly GpuType[]): readonly Planned[] {
  const kept = keptOf(work);
  const plans = types.map((type) => plannedOn(work, type, kept));
  if (work.served.precision !== 'fp8') return plans;
  const isFast = ({ gpu }: GpuType): boolean => GPUS[gpu].tflops8 !== null;
  if (!types.some((type, at) => isFast(type) && plans[at]?.ok)) return plans;
  return plans.map((planned, at) => {
    const type = types[at];
    return planned.ok && type && !isFast(type) ? WEIGHTS_ONLY : planned;
  });
}

const WEIGHTS_ONLY: Planned = { ok: false, why: { kind: 'weights-only' } };

function plannedOn(work: Work, { type, gpu, gpus }: GpuType, { byGpus, byType }: Kept): Planned {
  const known = byType.get(type);
  if (known) return known;
  const key = `${gpu} ${gpus}`;
  let planned = byGpus.get(key);
  if (!planned) {
    planned = planOn(work, { gpu, gpus });
    byGpus.set(key, planned);
  }
  if (planned.ok) {
    const plan: TypePlan = withMeasurement(planned.plan, work, type);
    if (plan !== planned.plan) planned = { ok: true, plan };
  }
  byType.set(type, planned);
  return planned;
}

function keptOf(work: Work): Kept {
  const { served, inputTokens, outputTokens, contextTokens, hasImages, limits } = work;
  let works = KEPT.get(served.architecture);
  if (!works) {
    works = new Map();
    KEPT.set(served.architecture, works);
  }
  const { answerSeconds, firstTokenSeconds, streamTokensPerSecond } = limits;
  const key = `${served.precision} ${served.fp8Cache} ${inputTokens} ${outputTokens} ${contextTokens} ${hasImages} ${answerSeconds} ${firstTokenSeconds} ${streamTokensPerSecond}`;
  let kept = works.get(key);
  if (!kept) {
    if (works.size >= WORKS_KEPT) works.clear();
    kept = { byGpus: new Map(), byType: new Map() };
    works.set(key, kept);
  }
  return kept;
}
