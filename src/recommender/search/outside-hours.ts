import type { Judgement } from '../judge/judgement.ts';
import type { Recommendation } from '../recommendation.ts';
import type { Workload } from '../workload/workload.ts';
import type { Kernel } from './outcome.ts';

/** On components alone, which a schedule wakes before the busy hours, so no caller meets a cold start. */
const AT_ZERO = { coldStarts: 'minutes-acceptable', requiresScaleToZero: true, trafficPredictable: true } as const;

/** What it costs on components that a schedule takes to zero, where instances stand outside of the stated busy hours. */
export function outsideHoursOf({ needs, choice, ranked }: Judgement, kernel: Kernel): Recommendation['outsideHours'] {
  const { busyHoursPerDay: hours = 24, busyDaysPerWeek: days = 7 } = needs.stated;
  const whole = ranked[0]?.monthlyUsd ?? null;
  if (needs.isDataset || hours * days >= 24 * 7 || hours * days === 0 || whole === null) return undefined;
  if (choice?.option.id !== 'real-time' || choice.scaling === 'scale-to-zero') return undefined;
  const monthlyUsd = componentsUsd({ ...needs.stated, ...AT_ZERO }, kernel);
  return monthlyUsd !== null && monthlyUsd < whole ? { monthlyUsd, zero: true } : undefined;
}

/** Null where components don't serve it for certain, or can't be priced. */
function componentsUsd(workload: Workload, kernel: Kernel): number | null {
  const found = kernel(workload).ranked.find(({ pair }) => pair.option.id === 'real-time');
  if (found === undefined || found.verdict.findings.length > 0 || found.pair.findings.length > 0) return null;
  return found.pair.hosting.id === 'inference-components' ? found.monthlyUsd : null;
}
