import type { Workload } from '../workload/workload.ts';

/**
 * How the models and containers of a workload belong together:
 * `one` model in one container; a `chain` of containers that every request passes; a `menu` of containers from which the
 * caller picks; a `family` of models in one container; `adapters` over one base; `independent` models that scale alone.
 */
export type Arrangement = 'one' | 'chain' | 'menu' | 'family' | 'adapters' | 'independent';

export interface Arranged {
  arrangement: Arrangement;
  /** At least 1; 2 where several are meant and no number is stated. */
  models: number;
  containers: number;
}

/** Several containers of which it is not said: called directly if there are several models, in series if there is one. */
export function arrangementOf(workload: Workload): Arranged {
  const models = workload.modelCount ?? modelsAtLeast(workload);
  const several = models > 1;
  const stated = workload.containerCount;
  const invocation = workload.containerInvocation ?? (several ? 'direct' : 'serial');

  if (isChain(workload, invocation)) return { arrangement: 'chain', models, containers: stated ?? 2 };
  if (workload.modelAdapters) return { arrangement: 'adapters', models, containers: stated ?? 1 };
  if (workload.modelsScaleIndependently && several)
    return { arrangement: 'independent', models, containers: stated ?? 1 };
  if (stated !== undefined && stated > 1) return { arrangement: 'menu', models, containers: stated };
  if (several && isMenuWithoutCount(workload)) return { arrangement: 'menu', models, containers: stated ?? models };
  return { arrangement: several ? 'family' : 'one', models, containers: stated ?? 1 };
}

function isChain(workload: Workload, invocation: 'serial' | 'direct'): boolean {
  if (invocation !== 'serial') return false;
  const { containerCount, containerInvocation } = workload;
  return containerCount === undefined ? containerInvocation === 'serial' : containerCount > 1;
}

/** No number of containers is stated, but the models do not share one. */
function isMenuWithoutCount(workload: Workload): boolean {
  if (workload.containerCount !== undefined) return false;
  if (workload.modelsShareContainer === false) return true;
  return workload.containerInvocation === 'direct' && workload.modelsShareContainer !== true;
}

/** Of models that are not counted: one, or as many as what is said of them implies. */
function modelsAtLeast(workload: Workload): number {
  const { activeModelCount = 1, containerCount = 2, containerInvocation } = workload;
  if (containerInvocation === 'direct') return Math.max(containerCount, activeModelCount);
  return Math.max(meansSeveralModels(workload) ? 2 : 1, activeModelCount);
}

/** What is only ever said of several models, where their number is not. */
function meansSeveralModels(workload: Workload): boolean {
  return (
    workload.modelsShareContainer !== undefined ||
    workload.modelsScaleIndependently === true ||
    workload.modelsShareEndpoint === true ||
    workload.modelAdapters === true ||
    workload.modelInvocationFrequency !== undefined
  );
}
