import type { Warning } from './warning.ts';
import { COLD_START_SUSPECT_SECONDS } from './warning-figures.ts';

/** Whoever said that some seconds more are acceptable need not be told. */
export const coldStartAgainstResponseTime: Warning = ({ needs, option, scaling }) => {
  const { responseTimeSeconds: asked } = needs;
  if (option.id !== 'serverless' || scaling !== 'on-demand' || needs.stated.coldStarts !== undefined) return null;
  return asked !== undefined && asked < COLD_START_SUSPECT_SECONDS ? { asked } : null;
};
