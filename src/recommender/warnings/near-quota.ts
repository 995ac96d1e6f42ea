import type { Quota } from '../quotas.ts';
import { NEAR_QUOTA_SHARE } from '../working-figures.ts';
import type { Warning, WarningFigures } from './warning.ts';

/** Within a tenth of a quota, at it or under it. */
function nearQuota(asked: number | undefined, quota: Quota | undefined): WarningFigures | null {
  if (asked === undefined || quota === undefined) return null;
  return asked <= quota.value && asked > quota.value * NEAR_QUOTA_SHARE ? { asked, allowed: quota.value } : null;
}

export const PAYLOAD_NEAR_QUOTA: Warning = {
  code: 'payload-near-quota',
  triggeredBy: ({ needs }, { option }) => nearQuota(needs.payloadSizeMB, option.limits.payload),
};

export const PROCESSING_NEAR_QUOTA: Warning = {
  code: 'processing-near-quota',
  triggeredBy: ({ needs }, { option }) =>
    needs.streaming === 'none' ? nearQuota(needs.processingTimeSeconds, option.limits.processing) : null,
};
