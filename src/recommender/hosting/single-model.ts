import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { SEPARATE_ENDPOINTS_MAX } from '../facts/working-figures.ts';
import { doubtful, rulesOut } from '../finding.ts';
import { wantsComponentsAtZero } from '../needs/needs.ts';
import { doesNotServe, type HostingPattern, serves } from './hosting-pattern.ts';
import { isForStrictModels } from './multi-model.ts';

/** One model behind one endpoint; several models are served one by one. */
export const SINGLE_MODEL: HostingPattern = {
  id: 'single-model',
  title: 'Single-model endpoint',
  source: SOURCES.options,
  supports: {},
  weigh(needs) {
    if (needs.arrangement === 'chain') return doesNotServe('containers-in-sequence');
    if (needs.arrangement === 'one') return serves(0, wantsComponentsAtZero(needs) ? 1 : 0);
    if (needs.isDataset) return serves(0, 0);
    if (needs.stated.modelsShareEndpoint === true) return doesNotServe('one-endpoint-wanted');
    return serves(1, isForStrictModels(needs) ? 0 : 2);
  },
  judge(needs, option, findings) {
    if (option.id === 'batch-transform' || needs.models === 1) return;
    const endpoints = QUOTAS.serverlessEndpoints.value;
    if (option.id === 'serverless' && needs.models > endpoints) {
      findings.push(rulesOut('endpoints-over-quota', needs.models, endpoints));
    } else if (needs.models > SEPARATE_ENDPOINTS_MAX) {
      findings.push(doubtful('many-endpoints', needs.models, SEPARATE_ENDPOINTS_MAX));
    }
  },
};
