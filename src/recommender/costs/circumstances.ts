import {
  ANSWER_SHARE,
  BURSTS_PER_DAY,
  BUSY_HOURS_INTERMITTENT_SPAN,
  LARGEST_PAYLOAD_SHARE,
  type LikelySpan,
  P95_SHARE,
  PEAK_HOURS_PER_DAY,
  QUEUE_UTILISATION,
  START_UP_SECONDS,
  STATED_HOURS_SHARE,
  STATED_SHARE,
  VOLUME_ASSUMED_SHARE,
} from '../facts/working-figures.ts';
import { isModelled, type Needs } from '../needs/needs.ts';

/** How fast an instance turns out to be, of what is likely, where that is modelled. */
export type PaceTurn = 'low' | 'likely' | 'high';

/** What a month turns out like, as far as what was stated leaves it open. A bill is worked out for one of these. */
export interface Circumstances {
  /** Requests, of those that are stated or assumed. */
  readonly requests: number;
  /** The mean processing time, of the stated p95: AWS bills the time used. */
  readonly processing: number;
  /** The mean payload, of the largest. */
  readonly payload: number;
  /** What goes the other way, of that: AWS bills data in and out. */
  readonly answer: number;
  /** Busy hours, of those that are stated or assumed. */
  readonly busyHours: number;
  /** How the requests of a day lie in its busy hours. */
  readonly day: 'flat' | 'usual' | 'peaked';
  /** Hours of a busy day for which the stated peak is held. */
  readonly peakHours: number;
  /** Bursts of the stated size on a busy day. */
  readonly burstsPerDay: number;
  /** How busy instances behind a queue are. */
  readonly queueUtilisation: number;
  /** From the last request, or the end of a peak, until an instance that isn't needed is gone. */
  readonly coolDown: 'low' | 'likely' | 'high';
  /** From the launch of an instance until it serves. */
  readonly startUpSeconds: number;
  /** How fast an instance turns out to be, where that is modelled. */
  readonly pace: PaceTurn;
}

/** What an amount that stands alone is worked out for. */
export const LIKELY: Circumstances = {
  requests: 1,
  processing: P95_SHARE.likely,
  payload: LARGEST_PAYLOAD_SHARE.likely,
  answer: ANSWER_SHARE.likely,
  busyHours: 1,
  day: 'usual',
  peakHours: PEAK_HOURS_PER_DAY.likely,
  burstsPerDay: BURSTS_PER_DAY.likely,
  queueUtilisation: QUEUE_UTILISATION.likely,
  coolDown: 'likely',
  startUpSeconds: START_UP_SECONDS.likely,
  pace: 'likely',
};

/** One thing that turns out otherwise than is likely: at its least and at its most. */
type Turn = readonly [Circumstances, Circumstances];

/** Everything that moves a bill and isn't stated, each changed alone. */
export function turnsOf(needs: Needs): readonly Turn[] {
  const turns = areHoursAssumed(needs) ? HOURS_OPEN : isVolumeAssumed(needs) ? VOLUME_OPEN : STATED;
  return isModelled(needs) || needs.measured !== undefined || needs.timedOn !== undefined ? [...turns, PACE] : turns;
}

/** Then the month is stated: from a peak alone it isn't known how many come. */
const areHoursAssumed = ({ traffic, stated }: Needs): boolean => traffic === 'intermittent' && !stated.busyHoursPerDay;

/** The month is worked out from its peak. */
const isVolumeAssumed = ({ isDataset, stated }: Needs): boolean => !isDataset && stated.monthlyRequests === undefined;

const turn = <Name extends keyof Circumstances>(name: Name, { low, high }: LikelySpan): Turn => [
  { ...LIKELY, [name]: low },
  { ...LIKELY, [name]: high },
];

const ALWAYS: readonly Turn[] = [
  turn('processing', P95_SHARE),
  turn('payload', LARGEST_PAYLOAD_SHARE),
  turn('answer', ANSWER_SHARE),
  [
    { ...LIKELY, day: 'flat' },
    { ...LIKELY, day: 'peaked' },
  ],
  turn('peakHours', PEAK_HOURS_PER_DAY),
  turn('burstsPerDay', BURSTS_PER_DAY),
  turn('queueUtilisation', QUEUE_UTILISATION),
  [
    { ...LIKELY, coolDown: 'low' },
    { ...LIKELY, coolDown: 'high' },
  ],
  turn('startUpSeconds', START_UP_SECONDS),
];
const PACE: Turn = [
  { ...LIKELY, pace: 'high' },
  { ...LIKELY, pace: 'low' },
];
const HOURS = turn('busyHours', BUSY_HOURS_INTERMITTENT_SPAN);
const STATED_HOURS = turn('busyHours', STATED_HOURS_SHARE);
const STATED: readonly Turn[] = [turn('requests', STATED_SHARE), STATED_HOURS, ...ALWAYS];
const HOURS_OPEN: readonly Turn[] = [turn('requests', STATED_SHARE), HOURS, ...ALWAYS];
const VOLUME_OPEN: readonly Turn[] = [turn('requests', VOLUME_ASSUMED_SHARE), STATED_HOURS, ...ALWAYS];
