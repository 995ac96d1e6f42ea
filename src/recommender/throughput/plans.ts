import type { Architecture } from './architecture.ts';
import { GPUS, type GpuType } from './gpus.ts';
import type { MeasuredTypes } from './measured-types.ts';
import { type Comparisons, comparisonsOf, ownPlan } from './own-plan.ts';
import { type Planned, planOn, type TypePlan, type TypeRefusal, type Work, withMeasurement } from './plan.ts';

/** How each of some types serves a kind of work, in their order. */
export interface Plans<T extends GpuType> {
  readonly holding: readonly { readonly type: T; readonly plan: TypePlan }[];
  readonly refused: readonly { readonly type: string; readonly why: TypeRefusal }[];
}

interface Kept {
  /** By GPU and how many an instance has: its other sizes serve it alike. */
  readonly byGpus: Map<string, Planned>;
  /** Of what the team measured, with what the model says; empty where it measured nothing. */
  readonly comparisons: Comparisons;
  readonly byTypes: WeakMap<readonly GpuType[], Plans<GpuType>>;
}

/** What was planned of each architecture, by its work: a search asks for the same again and again under other loads. */
const KEPT: Keeping = new WeakMap();
/** The same of what a team measured, which is its own. */
const KEPT_MEASURED = new WeakMap<MeasuredTypes, Keeping>();
type Keeping = WeakMap<Architecture, Works>;
type Works = Map<string, Kept>;
const WORKS_KEPT = 32;

/** Types that compute 8-bit weights at 16 bits are refused where another one holds them. The same list is planned once. */
export function plansFor<T extends GpuType>(work: Work, types: readonly T[]): Plans<T> {
  const kept = keptOf(work);
  const { byTypes } = kept;
  const known = byTypes.get(types);
  if (known) return known as Plans<T>;
  const planned = types.map((type) => ({ type, planned: plannedOn(work, type, kept) }));
  const isFast = (type: T): boolean =>
    work.served.precision !== 'fp8' || GPUS[type.gpu].tflops8 !== null || work.measured?.levels.has(type.type) === true;
  const hasFast = planned.some((one) => one.planned.ok && isFast(one.type));
  const holding: { type: T; plan: TypePlan }[] = [];
  const refused: { type: string; why: TypeRefusal }[] = [];
  for (const one of planned) {
    if (!one.planned.ok) refused.push({ type: one.type.type, why: one.planned.why });
    else if (hasFast && !isFast(one.type)) refused.push({ type: one.type.type, why: { kind: 'weights-only' } });
    else holding.push({ type: one.type, plan: one.planned.plan });
  }
  const plans = { holding, refused };
  byTypes.set(types, plans);
  return plans;
}

/** How one type serves a kind of work, or why it doesn't. */
export function planFor(work: Work, type: GpuType): TypePlan | TypeRefusal {
  const planned = plannedOn(work, type, keptOf(work));
  return planned.ok ? planned.plan : planned.why;
}

function plannedOn(work: Work, type: GpuType, { byGpus, comparisons }: Kept): Planned {
  if (work.measured !== undefined || work.timed !== undefined) return ownPlan(work, type, comparisons);
  const key = `${type.gpu} ${type.gpus}`;
  const planned = byGpus.get(key) ?? planOn(work, type);
  byGpus.set(key, planned);
  return planned.ok ? { ok: true, plan: withMeasurement(planned.plan, work, type.type) } : planned;
}

function keptOf(work: Work): Kept {
  const { served, inputTokens, outputTokens, contextTokens, hasImages, limits, memoryTimes } = work;
  const keeping = (work.measured ? KEPT_MEASURED.get(work.measured) : KEPT) ?? new WeakMap<Architecture, Works>();
  if (work.measured) KEPT_MEASURED.set(work.measured, keeping);
  const works = keeping.get(served.architecture) ?? new Map();
  keeping.set(served.architecture, works);
  const key = JSON.stringify([
    served.precision,
    served.fp8Cache,
    inputTokens,
    outputTokens,
    contextTokens,
    hasImages,
    limits.answerSeconds,
    limits.firstTokenSeconds,
    limits.streamTokensPerSecond,
    memoryTimes,
    work.timed?.machine.name,
    work.timed?.seconds,
  ]);
  const known = works.get(key);
  if (known) return known;
  if (works.size >= WORKS_KEPT) works.clear();
  const kept: Kept = { byGpus: new Map(), byTypes: new WeakMap(), comparisons: comparisonsOf(work) };
  works.set(key, kept);
  return kept;
}
