import { near } from './near-quota.ts';
import { answersOnCall } from './synchronous-call.ts';
import type { Warning } from './warning.ts';

/** Longer than the connection is a condition of the choice (`caller-timeout-shorter`); here it only just fits. */
export const callerTimeoutNear: Warning = (situation) => {
  const { needs } = situation;
  if (needs.isDataset || needs.streaming !== 'none' || !answersOnCall(situation)) return null;
  return near(needs.processingTimeSeconds, needs.stated.callerTimeoutSeconds);
};

/** How long a request takes is not known, but an answer may come when nobody is connected any more. */
export const callerTimeoutShorterThanNeed: Warning = (situation) => {
  const { needs } = situation;
  const { callerTimeoutSeconds: allowed } = needs.stated;
  const { responseTimeSeconds: asked } = needs;
  if (needs.isDataset || needs.streaming !== 'none' || !answersOnCall(situation)) return null;
  if (needs.processingTimeSeconds !== undefined || asked === undefined || allowed === undefined) return null;
  return asked > allowed ? { asked, allowed } : null;
};

/** The first part arrives in time, the rest does not. */
export const streamLongerThanConnection: Warning = ({ needs }) => {
  const { callerTimeoutSeconds: allowed } = needs.stated;
  const { processingTimeSeconds: asked } = needs;
  if (needs.streaming === 'none' || asked === undefined || allowed === undefined) return null;
  return asked > allowed ? { asked, allowed } : null;
};

/** A queue answers into S3, whoever has hung up by then. */
export const answerAfterConnection: Warning = ({ needs, option }) => {
  const { callerTimeoutSeconds: asked } = needs.stated;
  if (option.id !== 'asynchronous' || needs.isDataset || asked === undefined) return null;
  const { responseTimeSeconds } = needs;
  if (responseTimeSeconds === undefined) return { asked };
  return asked < responseTimeSeconds ? { asked, allowed: responseTimeSeconds } : null;
};
