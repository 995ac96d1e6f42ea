import type { HostingPatternId, InferenceOptionId, Scaling } from '../recommendation.ts';

/** What is priced: an option, with how models share it and how its capacity follows the traffic. */
export interface Plan {
  readonly option: InferenceOptionId;
  readonly hosting: HostingPatternId;
  readonly scaling: Scaling;
}
