import { QUOTAS } from '../../recommender/index.ts';
import type { Builder, DeploymentFacts } from '../facts.ts';
import { answeringEndpoint, type ModelShape } from '../parts/answering.ts';
import { containerOf } from '../parts/model.ts';

const CONTAINERS_MAX = QUOTAS.containersPerEndpoint.value;

/** Containers through which each request passes in order. */
export const inferencePipeline: Builder = (facts) => answeringEndpoint(facts, (suffix) => pipelineShape(facts, suffix));

/** The containers in their order, each with a model or without one: a step that cleans data often has none. */
export function pipelineShape(facts: DeploymentFacts, suffix = ''): ModelShape {
  const count = Math.min(CONTAINERS_MAX, Math.max(2, facts.serving.containers));
  return {
    containers: Array.from({ length: count }, (_, at) =>
      containerOf(facts, `container ${at + 1}`, `${at + 1}${suffix}`, 'optional'),
    ),
    properties: { InferenceExecutionConfig: { Mode: 'Serial' } },
  };
}
