import { SOURCES } from '../facts/sources.ts';
import { figure, noColdStarts, type Subject, say, type Words, wakeUpWords } from '../findings/words.ts';
import type { Pair } from '../judge/judgement.ts';
import { isUnpredictableAndTolerant } from '../judge/ranking.ts';
import { holdsBeyondACall, type Needs } from '../needs/needs.ts';
import type { Choice, Reason } from '../recommendation.ts';
import { formatCount, formatNumber, formatSeconds } from '../workload/measures.ts';

export const TRAFFIC_MERITS = {
  'answers-within-queue': {
    text: ({ needs, asked }) =>
      `Callers wait up to ${formatSeconds(figure(asked))}, which leaves ${holdsBeyondACall(needs) ? 'little ' : ''}time for a queue.`,
    source: SOURCES.asynchronous,
  },
  'warm-in-known-hours': {
    text: ({ needs }) => `${noColdStarts(needs)}; provisioned concurrency keeps capacity warm in the known busy hours.`,
    source: SOURCES.serverlessAutoScaling,
  },
  'scales-to-zero': {
    text: ({ needs, option }) => {
      if (option.answers === 'on-the-call')
        return `It costs nothing while idle: as ${needs.models === 1 ? 'an inference component' : 'inference components'}, ${needs.models === 1 ? 'the model scales' : 'the models scale'} to zero.`;
      const when = needs.isDataset ? 'between runs' : 'while idle';
      return `It costs nothing ${when}: the endpoint scales to zero instances, and waking takes about ${wakeUpWords(option)}.`;
    },
    source: ({ option }) => (option.answers === 'from-a-queue' ? SOURCES.asynchronousAutoScaling : SOURCES.scaleToZero),
  },
  'steady-uses-instances': {
    text: () => 'Traffic is steady, so there is little idle time to pay for.',
    source: SOURCES.costOptimization,
  },
  'follows-traffic': {
    text: ({ needs }) => {
      if (needs.isDataset) return 'Auto scaling adds instances for each run and removes them afterwards.';
      if (needs.traffic === 'intermittent')
        return 'Auto scaling adds instances while traffic is high and keeps the minimum on through idle periods.';
      return needs.stated.trafficPattern === undefined
        ? 'Auto scaling adds and removes instances as traffic changes.'
        : 'Traffic varies; auto scaling adds and removes instances with it.';
    },
    source: SOURCES.autoScaling,
  },
  'schedule-before-peaks': {
    text: ({ asked, allowed }) => {
      const raised =
        asked === undefined
          ? ''
          : ` from ${formatNumber(figure(allowed))} to ${formatCount(figure(asked), 'instance')}`;
      return `Scheduled actions raise the minimum${raised} before the known busy hours and lower it afterwards.`;
    },
    source: SOURCES.scalingPolicy,
  },
  'pays-for-use-only': {
    text: ({ needs }) => {
      if (needs.isDataset) return 'Nothing is billed between runs, only while records are scored.';
      return needs.traffic === 'intermittent'
        ? 'Nothing is billed in idle periods, only while requests run.'
        : 'Only the time that requests run is billed.';
    },
    source: SOURCES.serverless,
  },
  'unpredictable-and-tolerant': {
    text: () => 'Traffic is unpredictable and cold starts are accepted; only the time that requests run is billed.',
    source: SOURCES.faqs,
  },
  'queue-absorbs-peaks': {
    text: () => 'Its queue absorbs peaks, so instances are sized for the average.',
    source: SOURCES.asynchronous,
  },
  'scores-stored-data': {
    text: ({ needs }) =>
      needs.models > 1
        ? 'The workload scores a dataset; one job per model runs, writes to S3 and stops.'
        : 'The workload scores a dataset; a job runs, writes to S3 and stops.',
    source: SOURCES.batchTransform,
  },
  'called-by-scheduler': {
    text: () => 'A scheduler can send the records of each run to the endpoint.',
  },
} satisfies Record<string, Words>;

/** How many instances there are, and on what that rests. */
export type Planned = Pick<Choice, 'instance' | 'sizing'>;

type TrafficMerit = keyof typeof TRAFFIC_MERITS;

/** The hosting leads where the workload is about it; a dataset leads to a job. */
export function leadingMerits(subject: Subject, { option, hosting }: Pair): Reason[] {
  const isJob = option.answers === 'as-a-job';
  const merits = isJob ? [say(TRAFFIC_MERITS, 'scores-stored-data', subject)] : [];
  if (subject.needs.isDataset && !isJob) merits.push(say(TRAFFIC_MERITS, 'called-by-scheduler', subject));
  const ofHosting = hosting.merit(subject);
  return ofHosting === null ? merits : [...merits, ofHosting];
}

export function trafficMerits(subject: Subject, choice: Pair, planned: Planned): Reason[] {
  const { needs } = subject;
  const { instance, sizing } = planned;
  const isSized = sizing?.basis !== 'unknown';
  const merit = scalingMerit(needs, choice);
  const code = merit === 'follows-traffic' && !isTrafficKnown(needs) ? null : merit;
  return [
    ...(choice.option.answers === 'from-a-queue' && needs.responseTimeSeconds !== undefined
      ? [say(TRAFFIC_MERITS, 'answers-within-queue', subject, { asked: needs.responseTimeSeconds })]
      : []),
    ...(code === null ? [] : [say(TRAFFIC_MERITS, code, subject)]),
    ...(instance?.busyMin === undefined
      ? []
      : [
          say(
            TRAFFIC_MERITS,
            'schedule-before-peaks',
            subject,
            isSized ? { asked: instance.busyMin, allowed: instance.min } : {},
          ),
        ]),
  ];
}

/** How it scales where nothing speaks for it: that it follows any traffic is no reason beside another. */
export function scalingWithout(subject: Subject, choice: Pair): Reason[] {
  const code = scalingMerit(subject.needs, choice);
  return code === null ? [] : [say(TRAFFIC_MERITS, code, subject)];
}

const isTrafficKnown = ({ stated, isDataset }: Needs): boolean => isDataset || stated.trafficPattern !== undefined;

function scalingMerit(needs: Needs, { option, scaling }: Pair): TrafficMerit | null {
  switch (scaling) {
    case 'fixed':
      return 'steady-uses-instances';
    case 'auto-scaling':
      return option.answers === 'from-a-queue' ? 'queue-absorbs-peaks' : 'follows-traffic';
    case 'scale-to-zero':
      return 'scales-to-zero';
    case 'on-demand':
      return isUnpredictableAndTolerant(needs) ? 'unpredictable-and-tolerant' : 'pays-for-use-only';
    case 'provisioned-concurrency':
      return 'warm-in-known-hours';
    case 'per-job':
      return null;
  }
}
