import { QUOTAS } from '../../recommender/index.ts';
import type { Builder } from '../facts.ts';
import { answeringEndpoint } from '../parts/answering.ts';
import { containerOf } from '../parts/model.ts';
import type { Part } from '../template.ts';

const CONTAINERS_MAX = QUOTAS.containersPerEndpoint.value;

/** Up to 15 containers on each instance; the caller names the one to invoke (`TargetContainerHostname`). */
export const multiContainer: Builder = (facts) => {
  const { models, containers } = facts.serving;
  const count = Math.min(CONTAINERS_MAX, Math.max(2, models, containers));
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  return [
    ...answeringEndpoint(facts, (suffix) => ({
      containers: numbers.map((number) => {
        const container = containerOf(facts, `container ${number}`, `${number}${suffix}`);
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
