import { QUOTAS } from '../../recommender/index.ts';
import { type DeploymentFacts, longestOf } from '../facts.ts';
import { type Part, type Resource, ref, type Value } from '../template.ts';
import { type Counts, countsOf } from './counts.ts';
import { dataCapture, endpointPart, instanceVariant } from './endpoint.ts';
import { type Container, modelResource } from './model.ts';
import { MAIN } from './names.ts';
import { networkPart, networkProperties, networkStatements } from './network.ts';
import { operated } from './operated.ts';
import { capacityOf } from './pools.ts';
import { executionRole } from './role.ts';
import { uncounted } from './rollout.ts';
import { followLoad } from './scaling.ts';
import { rollbackAlarms, variantAlarms } from './serving-alarms.ts';

/** The containers of one model resource, and what else it has. `id` ends the names of its parameters. */
export interface ModelShape {
  readonly containers: readonly Container[];
  readonly properties?: Readonly<Record<string, Value>>;
}

/** A variant, and how what belongs to it is called. */
export interface Variant {
  readonly name: string;
  /** Starts its logical IDs and ends its parameters; empty of the main one. */
  readonly id: string;
  /** What sentences call it; empty of the main one. */
  readonly words: string;
  readonly weight: Value;
}

const ONLY: Variant = { name: MAIN, id: '', words: '', weight: 1 };

/** The first keeps its name and IDs when others are added. */
function candidate(number: number, count: number): Variant {
  const end = number === 1 ? '' : String(number);
  const id = `Candidate${end}`;
  return {
    name: ['candidate', end].filter(Boolean).join('-'),
    id,
    words: count === 1 ? 'the candidate' : `candidate ${number}`,
    weight: ref(weightOf(id)),
  };
}

const weightOf = (id: string): string => `${id}Weight`;

/** The main variant has a weight of 1. Each is sized for an even share, so others have as much until somebody changes it. */
function weightPart({ id, words }: Variant): Part {
  const whose = words.charAt(0).toUpperCase() + words.slice(1);
  return {
    parameters: {
      [weightOf(id)]: {
        Type: 'Number',
        Description: `${whose}'s weight beside the main variant's 1. 1: an even share of the traffic, for which each variant is sized. Less: the others get the rest, beyond their size at the peak. 0: none.`,
        Default: 1,
        MinValue: 0,
        MaxValue: 1,
      },
    },
  };
}

/** An endpoint on instances whose callers wait. A workload with several variants gets a candidate for each beside the main one. */
export function answeringEndpoint(facts: DeploymentFacts, shapeOf: (variant: Variant) => ModelShape): Part[] {
  const stated = facts.serving.variants;
  const candidates = Array.from({ length: facts.shown - 1 }, (_, at) => candidate(at + 1, stated - 1));
  const variants = [ONLY, ...candidates];
  const models = variants.map((variant) => ({ id: `${variant.id}Model`, variant, shape: shapeOf(variant) }));
  const containers = models.flatMap(({ shape }) => shape.containers);
  const capture = dataCapture(facts);
  const counts = countsOf(facts);
  const alarms = rollbackAlarms(
    facts,
    variants.map(({ id }) => id),
  );
  return [
    ...containers.map(({ part }) => part),
    capacityOf(facts).part,
    counts.part,
    networkPart(facts),
    capture.part,
    ...candidates.map(weightPart),
    executionRole(facts, [
      ...containers.flatMap(({ statements }) => statements),
      ...capture.statements,
      ...networkStatements(facts),
    ]),
    ...models.map(({ id, shape }) =>
      modelResource(facts, id, shape.containers, { ...shape.properties, ...networkProperties(facts) }),
    ),
    endpointPart(
      facts,
      models.map(({ id, variant }) => instanceVariant(facts, variant.name, id, variant.weight, counts.start)),
      alarms,
      capture.properties,
    ),
    ...operated(facts),
    { resources: Object.assign({}, ...variants.map((variant) => watched(facts, variant, counts))) },
    callerTimeout(facts),
    { notes: [...restNotes(stated, facts.shown), ...uncounted(facts, alarms)] },
  ];
}

function restNotes(stated: number, shown: number): string[] {
  if (stated <= shown) return [];
  return [
    `The template has the first ${shown} of ${stated} variants. Add each of the others as a copy of the last one, with its model, weight, scaling and alarms.`,
  ];
}

function watched(facts: DeploymentFacts, { name, id, words }: Variant, counts: Counts): Record<string, Resource> {
  const scales = facts.serving.scaling === 'auto-scaling';
  return {
    ...(scales && followLoad(facts, name, id, counts)),
    ...variantAlarms(facts, name, id, words || 'the endpoint'),
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
