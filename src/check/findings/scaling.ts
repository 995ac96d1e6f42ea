import { page } from '../../account/findings/rule.ts';
import { PROVISIONED, variantOf } from '../costs.ts';
import { Fields } from '../fields.ts';
import { resourceIdOf } from '../resource-index.ts';
import type { Declared } from '../templates/declared.ts';
import { isKnown } from '../templates/unknown-text.ts';
import type { Seen, TemplateRule } from './finding.ts';

const TARGET = page('RegisterScalableTarget', 'autoscaling/application/APIReference/API_RegisterScalableTarget');
const ZERO = page('Scale an endpoint to zero instances', 'sagemaker/latest/dg/endpoint-auto-scaling-zero-instances');

const INSTANCES = 'sagemaker:variant:DesiredInstanceCount';

const capacities = ({ properties }: Declared) => {
  const fields = new Fields(properties);
  return { min: fields.number('MinCapacity', ''), max: fields.number('MaxCapacity', '') };
};

/** The variant that a target names, where its name is known. */
const namedVariant = (target: Declared): string | undefined => {
  const name = variantOf(target);
  return name === undefined || !isKnown(name) ? undefined : name;
};

const each = (find: (target: Declared, seen: Seen) => string | false | undefined): TemplateRule['find'] => {
  return (seen) => seen.served.targets.flatMap((target) => find(target, seen) || []);
};

/** Scaling that a deployment refuses, or that moves nothing. */
export const SCALING_RULES: readonly TemplateRule[] = [
  {
    code: 'template-capacity-bounds',
    severity: 'error',
    source: TARGET,
    find: each((target) => {
      const { min, max } = capacities(target);
      if (min === undefined || max === undefined || min <= max) return undefined;
      return `${target.address}: the minimum ${min} exceeds the maximum ${max}.`;
    }),
  },
  {
    code: 'template-zero-minimum',
    severity: 'error',
    source: ZERO,
    find: each((target, { runs }) => {
      const isInstances = target.properties['ScalableDimension'] === INSTANCES;
      if (!isInstances || capacities(target).min !== 0 || runs.option !== 'real-time' || runs.hosting === null)
        return undefined;
      if (runs.hosting === 'inference-components') return undefined;
      return `${target.address}: a real-time variant keeps at least 1 instance. Only inference components and asynchronous endpoints scale to zero.`;
    }),
  },
  {
    code: 'template-resource-id',
    severity: 'error',
    source: TARGET,
    find: each((target, { served }) => {
      const variant = namedVariant(target);
      const names = served.variants.map(({ name }) => name);
      if (variant === undefined || names.length === 0 || !names.every(isKnown) || names.includes(variant))
        return undefined;
      return `${target.address} scales the variant ${variant}, which the configuration doesn't have: ${names.join(', ')}.`;
    }),
  },
  {
    code: 'template-dimension',
    severity: 'error',
    source: TARGET,
    find: each((target, { runs }) => {
      const { ScalableDimension: dimension } = target.properties;
      if (dimension === INSTANCES && runs.option === 'serverless') {
        return `${target.address} scales instances, and a serverless endpoint has none.`;
      }
      if (dimension !== PROVISIONED || runs.option === null || runs.option === 'serverless') return undefined;
      return `${target.address} scales provisioned concurrency, which only serverless endpoints have.`;
    }),
  },
  {
    code: 'template-order',
    severity: 'error',
    source: TARGET,
    find: each(({ address, after, file, properties }, { served: { endpoint, components } }) => {
      if (after === null) return undefined;
      const isCopies = String(properties['ScalableDimension']).includes('inference-component');
      const scaled = (isCopies ? components : [endpoint]).filter((one) => one?.file === file);
      if (scaled.length === 0 || scaled.some((one) => one !== null && after.has(one.address))) return undefined;
      const what = isCopies ? 'component' : 'endpoint';
      return `${address} may be made before the ${what} that it scales, and then fails. Refer to the ${what} in ResourceId, or add DependsOn.`;
    }),
  },
  {
    code: 'template-policy-target',
    severity: 'error',
    find: ({ served: { policies, targets } }) =>
      policies.flatMap((policy) => {
        const id = resourceIdOf(policy);
        if (id === undefined || targets.length === 0) return [];
        if (targets.some((target) => resourceIdOf(target) === id) || !isKnown(id)) return [];
        return [`${policy.address} is for ${id}, which no scaling target has.`];
      }),
  },
  {
    code: 'template-no-policy',
    severity: 'warning',
    find: each((target, { served }) => {
      const id = resourceIdOf(target);
      const { policies, facts } = served;
      const { min, max } = capacities(target);
      const isMoved =
        policies.some((policy) => resourceIdOf(policy) === id) ||
        (facts.actions ?? []).some((action) => action.ResourceId === id);
      if (isMoved || min === undefined || min === max) return undefined;
      return `${target.address} has no policy and no schedule, so nothing scales.`;
    }),
  },
];
