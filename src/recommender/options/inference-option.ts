import type { PriceBook } from '../costs/price-book.ts';
import type { DisputedQuota, Quota } from '../facts/quotas.ts';
import type { Source } from '../facts/sources.ts';
import type { Finding } from '../finding.ts';
import type { FeatureSupport } from '../needs/features.ts';
import type { Needs } from '../needs/needs.ts';
import type { HostingPatternId, InferenceOptionId, Scaling } from '../recommendation.ts';

/** What each way of serving a model declares about itself. To add one: a file beside this, and a line in `index.ts`. */
export interface InferenceOption {
  readonly id: InferenceOptionId;
  /** AWS's name: "Real-time Inference". */
  readonly title: string;
  /** The page that describes it. */
  readonly source: Source;
  /** The hosting patterns that can be had with it (AWS's feature matrix). */
  readonly hostings: readonly HostingPatternId[];
  readonly supports: FeatureSupport;
  /** Quotas that the rationale can name when they are what decided. */
  readonly limits: Limits;
  /**
   * Adds what the option itself cannot do for these needs, whatever the hosting; the strongest first. From the book it takes
   * which instances there are, never what they cost.
   */
  judge(needs: Needs, findings: Finding[], book: PriceBook): void;
  /** How its capacity follows the traffic with this hosting; adds what that costs in conditions. */
  scale(needs: Needs, hosting: HostingPatternId, findings: Finding[]): Scaling;
}

/** Absent: no limit of the option's own. */
interface Limits {
  readonly payload: Quota | DisputedQuota;
  readonly processing: Quota;
  readonly memory?: Quota;
  readonly image?: Quota;
  readonly concurrency?: Quota;
}

/** What no option can do: answer sooner than the model needs. With streaming only the first part must be in time. */
export function judgeAnswerTime(
  needs: Needs,
  findings: Finding[],
  add: (asked: number, allowed: number) => Finding,
): void {
  const { responseTimeSeconds, processingTimeSeconds } = needs;
  if (responseTimeSeconds === undefined || processingTimeSeconds === undefined || needs.streaming !== 'none') return;
  if (processingTimeSeconds > responseTimeSeconds) findings.push(add(processingTimeSeconds, responseTimeSeconds));
}

/** The caller's connection closes before the answer is there: it holds only if the caller can wait another way. */
export function callerHangsUp(needs: Needs): boolean {
  const { callerTimeoutSeconds } = needs.stated;
  const { processingTimeSeconds } = needs;
  if (callerTimeoutSeconds === undefined || processingTimeSeconds === undefined) return false;
  return needs.streaming === 'none' && !needs.isDataset && processingTimeSeconds > callerTimeoutSeconds;
}
