import { formatUsdApart } from '../costs/bill/money.ts';
import { formatCount, formatGB, formatNumber } from '../measures.ts';
import { SOURCES } from '../sources.ts';
import type { Workload } from '../workload.ts';
import type { MoneyWarningCode } from './reason-code.ts';
import { type Figures, figure, type ReasonWords } from './reason-words.ts';
import { spokenTime } from './spoken-time.ts';

/** What will be paid for nothing, or more than was meant. */
export const MONEY_WARNING_WORDS: Record<MoneyWarningCode, ReasonWords> = {
  'over-budget': {
    text: ({ asked, allowed, other }) =>
      `By the estimate it costs ${overBudget(asked, allowed)}; ${other ? `${other.title} fits too and stays within it` : 'nothing else that fits is known to stay within it'}.`,
    source: SOURCES.priceList,
  },
  'standing-cost-over-budget': {
    text: ({ asked, allowed }) =>
      `Without a single request it costs ${overBudget(asked, allowed)}; look at what scales to zero, or at a smaller instance.`,
    source: SOURCES.priceList,
  },
  'idle-always-on': {
    text: ({ option, hosting, asked, allowed }) => {
      const idle =
        asked === undefined
          ? `Traffic leaves long gaps, and what stays on is paid for in all ${allowed} hours of a month`
          : `What is stated keeps it busy for ${busyFor(figure(asked))} of the ${allowed} hours of a month, and what stays on is paid for in all of them`;
      if (option.id === 'asynchronous')
        return `${idle}; let it scale to zero if the first answer after idle may take minutes.`;
      const toZero =
        hosting.id === 'inference-components'
          ? 'let its components go to zero'
          : 'let it scale to zero with inference components';
      return `${idle}; take the endpoint down while nobody calls, or ${toZero} if callers can wait for minutes and retry.`;
    },
    source: SOURCES.costOptimization,
  },
  'serverless-past-break-even': {
    text: ({ option, other, asked, allowed }) => {
      const [dearer, cheaper] = formatUsdApart(figure(asked), figure(allowed));
      return `By the estimate ${option.title} costs ${dearer} a month and ${other?.title} ${cheaper}, so the break-even is passed; measure the real volume, and move once it is confirmed.`;
    },
    source: SOURCES.priceList,
  },
  'data-set-on-endpoint': {
    text: ({ option, asked }) =>
      `A stored data set is scored by calls to ${option.title}${asked === undefined ? '' : `, ${formatCount(figure(asked), 'time')} a month`}: splitting, retrying and collecting are left to the caller; what is said against Batch Transform is worth changing, if it can be.`,
    source: SOURCES.deploymentBestPractices,
  },
  'data-set-stated-as-requests': {
    text: ({ needs }) =>
      `A data set is stated (${describeDataSet(needs.stated)}) although requests are said to arrive; if stored data is scored as a whole, state the traffic as a data set, for a job is paid only while it runs.`,
    source: SOURCES.batchTransform,
  },
};

function overBudget(asked: Figures['asked'], allowed: Figures['allowed']): string {
  const [cost, budget] = formatUsdApart(figure(asked), figure(allowed));
  return `${cost} a month, more than the budget of ${budget}`;
}

/** "about 220", of the hours of a month: two digits are as many as it is worth; below an hour "about 4 minutes". */
function busyFor(hours: number): string {
  if (hours >= 1) return `about ${formatNumber(Number(hours.toPrecision(2)))}`;
  return hours * 60 < 1 ? 'less than a minute' : `about ${spokenTime(hours * 3600)}`;
}

/** "1,000,000 records a run, 30 runs a month" */
function describeDataSet(stated: Workload): string {
  const { datasetSizeGB, datasetRecordsPerRun, datasetRunsPerMonth, datasetDeadlineHours } = stated;
  return [
    datasetRecordsPerRun && `${formatCount(datasetRecordsPerRun, 'record')} a run`,
    datasetSizeGB && `${formatGB(datasetSizeGB)} a run`,
    datasetRunsPerMonth && `${formatCount(datasetRunsPerMonth, 'run')} a month`,
    datasetDeadlineHours && `due within ${formatCount(datasetDeadlineHours, 'hour')}`,
  ]
    .filter(Boolean)
    .join(', ');
}
