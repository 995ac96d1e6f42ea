import type { InstanceType } from '../../facts/instance-types.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import type { Needs } from '../../needs/needs.ts';
import { requestsAtOnce } from '../capacity.ts';
import { instanceFor } from '../choose-instance.ts';
import type { PriceBook } from '../price-book.ts';

/**
 * Records in work on an instance of a job at the same moment: as many as requests on an endpoint's, unless they are so large
 * that together they pass what a job sends at once (`MaxConcurrentTransforms` × `MaxPayloadInMB`, SOURCES.createTransformJob).
 */
export function recordsAtOnce({ payloadSizeMB }: Needs, spec: InstanceType | undefined): number {
  const mostSent = Math.floor(QUOTAS.batchRecord.value / Math.max(1, Math.ceil(payloadSizeMB ?? 0)));
  return Math.max(1, Math.min(requestsAtOnce(spec), mostSent));
}

/** The same on the instance that the job would be priced with. */
export function jobRecordsAtOnce(needs: Needs, book: PriceBook): number {
  const hosting = needs.arrangement === 'chain' ? 'inference-pipeline' : 'single-model';
  const plan = { option: 'batch-transform', hosting, scaling: 'per-job' } as const;
  return recordsAtOnce(needs, instanceFor('batch', plan, needs, book)?.spec);
}
