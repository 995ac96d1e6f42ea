import type { HostingPatternId } from '../recommendation.ts';
import type { HostingPattern } from './hosting-pattern.ts';
import { INFERENCE_COMPONENTS } from './inference-components.ts';
import { INFERENCE_PIPELINE } from './inference-pipeline.ts';
import { MULTI_CONTAINER } from './multi-container.ts';
import { MULTI_MODEL } from './multi-model.ts';
import { SINGLE_MODEL } from './single-model.ts';

/** The hosting patterns, in the order in which they are shown. Add one here. */
export const HOSTING_PATTERNS: readonly HostingPattern[] = [
  SINGLE_MODEL,
  MULTI_MODEL,
  MULTI_CONTAINER,
  INFERENCE_PIPELINE,
  INFERENCE_COMPONENTS,
];

const BY_ID: Record<HostingPatternId, HostingPattern> = {
  'single-model': SINGLE_MODEL,
  'multi-model': MULTI_MODEL,
  'multi-container': MULTI_CONTAINER,
  'inference-pipeline': INFERENCE_PIPELINE,
  'inference-components': INFERENCE_COMPONENTS,
};

export const hostingOf = (id: HostingPatternId): HostingPattern => BY_ID[id];

/** AWS's name of a hosting pattern: "Multi-model endpoint". */
export const hostingTitle = (id: HostingPatternId): string => BY_ID[id].title;
