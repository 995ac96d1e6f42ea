import type { Barred, OptionCosting } from '../costs/costing.ts';
import type { PriceBook } from '../costs/price-book.ts';
import type { PricedComponent } from '../facts/price-list.ts';
import type { Quota } from '../facts/quotas.ts';
import type { Source } from '../facts/sources.ts';
import { type Finding, type Obstacle, rulesOut } from '../findings/index.ts';
import type { RejectionWords, SpokenOption, Subject } from '../findings/words.ts';
import { askedOf, type LimitedField, minutesAreAllowed, type Needs } from '../needs/needs.ts';
import type { HostingPatternId, Reason, Scaling } from '../recommendation.ts';
import { formatSeconds } from '../workload/measures.ts';
import type { Workload } from '../workload/workload.ts';

/** What each way of serving a model declares about itself. To add one: a file beside this, and a line in `index.ts`. */
export interface InferenceOption<Loss extends string = string> extends SpokenOption {
  /** How a title starts: "Real-time inference". */
  readonly titleWords: string;
  /** By which words people mean it: the source of a regular expression, for text in lower case. */
  readonly spoken: string;
  readonly source: Source;
  /** The hosting patterns that can be had with it (AWS's feature matrix). */
  readonly hostings: readonly HostingPatternId[];
  /** Its rank for each shape of traffic, in tens: among what fits, the lowest is taken. */
  readonly place: Readonly<Record<TrafficShape, number>>;
  /** What its instances are planned for; null where none stay behind an endpoint. */
  readonly plannedFor: 'peak' | 'busiest-hour' | null;
  readonly costing: OptionCosting;
  /** What its capacity is listed under in AWS's prices. */
  readonly priced: PricedComponent;
  /** What an endpoint of it shows of itself; null for an option without one. */
  readonly running: RunningEndpoint | null;
  /**
   * Adds what the option itself cannot do for these needs, whatever the hosting; the strongest first. From the book it takes
   * which instances there are, never what they cost; `isBarred` are those that it may not have.
   */
  judge(needs: Needs, findings: Finding[], book: PriceBook, isBarred?: Barred): void;
  /** How its capacity follows the traffic with this hosting; adds what that costs in conditions. */
  scale(needs: Needs, hosting: HostingPatternId, findings: Finding[]): Scaling;
  /** Whether a lower price alone may put it before the option that suits the traffic best. */
  mayOvertake(needs: Needs, scaling: Scaling): boolean;
  readonly losses: Readonly<Record<Loss, RejectionWords>>;
  /** What it loses on to an option that answers requests; nothing where it never does. */
  losesTo(winner: Winner, subject: Served): Reason[];
  /** Changes under which it might be preferred, the most direct first. The search tries each. */
  couldWin(needs: Needs): Partial<Workload>[];
}

/** The settings of an endpoint's configuration that make it what it is (API_CreateEndpointConfig.html, read 2026-11). */
export type EndpointSetting = 'ServerlessConfig' | 'AsyncInferenceConfig';

/** CloudWatch metrics with the statistics that tell something. */
export type MetricStatistics = Readonly<Record<string, readonly string[]>>;

/**
 * What an endpoint shows of itself in its configuration and in CloudWatch. Wrong dimensions give an empty series and no error, so
 * each option has its own (monitoring-cloudwatch.html, async-inference-monitor.html and serverless-endpoints-monitoring.html, read
 * 2026-11).
 */
export interface RunningEndpoint {
  /** Null where none is needed. One option alone has none. */
  readonly setting: EndpointSetting | null;
  /** The metrics of its requests. Of several, one has data. */
  readonly requests: readonly [string, ...string[]];
  /** Whose dimensions these may have. */
  readonly countedBy: readonly ('variant' | 'endpoint')[];
  /** Whether an hour without requests has a datapoint of zero. */
  readonly countsIdleHours: boolean;
  /** What it publishes of a variant beside requests and latency. */
  readonly metrics: MetricStatistics;
  /** The same where some of its capacity is kept warm. */
  readonly warmMetrics?: MetricStatistics;
  /** The metric of requests that wait, by endpoint. */
  readonly queued?: string;
}

/** The shapes of traffic for which every option has a place. `shapeOf` in `judge/ranking.ts` says which one it is. */
export type TrafficShape =
  | 'dataset'
  | 'intermittent-performance-first'
  | 'intermittent-without-cold-starts'
  | 'intermittent'
  | 'minutes-allowed'
  | 'unpredictable-and-tolerant'
  | 'busy';

/** The option that was chosen, as far as another one loses to it. */
export interface Winner {
  readonly option: Pick<SpokenOption, 'answers'>;
  readonly scaling: Scaling;
}

/** The subject of a sentence about an option that fits. */
export interface Served extends Subject {
  readonly scaling: Scaling;
}

const OVER = {
  payloadSizeMB: 'payload-over-quota',
  processingTimeSeconds: 'processing-over-quota',
  modelSizeGB: 'model-over-memory',
  containerImageSizeGB: 'image-over-quota',
  concurrency: 'concurrency-over-quota',
} as const satisfies Record<LimitedField, Obstacle['code']>;

export function judgeLimit(field: LimitedField, quota: Quota, needs: Needs, findings: Finding[]): void {
  const asked = askedOf(needs, field);
  if (asked !== undefined && asked > quota.value) findings.push(rulesOut(OVER[field], asked, quota.value));
}

/** What no option can do: answer sooner than the model needs. With streaming only the first part must be in time. */
export function judgeAnswerTime(needs: Needs, findings: Finding[]): void {
  const { responseTimeSeconds, processingTimeSeconds } = needs;
  if (responseTimeSeconds === undefined || processingTimeSeconds === undefined || needs.streaming !== 'none') return;
  if (processingTimeSeconds > responseTimeSeconds) {
    findings.push(rulesOut('answer-later-than-needed', processingTimeSeconds, responseTimeSeconds));
  }
}

/** The caller's connection closes before the answer is there: it holds only if the caller can wait another way. */
export function callerHangsUp(needs: Needs): boolean {
  const { callerTimeoutSeconds } = needs.stated;
  const { processingTimeSeconds } = needs;
  if (callerTimeoutSeconds === undefined || processingTimeSeconds === undefined) return false;
  return needs.streaming === 'none' && !needs.isDataset && processingTimeSeconds > callerTimeoutSeconds;
}

/** What speaks for a queue: the time that callers have, or else that the lowest cost comes first. */
export function allowsAQueue(needs: Needs): string {
  return minutesAreAllowed(needs)
    ? `Callers wait up to ${formatSeconds(Number(needs.responseTimeSeconds))}`
    : 'The lowest cost comes first';
}
