import { TARGET_UTILISATION } from '../costs/cost-figures.ts';
import { activeModels } from '../costs/instances/capacity.ts';
import { fleetOf, peakRate } from './fleet.ts';
import type { Warning } from './warning.ts';

/**
 * More models are called at the same time than the memory of all planned instances holds. Where the type is ours to choose,
 * as many are planned as hold them; a stated type may be too small for a single one.
 */
export const hotModelsOverMemory: Warning = (situation) => {
  const { needs, hosting } = situation;
  const { modelSizeGB, activeModelCount, modelInvocationFrequency } = needs.stated;
  if (hosting.id !== 'multi-model' || modelSizeGB === undefined) return null;
  if (activeModelCount === undefined && modelInvocationFrequency !== 'frequent') return null;
  const allowed = fleetOf(situation)?.usableMemoryGiB;
  const asked = activeModels(needs) * modelSizeGB;
  return allowed !== undefined && asked > allowed ? { asked, allowed } : null;
};

/** A few of many models take so many calls that each of them keeps an instance busy by itself. */
export const modelsTooHotToShare: Warning = (situation) => {
  const { needs, hosting } = situation;
  const { activeModelCount } = needs.stated;
  const { processingTimeSeconds } = needs;
  if (hosting.id !== 'multi-model' || activeModelCount === undefined || processingTimeSeconds === undefined)
    return null;
  if (activeModelCount > needs.models / 2) return null;
  const atOnceEach = (peakRate(needs) * processingTimeSeconds) / activeModelCount;
  const atOnce = (fleetOf(situation)?.atOnce ?? Infinity) * TARGET_UTILISATION;
  return atOnceEach >= atOnce ? { asked: activeModelCount, allowed: needs.models } : null;
};
