import { type DeploymentFacts, instanceOf } from '../facts.ts';
import { type Parameter, type Part, ref, type Value } from '../template.ts';
import { raisedMinimumPart } from './schedule.ts';

/** How many instances a template has: numbers, or parameters where nothing says how many the load takes. */
export interface Counts {
  /** Where it scales. */
  readonly min: Value;
  readonly start: Value;
  /** Where it scales. */
  readonly max: Value;
  /** In the busy hours, where scheduled actions raise the minimum for them. */
  readonly busyMin?: Value | undefined;
  /** The parameters, and what decides. */
  readonly part: Part;
}

const count = (Description: string, MinValue = 1): Parameter => ({
  Type: 'Number',
  Description,
  MinValue,
  ConstraintDescription: `At least ${MinValue}.`,
});

const ENTERED = {
  job: 'Instances of a run, as many as finish it in time. Measure one on a part of the dataset to know.',
  endpoint: 'Instances, as many as the peak takes. Measure one under load to know.',
} as const;

/** Why two are the least; empty where they aren't. */
const zonesText = (facts: DeploymentFacts): string =>
  facts.workload.availability === 'multi-az' && instanceOf(facts).start === 2
    ? ' At least 2, for two Availability Zones.'
    : '';

/** The counts of each variant or job. A size that isn't known is the team's to enter: none stands in for it. */
export function countsOf(facts: DeploymentFacts): Counts {
  const { min, start, max, busyMin } = instanceOf(facts);
  // Of components, copies are raised, and instances follow them.
  const raised = facts.serving.copies === null ? busyMin : undefined;
  if (!isSized(facts)) return enteredCounts(facts, raised);
  if (raised === undefined) return { min, start, max, part: {} };
  return {
    min,
    start,
    max,
    busyMin: raised,
    part: raisedMinimumPart(facts.workload, { min, busyMin: raised, of: 'instances' }),
  };
}

function enteredCounts(facts: DeploymentFacts, busyMin: number | undefined): Counts {
  const { min, start } = instanceOf(facts);
  const zones = zonesText(facts);
  const notes = facts.sizing === null ? [] : [`${facts.sizing.text} The template asks for the number of instances.`];
  if (!scales(facts)) {
    const isJob = facts.serving.scaling === 'per-job';
    const InstanceCount = isJob ? count(ENTERED.job) : count(ENTERED.endpoint + zones, start);
    const entered = ref('InstanceCount');
    return { min: entered, start: entered, max: entered, part: { parameters: { InstanceCount }, notes } };
  }
  const staysOn = min > 0;
  const raised = busyMin === undefined ? {} : raisedMinimumPart(facts.workload, { of: 'instances' });
  return {
    // To zero is what was chosen.
    min: staysOn ? ref('MinInstanceCount') : min,
    start: ref('InitialInstanceCount'),
    max: ref('MaxInstanceCount'),
    ...(busyMin !== undefined && { busyMin: ref('BusyMinInstanceCount') }),
    part: {
      parameters: {
        ...(staysOn && { MinInstanceCount: count(`Instances at least, as many as quiet hours take.${zones}`, start) }),
        ...(busyMin !== undefined && {
          BusyMinInstanceCount: count('Instances at least in the busy hours, as many as most of them take.', busyMin),
        }),
        InitialInstanceCount: count('Instances at the first deployment. Scaling changes them.', start),
        MaxInstanceCount: count(
          'Instances at most, as many as the peak takes and more than the least. Measure one under load to know.',
          start + 1,
        ),
        ...raised.parameters,
      },
      notes: [...notes, ...(raised.notes ?? [])],
    },
  };
}

/** Load and speed say how many instances it takes. */
export const isSized = ({ sizing }: DeploymentFacts): boolean => sizing?.basis !== 'unknown';

const scales = ({ serving: { scaling } }: DeploymentFacts): boolean => scaling !== 'fixed' && scaling !== 'per-job';
