import type { PriceBook } from '../costs/price-book.ts';
import type { Source } from '../facts/sources.ts';
import { SEPARATE_ENDPOINTS_MAX } from '../facts/working-figures.ts';
import type { HostingCode } from '../findings/hosting.ts';
import type { Finding } from '../findings/index.ts';
import type { SpokenHosting, SpokenOption, Subject, Words } from '../findings/words.ts';
import { type Needs, type SupportDifferences, writesTokens } from '../needs/needs.ts';
import type { Reason } from '../recommendation.ts';
import { formatNumber } from '../workload/measures.ts';

/** What each hosting pattern declares about itself. To add one: a file beside this, and a line in `index.ts`. */
export interface HostingPattern<Merit extends string = string> extends SpokenHosting {
  /** What a title says of it: "on a multi-model endpoint"; nothing where that goes without saying. */
  readonly titleWords: string;
  /** By which words people mean it: the source of a regular expression, for text in lower case. */
  readonly spoken: string;
  readonly source: Source;
  /** The rows of AWS's feature matrix in which the patterns of real-time inference differ; what is not named is supported. */
  readonly supports: SupportDifferences;
  /** Whether the workload asks for it, and how well it serves. */
  weigh(needs: Needs): Weighing;
  /** Adds what this pattern cannot do for these needs on this option, or only under a condition. The book says which types there are. */
  judge(needs: Needs, option: SpokenOption, findings: Finding[], book: PriceBook): void;
  readonly merits: Readonly<Record<Merit, Words>>;
  /** What speaks for it where it is chosen; null where it is no question. */
  merit(subject: Subject): Reason | null;
}

/**
 * Tier 0 serves the workload as it asks to be served; tier 1 one model at a time, where no option reaches tier 0.
 * Preference orders the patterns within an option, lowest first. The code says why another pattern is chosen, or why it doesn't
 * serve; null where it's always the choice, or where the workload raises no question of it.
 */
export type Weighing =
  | { readonly serves: true; readonly tier: 0 | 1; readonly preference: number; readonly code: HostingCode | null }
  | { readonly serves: false; readonly code: HostingCode | null };

export const serves = (tier: 0 | 1, preference: number, code: HostingCode | null = null): Weighing => ({
  serves: true,
  tier,
  preference,
  code,
});

/** Serves as well as any pattern can, so it's the choice unless something is found against it. */
export const SERVES_BEST = serves(0, 0);

/** Serves several models as they ask for it; a dataset is scored model by model. */
export const servesTogether = ({ isDataset }: Needs): Weighing =>
  isDataset ? serves(0, 1, 'scored-one-by-one') : SERVES_BEST;

export const doesNotServe = (code: HostingCode): Weighing => ({ serves: false, code });

/** For a pattern of several models or containers where there is one, and for one that nothing asks for. */
export const IS_NO_QUESTION: Weighing = { serves: false, code: null };

/** Most models are called all the time, so hardly one is ever unloaded for another. */
export function areMostHot({ stated, models }: Needs): boolean {
  if (stated.activeModelCount !== undefined) return stated.activeModelCount > models / 2;
  return stated.modelInvocationFrequency === 'frequent';
}

/** A few models that must never load while a caller waits. */
export function areStrict({ models, coldStarts, isDataset }: Needs): boolean {
  return models <= SEPARATE_ENDPOINTS_MAX && coldStarts === 'unacceptable' && !isDataset;
}

/**
 * Small models of several frameworks on GPUs: a server such as Triton loads all of them in one container, where it isn't said that
 * each needs its own.
 */
export const mayShareServer = (needs: Needs): boolean =>
  needs.arrangement === 'menu' &&
  needs.requiresGpu &&
  !writesTokens(needs) &&
  needs.stated.modelsShareContainer === false &&
  needs.stated.containerCount === undefined &&
  needs.stated.containerInvocation === undefined;

/** Strict models of one container: AWS keeps such models on their own endpoints (source: SOURCES.multiModel). */
export function needEndpointsEach(needs: Needs): boolean {
  return (
    (needs.arrangement === 'family' || mayShareServer(needs)) &&
    areStrict(needs) &&
    needs.stated.modelsShareEndpoint !== true
  );
}

/** "50 models", or "The models" where nobody said how many. */
export function countOfModels({ models, stated }: Needs): string {
  return stated.modelCount === undefined ? 'The models' : `${formatNumber(models)} models`;
}
