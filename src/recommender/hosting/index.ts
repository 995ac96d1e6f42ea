import type { Words } from '../findings/words.ts';
import type { HostingPatternId } from '../recommendation.ts';
import { INFERENCE_COMPONENTS } from './inference-components.ts';
import { INFERENCE_PIPELINE } from './inference-pipeline.ts';
import { MULTI_CONTAINER } from './multi-container.ts';
import { MULTI_MODEL } from './multi-model.ts';
import type { HostingPattern } from './pattern.ts';
import { SINGLE_MODEL } from './single-model.ts';

// The hosting patterns, one file each: which arrangements each serves, what it cannot do, what speaks for and against it.
// Knows findings and needs; no pattern knows another, nor an option beyond what a sentence may say of it.

const PATTERNS = {
  'single-model': SINGLE_MODEL,
  'multi-model': MULTI_MODEL,
  'multi-container': MULTI_CONTAINER,
  'inference-pipeline': INFERENCE_PIPELINE,
  'inference-components': INFERENCE_COMPONENTS,
} as const satisfies Record<HostingPatternId, HostingPattern>;

/** The hosting patterns, in the order in which they are shown. Add one above. */
export const HOSTING_PATTERNS: readonly HostingPattern[] = Object.values(PATTERNS);

export const HOSTING_MERITS: Readonly<Record<HostingMeritCode, Words>> = Object.assign(
  {},
  ...HOSTING_PATTERNS.map(({ merits }) => merits),
);

export type HostingMeritCode = MeritOf<(typeof PATTERNS)[HostingPatternId]>;
type MeritOf<Pattern> = Pattern extends HostingPattern<infer Merit> ? Merit : never;

export const hostingOf = (id: HostingPatternId): HostingPattern => PATTERNS[id];

/** AWS's name of a hosting pattern: "Multi-model endpoint". */
export const hostingTitle = (id: HostingPatternId): string => PATTERNS[id].title;
