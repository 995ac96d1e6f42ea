import { QUOTAS } from '../quotas.ts';
import { peakRate } from './fleet.ts';
import { answersOnCall } from './synchronous-call.ts';
import type { Warning } from './warning.ts';

/** The quota is that of InvokeEndpoint; of the streaming calls and of data sets, which set their own pace, none is stated. */
export const requestRateOverAccount: Warning = (situation) => {
  const { needs } = situation;
  if (needs.isDataset || needs.streaming !== 'none' || !answersOnCall(situation)) return null;
  const asked = peakRate(needs);
  const allowed = QUOTAS.invocationsPerSecond.value;
  return asked > allowed ? { asked, allowed } : null;
};
