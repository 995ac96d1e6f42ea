import { SOURCES } from '../facts/sources.ts';
import { doesNotServe, type HostingPattern, IS_NO_QUESTION, serves } from './hosting-pattern.ts';

/** Containers in a fixed order that every request passes. */
export const INFERENCE_PIPELINE: HostingPattern = {
  id: 'inference-pipeline',
  title: 'Inference pipeline',
  source: SOURCES.inferencePipelines,
  supports: { 'data-capture': 'disputed', marketplace: 'no' },
  weigh(needs) {
    if (needs.arrangement === 'chain') return serves(0, 0);
    return needs.arrangement === 'one' ? IS_NO_QUESTION : doesNotServe('no-fixed-sequence');
  },
  judge() {
    // Its containers are counted by the workload's own range (2 to 15), which is the pipeline's.
  },
};
