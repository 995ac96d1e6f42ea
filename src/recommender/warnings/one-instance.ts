import { fleetOf } from './fleet.ts';
import type { Warning, WarningFigures } from './warning.ts';

/** Behind a queue requests wait for the next instance; a caller of a real-time endpoint does not. */
export const oneInstanceInProduction: Warning = (situation) => {
  const { needs, option, scaling } = situation;
  if (option.id !== 'real-time' || scaling === 'scale-to-zero' || needs.isDataset) return null;
  const { availability, peakRequestsPerSecond } = needs.stated;
  if (availability === undefined && !peakRequestsPerSecond) return null;
  if (fleetOf(situation)?.instancesEach !== 1) return null;
  const figures: WarningFigures = { allowed: 1 };
  return peakRequestsPerSecond ? { asked: peakRequestsPerSecond, ...figures } : figures;
};
