import { requestsPerMonth, volumeAt } from '../../costs/volume.ts';
import { SOURCES } from '../../facts/sources.ts';
import { BUSY_HOURS_MIN, HOURS_PER_MONTH, SECONDS_PER_HOUR, WORK_HOURS_MIN } from '../../facts/working-figures.ts';
import { estimated, type Figures, figure, wakeUpWords } from '../../findings/words.ts';
import { judge } from '../../judge/judge.ts';
import type { Needs } from '../../needs/needs.ts';
import { formatCount, formatGB, formatNumber, spokenTime } from '../../workload/measures.ts';
import { formatUsdApart } from '../../workload/money.ts';
import type { Workload } from '../../workload/workload.ts';
import type { Warning } from './warning.ts';

/** What will be paid for nothing, or more than was meant. */
export const MONEY = {
  /** The estimate is over the budget. It names what else fits and is within it. */
  'over-budget': {
    rule: ({ needs, judgement }) => {
      const { monthlyBudgetUsd: allowed } = needs.stated;
      const asked = judgement.ranked[0]?.monthlyUsd ?? null;
      if (allowed === undefined || asked === null || asked <= allowed) return null;
      const within = judgement.ranked.find(({ monthlyUsd }) => monthlyUsd !== null && monthlyUsd <= allowed);
      return within ? { asked, allowed, other: within.pair.option } : { asked, allowed };
    },
    text: ({ needs, asked, allowed, other }) =>
      `Estimated at ${costAgainstBudget(estimated(needs, asked), allowed)}; ${other ? `${other.title} fits and stays within it` : 'no other option is known to stay within it'}.`,
    source: SOURCES.priceList,
  },
  /** The type that was named, or any of its kind, has no price in the Region, so it probably isn't offered there. */
  'instance-not-listed': {
    rule: (situation) => {
      const { plan, book } = situation;
      const [line] = plan.costing.lines(plan);
      const asked = plan.costing.capacityFor(situation)?.type;
      if (typeof asked !== 'string' || line === undefined || !book.isPriced) return null;
      const price = book.find(line.component, asked);
      if (price === undefined) return { asked };
      return price.guide ? { asked, allowed: Math.ceil(price.guide.error * 100) } : null;
    },
    text: ({ needs, asked, allowed }) => {
      const standsIn =
        allowed === undefined
          ? ''
          : `, so us-east-1's price stands in, adjusted to the Region within about ${allowed}%`;
      return `AWS lists no price for ${asked} in ${needs.region}, where it may not be offered${standsIn}.`;
    },
    source: SOURCES.priceList,
  },
  /** Instances stay on although requests are stated to leave them idle most of the time. */
  'idle-always-on': {
    rule: ({ needs, scaling }) => {
      if (needs.isDataset || (scaling !== 'fixed' && scaling !== 'auto-scaling')) return null;
      const used = hoursUsed(needs);
      if (used !== undefined) return { asked: used, allowed: HOURS_PER_MONTH };
      return needs.traffic === 'intermittent' ? { allowed: HOURS_PER_MONTH } : null;
    },
    text: ({ needs, option, asked, allowed }) => {
      const idle = asked === undefined ? 'through long idle periods' : `but are busy for ${busyFor(figure(asked))}`;
      const advice =
        option.answers === 'from-a-queue'
          ? `scale to zero if the first request may wait about ${wakeUpWords(option)}`
          : needs.coldStarts === 'unacceptable'
            ? "that's the price of no cold starts"
            : canReachZero(needs)
              ? `scale to zero with inference components if callers can retry for about ${wakeUpWords(option)}`
              : "with what the workload needs, they can't scale to zero";
      return `Instances stay on ${allowed} hours per month ${idle}; ${advice}.`;
    },
    source: SOURCES.costOptimization,
  },
  /** Requests are said to arrive, but what is described is a dataset. */
  'data-set-stated-as-requests': {
    rule: ({ needs }) => {
      const { datasetSizeGB, datasetRecordsPerRun, datasetRunsPerMonth, datasetDeadlineHours } = needs.stated;
      if (needs.isDataset) return null;
      return datasetSizeGB || datasetRecordsPerRun || datasetRunsPerMonth || datasetDeadlineHours ? {} : null;
    },
    text: ({ needs }) =>
      `A dataset is described (${describeDataSet(needs.stated)}), but traffic isn't set to dataset; set it if stored files are scored.`,
    source: SOURCES.batchTransform,
  },
} satisfies Record<string, Warning>;

/** Whether inference components could take a real-time endpoint to zero: they don't have every feature, and run no pipelines. */
function canReachZero({ stated }: Needs): boolean {
  const { verdicts } = judge({ ...stated, requiresScaleToZero: true, coldStarts: 'minutes-acceptable' });
  return verdicts.some(({ option, best }) => option.id === 'real-time' && best?.scaling === 'scale-to-zero');
}

function costAgainstBudget(asked: Figures['asked'], allowed: Figures['allowed']): string {
  const [cost, budget] = formatUsdApart(figure(asked), figure(allowed));
  return `${cost} per month, over the budget of ${budget}`;
}

/** "about 220", of the hours per month: two digits are as many as it is worth; below an hour "about 4 minutes". */
function busyFor(hours: number): string {
  if (hours >= 1) return `about ${formatNumber(Number(hours.toPrecision(2)))}`;
  return hours * 60 < 1 ? 'less than a minute' : `about ${spokenTime(hours * 3600)}`;
}

/** "1,000,000 records per run, 30 runs per month" */
function describeDataSet(stated: Workload): string {
  const { datasetSizeGB, datasetRecordsPerRun, datasetRunsPerMonth, datasetDeadlineHours } = stated;
  return [
    datasetRecordsPerRun && `${formatCount(datasetRecordsPerRun, 'record')} per run`,
    datasetSizeGB && `${formatGB(datasetSizeGB)} per run`,
    datasetRunsPerMonth && `${formatCount(datasetRunsPerMonth, 'run')} per month`,
    datasetDeadlineHours && `due within ${formatCount(datasetDeadlineHours, 'hour')}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** The hours of a month in which it is stated to be busy, or at work in all; nothing where they are not few. */
function hoursUsed(needs: Needs): number | undefined {
  const { busyHoursPerDay, busyDaysPerWeek } = needs.stated;
  const requests = requestsPerMonth(needs);
  const work =
    requests === undefined ? Infinity : (requests * (needs.processingTimeSeconds ?? Infinity)) / SECONDS_PER_HOUR;
  if (work < WORK_HOURS_MIN) return work;
  const { busyHours } = volumeAt(needs, 0, 0);
  return (busyHoursPerDay || busyDaysPerWeek) && busyHours < BUSY_HOURS_MIN ? busyHours : undefined;
}
