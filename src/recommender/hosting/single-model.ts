import { SOURCES } from '../facts/sources.ts';
import { SEPARATE_ENDPOINTS_MAX } from '../facts/working-figures.ts';
import { doubtful, rulesOut } from '../findings/index.ts';
import { say, type Words } from '../findings/words.ts';
import { wantsComponentsAtZero } from '../needs/needs.ts';
import { countOfModels, doesNotServe, type HostingPattern, needEndpointsEach, SERVES_BEST, serves } from './pattern.ts';

const MERITS = {
  'one-model-each': {
    text: ({ needs, option }) =>
      option.answers === 'as-a-job'
        ? `${countOfModels(needs)} run as one job each.`
        : `${countOfModels(needs)} get one endpoint each.`,
    source: SOURCES.options,
  },
} satisfies Record<string, Words>;

/** One model behind one endpoint; several models are served one by one. */
export const SINGLE_MODEL: HostingPattern<keyof typeof MERITS> = {
  id: 'single-model',
  title: 'Single-model endpoint',
  titleWords: '',
  spoken:
    'single[ -]?models?|one model (?:per|for each) endpoint|(?:one |an |own )?endpoints? (?:per|for each|for every) (?:customer|model|tenant)|(?:dedicated|own|separate) endpoints?|endpoint each',
  source: SOURCES.options,
  supports: {},
  weigh(needs) {
    if (needs.arrangement === 'chain') return doesNotServe('containers-in-sequence');
    if (needs.arrangement === 'one')
      return wantsComponentsAtZero(needs) ? serves(0, 1, 'zero-needs-components') : SERVES_BEST;
    if (needs.isDataset) return SERVES_BEST;
    if (needs.stated.modelsShareEndpoint === true) return doesNotServe('one-endpoint-wanted');
    return serves(1, needEndpointsEach(needs) ? 0 : 2, 'many-endpoints-to-run');
  },
  judge(needs, option, findings) {
    if (option.answers === 'as-a-job' || needs.models === 1) return;
    const { value: endpoints = Infinity } = option.endpoints ?? {};
    if (needs.models > endpoints) {
      findings.push(rulesOut('endpoints-over-quota', needs.models, endpoints));
    } else if (needs.models > SEPARATE_ENDPOINTS_MAX) {
      findings.push(doubtful('many-endpoints', needs.models, SEPARATE_ENDPOINTS_MAX));
    }
  },
  merits: MERITS,
  merit: (subject) => (subject.needs.models > 1 ? say(MERITS, 'one-model-each', subject) : null),
};
