import { SOURCES } from '../facts/sources.ts';
import { type Figures, figure, type Subject, say, type Words } from '../findings/words.ts';
import type { Pair } from '../judge/judgement.ts';
import { isUnpredictableAndTolerant } from '../judge/ranking.ts';
import type { Needs } from '../needs/needs.ts';
import type { Reason } from '../recommendation.ts';
import { formatSeconds } from '../workload/measures.ts';

/** What the traffic says for the choice. */
export const TRAFFIC_MERITS = {
  'answers-within-queue': {
    text: ({ asked }) => `The answer may take ${formatSeconds(figure(asked))}, which leaves room for a queue.`,
    source: SOURCES.asynchronous,
  },
  'warm-in-known-hours': {
    text: () =>
      'Cold starts are not accepted, and the busy hours are known: provisioned concurrency keeps capacity warm then, and nothing is kept for the rest.',
    source: SOURCES.serverlessAutoScaling,
  },
  'scales-to-zero': {
    text: ({ option }) =>
      option.answers === 'from-a-queue'
        ? 'Traffic leaves long gaps; the endpoint scales to zero instances in them and the queue keeps what arrives.'
        : 'It scales to zero copies while idle, and requests that fail while it wakes are retried.',
    source: ({ option }) => (option.answers === 'from-a-queue' ? SOURCES.asynchronousAutoScaling : SOURCES.scaleToZero),
  },
  'steady-uses-instances': {
    text: () => 'Traffic is steady, so instances that stay on are used rather than paid for idling.',
    source: SOURCES.costOptimization,
  },
  'follows-traffic': {
    text: ({ needs }) =>
      needs.stated.trafficPattern === undefined
        ? 'Auto scaling follows the traffic, whose pattern is not stated, between a minimum and a maximum of instances.'
        : needs.traffic === 'intermittent'
          ? 'Auto scaling adds instances for the busy stretches and keeps one for the first request after a gap.'
          : 'Traffic rises and falls; auto scaling follows it between a minimum and a maximum of instances.',
    source: SOURCES.autoScaling,
  },
  'pays-for-use-only': {
    text: ({ needs }) =>
      needs.isDataset
        ? 'Nothing runs between two runs, and only the time of the calls is paid.'
        : needs.traffic === 'intermittent'
          ? 'Traffic leaves long gaps; nothing runs and nothing is paid in them.'
          : 'Only the seconds of inference are paid, and they are too few to keep an instance busy.',
    source: SOURCES.serverless,
  },
  'unpredictable-and-tolerant': {
    text: () =>
      'Traffic is unpredictable and a cold start is accepted; capacity comes with the requests, and only their seconds are paid.',
    source: SOURCES.faqs,
  },
  'queue-absorbs-peaks': {
    text: () => 'Its queue takes what arrives together, so capacity is planned for the average and not for the peak.',
    source: SOURCES.asynchronous,
  },
  'scores-stored-data': {
    text: ({ needs }) =>
      `Stored data is scored and nobody waits for one answer; a job runs for ${needs.models > 1 ? 'each model' : 'the data set'} and ends.`,
    source: SOURCES.batchTransform,
  },
  'called-by-scheduler': {
    text: () => 'A scheduler calls the endpoint with the records of each run.',
  },
} satisfies Record<string, Words>;

type TrafficMerit = keyof typeof TRAFFIC_MERITS;

const sayTraffic = (code: TrafficMerit, subject: Subject, figures?: Figures): Reason =>
  say(code, TRAFFIC_MERITS[code], subject, figures);

/** The hosting leads where the workload is about it; a data set leads to a job. */
export function leadingMerits(subject: Subject, { option, hosting }: Pair): Reason[] {
  const isJob = option.answers === 'as-a-job';
  const merits = isJob ? [sayTraffic('scores-stored-data', subject)] : [];
  if (subject.needs.isDataset && !isJob) merits.push(sayTraffic('called-by-scheduler', subject));
  const ofHosting = hosting.merit(subject);
  return ofHosting === null ? merits : [...merits, ofHosting];
}

export function trafficMerits(subject: Subject, choice: Pair): Reason[] {
  const { needs } = subject;
  const code = scalingMerit(needs, choice);
  return [
    ...(choice.option.answers === 'from-a-queue' && needs.responseTimeSeconds !== undefined
      ? [sayTraffic('answers-within-queue', subject, { asked: needs.responseTimeSeconds })]
      : []),
    ...(code === null ? [] : [sayTraffic(code, subject)]),
  ];
}

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
