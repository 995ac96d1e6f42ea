import { QUOTAS } from '../quotas.ts';
import { near } from './near-quota.ts';
import type { Situation, Warning } from './warning.ts';

/** Whether the answer comes back on the connection of the call. */
export const answersOnCall = ({ option }: Situation): boolean =>
  option.id === 'real-time' || option.id === 'serverless';

/** It fits only as a stream: whoever calls it the ordinary way runs into the wall. */
export const onlyStreamingHasTime: Warning = ({ needs }) => {
  const { processingTimeSeconds: asked } = needs;
  const allowed = QUOTAS.realTimeProcessing.value;
  return needs.streaming !== 'none' && asked !== undefined && asked > allowed ? { asked, allowed } : null;
};

export const clientTimeoutTooShort: Warning = (situation) => {
  const { processingTimeSeconds: asked, streaming } = situation.needs;
  if (asked === undefined || streaming !== 'none' || !answersOnCall(situation)) return null;
  return asked >= QUOTAS.slowCall.value ? { asked, allowed: QUOTAS.slowCallClientTimeout.value } : null;
};

/** The model alone needs almost all the time that there is. */
export const responseTimeWithoutMargin: Warning = ({ needs }) => {
  if (needs.isDataset || needs.streaming !== 'none') return null;
  return near(needs.processingTimeSeconds, needs.responseTimeSeconds);
};
