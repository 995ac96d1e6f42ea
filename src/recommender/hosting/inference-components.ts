import { SOURCES } from '../facts/sources.ts';
import { rulesOut } from '../findings/index.ts';
import { say, type Words } from '../findings/words.ts';
import { wantsComponentsAtZero } from '../needs/needs.ts';
import { doesNotServe, type HostingPattern, IS_NO_QUESTION, SERVES_BEST, serves, servesTogether } from './pattern.ts';

const MERITS = {
  'components-share-instances': {
    text: () => 'The models share instances, and each scales on its own.',
    source: SOURCES.inferenceComponents,
  },
  'adapters-share-base': {
    text: () => 'The adapters share one base model, loaded once.',
    source: SOURCES.inferenceComponents,
  },
} satisfies Record<string, Words>;

/** Models that share instances, each with its own share of them and its own scaling. */
export const INFERENCE_COMPONENTS: HostingPattern<keyof typeof MERITS> = {
  id: 'inference-components',
  title: 'Inference components',
  titleWords: 'on inference components',
  spoken: '(?:inference )?components?',
  source: SOURCES.inferenceComponents,
  // No AWS page says whether these work with inference components; what is not documented is not promised.
  supports: { 'data-capture': 'no', variants: 'no', marketplace: 'no' },
  weigh(needs) {
    switch (needs.arrangement) {
      case 'chain':
        return needs.models === 1 ? IS_NO_QUESTION : doesNotServe('containers-in-sequence');
      case 'one':
        return wantsComponentsAtZero(needs) ? SERVES_BEST : IS_NO_QUESTION;
      case 'adapters':
      case 'independent':
        return servesTogether(needs);
      case 'menu':
        return serves(0, 1, 'components-not-needed');
      case 'family':
        return serves(1, needs.requiresGpu ? 1 : 3, 'components-not-needed');
    }
  },
  judge(needs, _option, findings) {
    // InvokeEndpointWithBidirectionalStream has no parameter that names a component.
    if (needs.streaming === 'bidirectional') findings.push(rulesOut('streaming-not-supported', needs.streaming));
  },
  merits: MERITS,
  merit: (subject) => {
    const { arrangement } = subject.needs;
    // One model alone is an inference component so that it can scale to zero, and how it scales is said for any hosting.
    if (arrangement === 'one') return null;
    const code = arrangement === 'adapters' ? 'adapters-share-base' : 'components-share-instances';
    return say(MERITS, code, subject);
  },
};
