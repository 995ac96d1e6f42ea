import { SOURCES } from '../facts/sources.ts';
import { rulesOut } from '../finding.ts';
import { wantsComponentsAtZero } from '../needs/needs.ts';
import { doesNotServe, type HostingPattern, IS_NO_QUESTION, serves } from './hosting-pattern.ts';

/** Models that share instances, each with its own share of them and its own scaling. */
export const INFERENCE_COMPONENTS: HostingPattern = {
  id: 'inference-components',
  title: 'Inference components',
  source: SOURCES.inferenceComponents,
  // No AWS page says whether these work with inference components; what is not documented is not promised.
  supports: { 'data-capture': 'no', variants: 'no', marketplace: 'no' },
  weigh(needs) {
    switch (needs.arrangement) {
      case 'chain':
        return needs.models === 1 ? IS_NO_QUESTION : doesNotServe('containers-in-sequence');
      case 'one':
        return wantsComponentsAtZero(needs) ? serves(0, 0) : IS_NO_QUESTION;
      case 'adapters':
      case 'independent':
        return serves(0, 0);
      case 'menu':
        return serves(0, 1);
      case 'family':
        return serves(1, needs.requiresGpu ? 1 : 3);
    }
  },
  judge(needs, _option, findings) {
    // InvokeEndpointWithBidirectionalStream has no parameter that names a component.
    if (needs.streaming === 'bidirectional') findings.push(rulesOut('streaming-not-supported', needs.streaming));
  },
};
