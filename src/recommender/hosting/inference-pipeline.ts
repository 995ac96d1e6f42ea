import { SOURCES } from '../facts/sources.ts';
import { countOfContainers } from '../findings/hosting.ts';
import { say, type Words } from '../findings/words.ts';
import { doesNotServe, type HostingPattern, IS_NO_QUESTION, SERVES_BEST } from './pattern.ts';

const MERITS = {
  'sequence-on-one-endpoint': {
    text: ({ needs }) => `A pipeline runs ${countOfContainers(needs)} in sequence on the same instances.`,
    source: SOURCES.inferencePipelines,
  },
} satisfies Record<string, Words>;

/** Containers in a fixed order that every request passes. */
export const INFERENCE_PIPELINE: HostingPattern<keyof typeof MERITS> = {
  id: 'inference-pipeline',
  title: 'Inference pipeline',
  titleWords: 'on an inference pipeline',
  spoken: '(?:inference |serial )?pipelines?',
  source: SOURCES.inferencePipelines,
  supports: { 'data-capture': 'disputed', marketplace: 'no' },
  weigh(needs) {
    if (needs.arrangement === 'chain') return SERVES_BEST;
    return needs.arrangement === 'one' ? IS_NO_QUESTION : doesNotServe('no-fixed-sequence');
  },
  judge() {
    // Its containers are counted by the workload's own range (2 to 15), which is the pipeline's.
  },
  merits: MERITS,
  merit: (subject) => say(MERITS, 'sequence-on-one-endpoint', subject),
};
