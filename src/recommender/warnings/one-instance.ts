import type { Needs } from '../needs.ts';
import { MONTHLY_REQUESTS_INTERMITTENT_MAX } from '../working-figures.ts';
import { fleetOf } from './fleet.ts';
import type { Warning, WarningFigures } from './warning.ts';

/** Behind a queue requests wait for the next instance; a caller of a real-time endpoint does not. */
export const oneInstanceInProduction: Warning = (situation) => {
  const { needs, option, scaling } = situation;
  if (option.id !== 'real-time' || scaling === 'scale-to-zero' || needs.isDataset) return null;
  const { availability, peakRequestsPerSecond } = needs.stated;
  if (availability === undefined && !peakRequestsPerSecond && !isMonthOfTraffic(needs)) return null;
  if (fleetOf(situation)?.instancesEach !== 1) return null;
  const figures: WarningFigures = { allowed: 1 };
  return peakRequestsPerSecond ? { asked: peakRequestsPerSecond, ...figures } : figures;
};

/**
 * A month's requests are as good a fact as a peak, where an instance is estimated to be enough for them. A trial is left
 * alone: with fewer than one request an hour, an outage of minutes meets nobody.
 */
function isMonthOfTraffic({ stated: { monthlyRequests = 0 }, processingTimeSeconds }: Needs): boolean {
  return processingTimeSeconds !== undefined && monthlyRequests >= MONTHLY_REQUESTS_INTERMITTENT_MAX;
}
