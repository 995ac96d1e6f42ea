import { formatCount } from '../../measures.ts';
import type { Needs } from '../../needs.ts';
import { monthlyUsdAt } from '../estimate.ts';
import { endpointsOf } from '../instances/capacity.ts';
import type { Plan } from '../plan.ts';
import type { PriceBook } from '../price-book.ts';
import type { Volume } from '../volume.ts';
import { formatUsd } from './money.ts';

/** Of what shares an endpoint: what one endpoint for each would cost instead; of models that do not, how many endpoints there are. */
export function sharingNote(plan: Plan, needs: Needs, book: PriceBook, volume: Volume): string | null {
  if (plan.option === 'batch-transform') return null;
  if (plan.hosting === 'inference-pipeline') return pipelineNote(plan, needs, book, volume);
  const { models } = needs;
  if (models === 1) return null;
  if (endpointsOf(plan, needs) === models) return `${formatCount(models, 'endpoint')}, one for each model.`;
  return apartNote(formatCount(models, 'model'), monthlyUsdAt(separatePlan(plan), needs, book, volume));
}

/** Every request passes all containers, so each of them has its part of the time of every request, and all of its data. */
function pipelineNote(plan: Plan, needs: Needs, book: PriceBook, volume: Volume): string | null {
  const { containers } = needs;
  const apart = { ...volume, dataGB: volume.dataGB * containers };
  const usd = monthlyUsdAt(separatePlan(plan), { ...needs, models: containers }, book, apart);
  return apartNote(formatCount(containers, 'container'), usd);
}

function apartNote(all: string, usd: number | null): string | null {
  return usd === null ? null : `One endpoint for each of the ${all} would be ${formatUsd(usd)} a month.`;
}

/** Instances of separate endpoints cannot go to zero. */
function separatePlan({ option, scaling }: Plan): Plan {
  return { option, hosting: 'single-model', scaling: scaling === 'scale-to-zero' ? 'auto-scaling' : scaling };
}
