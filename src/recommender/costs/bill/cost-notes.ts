import { formatGB } from '../../measures.ts';
import type { Needs } from '../../needs.ts';
import type { OptionCost } from '../../recommendation.ts';
import type { Capacity } from '../options/option-cost.ts';
import type { Plan } from '../plan.ts';
import type { PriceBook } from '../price-book.ts';
import { requestsPerMonth, type Volume } from '../volume.ts';
import { certainPart } from './certain-part.ts';
import { type Entry, isPriced } from './entry.ts';
import { sharingNote } from './sharing-note.ts';

/** A bill, and what it was made from. */
export interface Bill {
  readonly plan: Plan;
  readonly needs: Needs;
  readonly book: PriceBook;
  readonly volume: Volume | null;
  readonly capacity: Capacity | undefined;
  readonly entries: readonly Entry[];
  readonly monthlyUsd: OptionCost['monthlyUsd'];
}

/** What keeps a bill from having a total, or what is to be known about it; null where there is nothing. */
export function noteOn({ plan, needs, book, volume, capacity, entries, monthlyUsd }: Bill): string | null {
  if (!book.isPriced) return `No prices are known for ${book.region}.`;
  if (!capacity)
    return `Nothing that can be priced has memory for ${formatGB(Number(needs.stated.modelSizeGB))} a model.`;
  if (!entries.every(isPriced)) {
    const missing = entries.filter((entry) => !isPriced(entry)).map(({ line }) => line.subject(capacity.type));
    return `Price not listed for ${listOf(missing)} in ${book.region}.`;
  }
  if (!volume) return `${notStated(needs)}, so no total; ${certainPart(entries, capacity.type, plan.scaling)}.`;
  if (!monthlyUsd) return 'What was stated leads to an amount beyond any sense, so there is no total.';
  return sharingNote(plan, needs, book, volume);
}

/** "Requests a month and processing time are not stated" */
function notStated(needs: Needs): string {
  const { datasetRecordsPerRun, datasetRunsPerMonth } = needs.stated;
  const missing: string[] = [];
  if (needs.isDataset) {
    if (datasetRecordsPerRun === undefined) missing.push('records of a run');
    if (datasetRunsPerMonth === undefined) missing.push('runs a month');
  } else if (requestsPerMonth(needs) === undefined) missing.push('requests a month');
  const verb = missing.length > 0 ? 'are' : 'is';
  if (needs.processingTimeSeconds === undefined) missing.push('processing time');
  const text = listOf(missing);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} ${verb} not stated`;
}

function listOf(parts: readonly string[]): string {
  return parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
