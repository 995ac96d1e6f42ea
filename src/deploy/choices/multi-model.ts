import type { Builder } from '../facts.ts';
import { answeringEndpoint } from '../parts/answering.ts';
import { containerOf } from '../parts/model.ts';
import type { Value } from '../template.ts';

/** Many models behind one endpoint: SageMaker loads each from a prefix when it is called. */
export const multiModel: Builder = (facts) =>
  answeringEndpoint(facts, (suffix) => {
    const container = containerOf(facts, 'the models', suffix, 'all-models');
    return { containers: [{ ...container, definition: { ...container.definition, ...CACHE } }] };
  });

/** Models that were called stay in memory until others need the room. The default, stated. */
const CACHE: Record<string, Value> = { MultiModelConfig: { ModelCacheSetting: 'Enabled' } };
