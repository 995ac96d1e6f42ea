import { QUOTAS } from '../../recommender/index.ts';
import { type DeploymentFacts, longestOf } from '../facts.ts';
import { type Part, type Resource, ref, type Value } from '../template.ts';
import { ALARM_TOPIC, servingAlarms, variantDimensions } from './alarms.ts';
import { type Counts, countsOf } from './counts.ts';
import { dataCapture, endpointPart, instanceVariant } from './endpoint.ts';
import { type Container, modelResource } from './model.ts';
import { CANDIDATE, MAIN, tagsPart } from './names.ts';
import { networkPart, networkProperties, networkStatements } from './network.ts';
import { executionRole } from './role.ts';
import { followLoad } from './scaling.ts';

/** The containers of one model resource, and what else it has. `id` ends the names of its parameters. */
export interface ModelShape {
  readonly containers: readonly Container[];
  readonly properties?: Readonly<Record<string, Value>>;
}

/** A variant, and how the logical IDs and parameters that belong to it start or end. */
interface Variant {
  readonly name: string;
  readonly id: string;
  readonly suffix: string;
  readonly weight: Value;
}

const ONLY: Variant = { name: MAIN, id: '', suffix: '', weight: 1 };
const SECOND: Variant = { name: CANDIDATE, id: 'Candidate', suffix: 'Candidate', weight: ref('CandidateWeight') };

const CANDIDATE_WEIGHT: Part = {
  parameters: {
    CandidateWeight: {
      Type: 'Number',
      Description: "The candidate's weight beside the main variant's 1: 0 sends it no traffic, 1 sends it half.",
      Default: 0,
      MinValue: 0,
      MaxValue: 1,
    },
  },
};

/** An endpoint on instances whose callers wait. A workload with several variants gets a second one, a candidate. */
export function answeringEndpoint(facts: DeploymentFacts, shapeOf: (suffix: string) => ModelShape): Part[] {
  const isCompared = facts.workload.requiresMultipleVariants === true;
  const variants = isCompared ? [ONLY, SECOND] : [ONLY];
  const shapes = variants.map(({ suffix }) => shapeOf(suffix));
  const containers = shapes.flatMap((shape) => shape.containers);
  const capture = dataCapture(facts);
  const counts = countsOf(facts);
  return [
    ...containers.map(({ part }) => part),
    counts.part,
    networkPart(facts),
    capture.part,
    ...(isCompared ? [CANDIDATE_WEIGHT] : []),
    executionRole([
      ...containers.flatMap(({ statements }) => statements),
      ...capture.statements,
      ...networkStatements(facts),
    ]),
    ...shapes.map((shape, at) =>
      modelResource(`${variants[at]?.id}Model`, shape.containers, { ...shape.properties, ...networkProperties(facts) }),
    ),
    endpointPart(
      facts,
      variants.map(({ name, id, weight }) => instanceVariant(facts, name, `${id}Model`, weight, counts.start)),
      capture.properties,
    ),
    ALARM_TOPIC,
    tagsPart(facts),
    { resources: Object.assign({}, ...variants.map((variant) => watched(facts, variant, counts))) },
    callerTimeout(facts),
  ];
}

/** The scaling and the alarms of a variant. */
function watched(facts: DeploymentFacts, { name, id }: Variant, counts: Counts): Record<string, Resource> {
  const scales = facts.serving.scaling === 'auto-scaling';
  const of = name === MAIN ? 'the endpoint' : 'the candidate';
  return {
    ...(scales && followLoad(facts, name, id, counts)),
    ...servingAlarms(facts, variantDimensions(name), id, of),
  };
}

/** A slow call needs a longer socket time-out in the client than its SDK's default (API InvokeEndpoint, 2026-09). */
export function callerTimeout(facts: DeploymentFacts): Part {
  if ((longestOf(facts) ?? 0) <= QUOTAS.slowCall.value) return {};
  return {
    outputs: {
      ClientTimeoutSeconds: {
        Description: 'Socket time-out to set in the SDK of callers: requests may take almost as long as AWS allows.',
        Value: String(QUOTAS.slowCallClientTimeout.value),
      },
    },
  };
}
