import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { rulesOut } from '../findings/index.ts';
import { say, type Words } from '../findings/words.ts';
import { formatNumber } from '../workload/measures.ts';
import { doesNotServe, type HostingPattern, IS_NO_QUESTION, servesTogether } from './pattern.ts';

const MERITS = {
  'containers-stay-loaded': {
    text: ({ needs }) =>
      needs.stated.containerCount === undefined && needs.stated.modelCount === undefined
        ? 'The containers share one endpoint and stay loaded.'
        : `${formatNumber(needs.containers)} containers share one endpoint and stay loaded.`,
    source: SOURCES.multiContainer,
  },
} satisfies Record<string, Words>;

/** Different containers on one endpoint; the caller names the one it wants, and all of them stay loaded. */
export const MULTI_CONTAINER: HostingPattern<keyof typeof MERITS> = {
  id: 'multi-container',
  title: 'Multi-container endpoint',
  titleWords: 'on a multi-container endpoint',
  spoken: 'multi[ -]?containers?',
  source: SOURCES.multiContainer,
  supports: { gpu: 'no', 'data-capture': 'no', marketplace: 'no' },
  weigh(needs) {
    switch (needs.arrangement) {
      case 'one':
        return IS_NO_QUESTION;
      case 'chain':
        return doesNotServe('containers-in-sequence');
      case 'independent':
        return doesNotServe('models-scale-alone');
      case 'adapters':
        return doesNotServe('adapters-over-one-base');
      case 'family':
        return doesNotServe('shared-container-preferred');
      case 'menu':
        return servesTogether(needs);
    }
  },
  judge(needs, _option, findings) {
    // InvokeEndpointWithBidirectionalStream has no parameter that names a container.
    if (needs.streaming === 'bidirectional') findings.push(rulesOut('streaming-not-supported', needs.streaming));
    const { value: containersMax } = QUOTAS.containersPerEndpoint;
    if (needs.models > needs.containers)
      findings.push(rulesOut('models-over-containers', needs.models, needs.stated.containerCount ?? containersMax));
    if (needs.containers > containersMax)
      findings.push(rulesOut('containers-over-quota', needs.containers, containersMax));
  },
  merits: MERITS,
  merit: (subject) => say(MERITS, 'containers-stay-loaded', subject),
};
