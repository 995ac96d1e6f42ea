import { QUOTAS } from '../../recommender/index.ts';
import type { Builder, DeploymentFacts } from '../facts.ts';
import { answeringEndpoint, type ModelShape, type Variant } from '../parts/answering.ts';
import { containerOf } from '../parts/model.ts';
import type { Part, Value } from '../template.ts';

// What answers while the caller waits, on its own instances: a builder for each hosting pattern but inference components.

const CONTAINERS_MAX = QUOTAS.containersPerEndpoint.value;

export const singleModel: Builder = (facts) =>
  answeringEndpoint(facts, ({ id, words }) => ({
    containers: [containerOf(facts, words || 'the model', { id, isNamed: id === '' })],
  }));

/** Many models behind one endpoint: SageMaker loads each from a prefix when it is called. */
export const multiModel: Builder = (facts) =>
  answeringEndpoint(facts, (variant) => {
    const container = containerOf(facts, ofVariant('the models', variant), { id: variant.id, data: 'all-models' });
    return { containers: [{ ...container, definition: { ...container.definition, ...CACHE } }] };
  });

/** "container 1", or "container 1 of the candidate" */
const ofVariant = (what: string, { words }: Pick<Variant, 'words'>): string =>
  words === '' ? what : `${what} of ${words}`;

/** Models that were called stay in memory until others need the room. The default, stated. */
const CACHE: Record<string, Value> = { MultiModelConfig: { ModelCacheSetting: 'Enabled' } };

/** Up to 15 containers on each instance; the caller names the one to invoke (`TargetContainerHostname`). */
export const multiContainer: Builder = (facts) => {
  const { models, containers } = facts.serving;
  const count = Math.min(CONTAINERS_MAX, Math.max(2, models, containers));
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  return [
    ...answeringEndpoint(facts, (variant) => ({
      containers: numbers.map((number) => {
        const container = containerOf(facts, ofVariant(`container ${number}`, variant), {
          id: `${number}${variant.id}`,
        });
        return { ...container, definition: { ContainerHostname: hostname(number), ...container.definition } };
      }),
      properties: { InferenceExecutionConfig: { Mode: 'Direct' } },
    })),
    hostnames(numbers),
  ];
};

const hostname = (number: number): string => `container-${number}`;

const hostnames = (numbers: readonly number[]): Part => ({
  outputs: {
    ContainerHostnames: {
      Description: 'TargetContainerHostname of each container, in order.',
      Value: numbers.map(hostname).join(', '),
    },
  },
});

/** Containers through which each request passes in order. */
export const inferencePipeline: Builder = (facts) =>
  answeringEndpoint(facts, (variant) => pipelineShape(facts, variant));

/** The containers in their order, each with a model or without one: a step that cleans data often has none. */
export function pipelineShape(
  facts: DeploymentFacts,
  variant: Pick<Variant, 'id' | 'words'> = { id: '', words: '' },
): ModelShape {
  const count = Math.min(CONTAINERS_MAX, Math.max(2, facts.serving.containers));
  return {
    containers: Array.from({ length: count }, (_, at) =>
      containerOf(facts, ofVariant(`container ${at + 1}`, variant), { id: `${at + 1}${variant.id}`, data: 'optional' }),
    ),
    properties: { InferenceExecutionConfig: { Mode: 'Serial' } },
  };
}
