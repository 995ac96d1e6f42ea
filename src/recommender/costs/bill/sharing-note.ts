import { formatCount } from '../../measures.ts';
import type { Needs } from '../../needs.ts';
import { monthlyUsdAt } from '../estimate.ts';
import { endpointsOf } from '../instances/capacity.ts';
import type { Plan } from '../plan.ts';
import type { PriceBook } from '../price-book.ts';
import type { Volume } from '../volume.ts';
import { formatUsd } from './money.ts';

/** Of several models: how many endpoints there are, or what one endpoint for each would cost instead. */
export function sharingNote(plan: Plan, needs: Needs, book: PriceBook, volume: Volume): string | null {
  const { models } = needs;
  if (models === 1 || plan.option === 'batch-transform' || plan.hosting === 'inference-pipeline') return null;
  if (endpointsOf(plan, needs) === models) return `${formatCount(models, 'endpoint')}, one for each model.`;
  const separate = monthlyUsdAt(separatePlan(plan), needs, book, volume);
  if (separate === null) return null;
  return `One endpoint for each of the ${formatCount(models, 'model')} would be ${formatUsd(separate)} a month.`;
}

/** Instances of separate endpoints cannot go to zero. */
function separatePlan({ option, scaling }: Plan): Plan {
  return { option, hosting: 'single-model', scaling: scaling === 'scale-to-zero' ? 'auto-scaling' : scaling };
}
