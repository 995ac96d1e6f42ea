import type { Source } from '../facts/sources.ts';
import type { Finding } from '../finding.ts';
import type { SupportDifferences } from '../needs/features.ts';
import type { Needs } from '../needs/needs.ts';
import type { InferenceOption } from '../options/inference-option.ts';
import type { HostingCode } from '../reasons/reason-code.ts';
import type { HostingPatternId } from '../recommendation.ts';

/** What each hosting pattern declares about itself. To add one: a file beside this, and a line in `index.ts`. */
export interface HostingPattern {
  readonly id: HostingPatternId;
  /** AWS's name: "Multi-model endpoint". */
  readonly title: string;
  readonly source: Source;
  /** The rows of AWS's feature matrix in which the patterns of real-time inference differ; what is not named is supported. */
  readonly supports: SupportDifferences;
  /** Whether the workload asks for it, and how well it serves. */
  weigh(needs: Needs): Weighing;
  /** Adds what this pattern cannot do for these needs on this option, or only under a condition. */
  judge(needs: Needs, option: InferenceOption, findings: Finding[]): void;
}

/**
 * Tier 0 serves the workload as it asks to be served; tier 1 one model at a time, where no option reaches tier 0.
 * Preference orders the patterns within an option, lowest first. No code where the workload raises no question of it.
 */
export type Weighing =
  | { readonly serves: true; readonly tier: 0 | 1; readonly preference: number }
  | { readonly serves: false; readonly code: HostingCode | null };

export const serves = (tier: 0 | 1, preference: number): Weighing => ({ serves: true, tier, preference });
export const doesNotServe = (code: HostingCode): Weighing => ({ serves: false, code });

/** For a pattern of several models or containers where there is one, and for one that nothing asks for. */
export const IS_NO_QUESTION: Weighing = { serves: false, code: null };
