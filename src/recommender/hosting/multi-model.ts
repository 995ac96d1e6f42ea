import { typesThatHold } from '../costs/choose-instance.ts';
import { MULTI_MODEL_GPU_INSTANCES } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { conditional, rulesOut } from '../findings/index.ts';
import { say, type Words } from '../findings/words.ts';
import { isOnePerContainer, type Needs } from '../needs/needs.ts';
import { formatCount } from '../workload/measures.ts';
import {
  areMostHot,
  areStrict,
  countOfModels,
  doesNotServe,
  type HostingPattern,
  IS_NO_QUESTION,
  mayShareServer,
  needEndpointsEach,
  serves,
  servesTogether,
} from './pattern.ts';

const MERITS = {
  'many-models-one-container': {
    text: ({ needs }) => `${countOfModels(needs)} share ${endpointsShared(needs)}; each loads when it's called.`,
    source: SOURCES.multiModel,
  },
} satisfies Record<string, Words>;

/** "one endpoint", "3 endpoints, one per container", or "one endpoint per container" where nobody said how many there are. */
function endpointsShared(needs: Needs): string {
  if (!isOnePerContainer(needs)) return 'one endpoint';
  return needs.stated.containerCount === undefined
    ? 'one endpoint per container'
    : `${formatCount(needs.containers, 'endpoint')}, one per container`;
}

/** Many models in one shared container, or in each of a few; a model is loaded when it is called. */
export const MULTI_MODEL: HostingPattern<keyof typeof MERITS> = {
  id: 'multi-model',
  title: 'Multi-model endpoint',
  titleWords: 'on a multi-model endpoint',
  spoken: 'multi[ -]?models?|mme',
  source: SOURCES.multiModel,
  supports: { 'data-capture': 'no', variants: 'disputed', marketplace: 'no' },
  weigh(needs) {
    switch (needs.arrangement) {
      case 'one':
        return IS_NO_QUESTION;
      case 'chain':
        return needs.models === 1 ? IS_NO_QUESTION : doesNotServe('containers-in-sequence');
      case 'menu':
        if (isOnePerContainer(needs)) {
          if (needs.stated.modelsShareEndpoint === true) return doesNotServe('one-endpoint-wanted');
          return areMostHot(needs) || areStrict(needs) ? serves(0, 2) : servesTogether(needs);
        }
        if (mayShareServer(needs)) return needEndpointsEach(needs) ? serves(1, 3) : servesTogether(needs);
        return doesNotServe(
          needs.stated.modelsShareContainer === false ? 'no-shared-container' : 'containers-picked-by-caller',
        );
      case 'independent':
        return doesNotServe('models-scale-alone');
      case 'adapters':
        return doesNotServe('adapters-over-one-base');
      case 'family':
        return needEndpointsEach(needs) ? serves(1, 3) : servesTogether(needs);
    }
  },
  judge(needs, _option, findings, book) {
    // The streaming calls have no TargetModel parameter (InvokeEndpointWithResponseStream), so no model can be named.
    if (needs.streaming !== 'none') findings.push(rulesOut('streaming-not-supported', needs.streaming));
    const { instanceType } = needs.stated;
    if (needs.requiresGpu && instanceType !== undefined && !MULTI_MODEL_GPU_INSTANCES.has(instanceType)) {
      findings.push(rulesOut('gpu-instance-not-supported', instanceType));
    }
    const isOpen = needs.requiresGpu && instanceType === undefined && needs.model?.isUnsized !== true;
    if (isOpen && typesThatHold('hosting', { hosting: 'multi-model' }, needs, book).length === 0) {
      findings.push(rulesOut('multi-model-gpu-too-small', needs.modelSizeGB));
    }
    if (mayShareServer(needs)) findings.push(conditional('needs-server-of-all-frameworks'));
    if (areMostHot(needs)) findings.push(conditional('most-models-hot', needs.stated.activeModelCount, needs.models));
    if (!needs.isDataset && needs.coldStarts === 'unacceptable') findings.push(conditional('cold-loads-not-accepted'));
  },
  merits: MERITS,
  merit: (subject) => say(MERITS, 'many-models-one-container', subject),
};
