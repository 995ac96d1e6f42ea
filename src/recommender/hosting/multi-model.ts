import { MULTI_MODEL_GPU_INSTANCES } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { SEPARATE_ENDPOINTS_MAX } from '../facts/working-figures.ts';
import { conditional, rulesOut } from '../finding.ts';
import type { Needs } from '../needs/needs.ts';
import { doesNotServe, type HostingPattern, IS_NO_QUESTION, serves } from './hosting-pattern.ts';

/** Many models in one shared container; each is loaded when it is called. */
export const MULTI_MODEL: HostingPattern = {
  id: 'multi-model',
  title: 'Multi-model endpoint',
  source: SOURCES.multiModel,
  supports: { 'data-capture': 'no', variants: 'disputed', marketplace: 'no' },
  weigh(needs) {
    switch (needs.arrangement) {
      case 'one':
        return IS_NO_QUESTION;
      case 'chain':
        return needs.models === 1 ? IS_NO_QUESTION : doesNotServe('containers-in-sequence');
      case 'menu':
        return doesNotServe(
          needs.stated.modelsShareContainer === false ? 'no-shared-container' : 'containers-picked-by-caller',
        );
      case 'independent':
        return doesNotServe('models-scale-alone');
      case 'adapters':
        return doesNotServe('adapters-over-one-base');
      case 'family':
        return isForStrictModels(needs) ? serves(1, 3) : serves(0, 0);
    }
  },
  judge(needs, _option, findings) {
    // The streaming calls have no TargetModel parameter (InvokeEndpointWithResponseStream), so no model can be named.
    if (needs.streaming !== 'none') findings.push(rulesOut('streaming-not-supported', needs.streaming));
    const { instanceType } = needs.stated;
    if (needs.requiresGpu && instanceType !== undefined && !MULTI_MODEL_GPU_INSTANCES.has(instanceType)) {
      findings.push(rulesOut('gpu-instance-not-supported', instanceType));
    }
    if (areMostHot(needs)) findings.push(conditional('most-models-hot', needs.stated.activeModelCount, needs.models));
    if (!needs.isDataset && needs.coldStarts === 'unacceptable') findings.push(conditional('cold-loads-not-accepted'));
  },
};

/** Most models are called all the time, so hardly one is ever unloaded for another. */
function areMostHot({ stated, models }: Needs): boolean {
  if (stated.activeModelCount !== undefined) return stated.activeModelCount > models / 2;
  return stated.modelInvocationFrequency === 'frequent';
}

/**
 * A few models that are all busy and must never load while a caller waits: AWS keeps such models on endpoints of their
 * own (source: SOURCES.multiModel).
 */
export function isForStrictModels(needs: Needs): boolean {
  if (needs.arrangement !== 'family' || needs.isDataset || needs.stated.modelsShareEndpoint === true) return false;
  return needs.models <= SEPARATE_ENDPOINTS_MAX && needs.coldStarts === 'unacceptable' && areMostHot(needs);
}
