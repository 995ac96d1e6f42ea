import { QUOTAS, type Quota } from '../quotas.ts';
import { NEAR_QUOTA_SHARE } from '../working-figures.ts';
import type { Warning, WarningFigures } from './warning.ts';

/** Within a tenth of a quota, at it or under it. */
export function near(asked: number | undefined, allowed: number | undefined): WarningFigures | null {
  if (asked === undefined || allowed === undefined) return null;
  return asked <= allowed && asked > allowed * NEAR_QUOTA_SHARE ? { asked, allowed } : null;
}

const nearQuota = (asked: number | undefined, quota: Quota | undefined): WarningFigures | null =>
  near(asked, quota?.value);

export const payloadNearQuota: Warning = ({ needs, option }) => nearQuota(needs.payloadSizeMB, option.limits.payload);

export const memoryNearQuota: Warning = ({ needs, option }) =>
  nearQuota(needs.stated.modelSizeGB, option.limits.memory);

export const imageNearQuota: Warning = ({ needs, option }) =>
  nearQuota(needs.stated.containerImageSizeGB, option.limits.image);

export const concurrencyNearQuota: Warning = ({ needs, option }) =>
  nearQuota(needs.concurrency, option.limits.concurrency);

/** With streaming there is more time, and its own wall. */
export const processingNearQuota: Warning = ({ needs, option }) =>
  nearQuota(needs.processingTimeSeconds, STREAMS[needs.streaming] ?? option.limits.processing);

const STREAMS: Partial<Record<string, Quota>> = {
  response: QUOTAS.realTimeResponseStream,
  bidirectional: QUOTAS.realTimeBidirectionalStream,
};
