import type { Template } from '../../../src/deploy/template.ts';
import { instanceTypeOf } from '../../../src/recommender/index.ts';
import { at, kindOf, list, ofVariants, type Rule, resourcesOf, variantsOf } from './rule.ts';

// On which instance types a variant runs: one, several by priority, or what was reserved.

/** What a property is where its condition holds, and where it doesn't. */
const branchesOf = (value: unknown): unknown[] => {
  const choice = at(value, 'Fn::If');
  return choice === undefined ? [value] : [at(choice, 1), at(choice, 2)];
};

const isGiven = (value: unknown): boolean => value !== undefined && at(value, 'Ref') !== 'AWS::NoValue';

const poolsOf = (variant: unknown): readonly unknown[] =>
  branchesOf(at(variant, 'InstancePools')).filter(isGiven).flatMap(list);

const typesOf = (variant: unknown): string[] => poolsOf(variant).map((pool) => String(at(pool, 'InstanceType')));

const familyOf = (type: string): string => type.split('.')[1] ?? '';

/** The families on which a host image may be set (DG inference-gpu-drivers, 2026-09). */
const SETTABLE: Readonly<Record<string, readonly string[]>> = {
  'al2-ami-sagemaker-inference-gpu-3-1': ['p4d', 'p4de', 'p5', 'g4dn', 'g5', 'g6', 'g6e'],
  'al2023-ami-sagemaker-inference-gpu-4-1': ['p4d', 'p4de', 'p5', 'p5e', 'p5en', 'g4dn', 'g5', 'g6', 'g6e'],
};

/** The host images that a template's variants may get, written out or by a parameter. */
function hostImagesIn({ Parameters }: Template, variant: unknown): string[] {
  const { Default = '', AllowedPattern = '' } = Parameters['InferenceAmiVersion'] ?? {};
  const stated = `${JSON.stringify(at(variant, 'InferenceAmiVersion') ?? '')} ${Default} ${AllowedPattern}`;
  return [...new Set(stated.match(/al2[a-z0-9-]*-ami-sagemaker-inference-[a-z]+(?:-\d+)+/g))];
}

const SECONDS = { least: 300, most: 3600 };

const shapeOf = (type: string): string => {
  const spec = instanceTypeOf(type);
  return `${spec?.gpuCount} GPUs, ${spec?.hasLocalDisk ? 'disks' : 'no disk'}, ${spec?.isArm ? 'Arm' : 'x86'}`;
};

export const POOL_RULES: readonly Rule[] = [
  ofVariants('A variant on instances has one type, or pools in its place', (variant) => {
    if (at(variant, 'ServerlessConfig') !== undefined) return undefined;
    const [types, pools] = [at(variant, 'InstanceType'), at(variant, 'InstancePools')].map(branchesOf);
    const most = Math.max(types?.length ?? 0, pools?.length ?? 0);
    const conditions = [at(variant, 'InstanceType', 'Fn::If', 0), at(variant, 'InstancePools', 'Fn::If', 0)];
    if (isGiven(at(variant, 'InstancePools')) && conditions[0] !== conditions[1]) return 'two conditions';
    const cases = Array.from({ length: most }, (_, one) => [
      types?.[types.length === 1 ? 0 : one],
      pools?.[pools.length === 1 ? 0 : one],
    ]);
    const odd = cases.find((given) => given.filter(isGiven).length !== 1);
    return odd && (odd.some(isGiven) ? 'both' : 'neither');
  }),
  ofVariants('Pools are 2 to 5 types, each once, by priority from 1', (variant) => {
    if (at(variant, 'InstancePools') === undefined) return undefined;
    const [pools, types] = [poolsOf(variant), typesOf(variant)];
    if (pools.length < 2 || pools.length > 5 || new Set(types).size < types.length) return types.join(', ');
    const priorities = pools.map((pool) => at(pool, 'Priority'));
    return priorities.some((priority, index) => priority !== index + 1) && `priorities ${priorities.join(', ')}`;
  }),
  ofVariants(
    'What serves as one type does for another: all types of a pool have as many GPUs, disks or none',
    (variant) => {
      const shapes = new Set(typesOf(variant).map(shapeOf));
      return shapes.size > 1 && [...shapes].join('; ');
    },
  ),
  ofVariants('The host image of a pool may be set on each of its types', (variant, _, template) => {
    const images = hostImagesIn(template, variant);
    if (at(variant, 'InferenceAmiVersion') === undefined) return undefined;
    return typesOf(variant)
      .filter((type) => images.some((image) => !SETTABLE[image]?.includes(familyOf(type))))
      .join(', ');
  }),
  ofVariants(
    'Pools are tried for 300 to 3,600 s, and requests go to the least busy instance',
    (variant, configuration) => {
      if (typesOf(variant).length === 0) return undefined;
      const seconds = Number(branchesOf(at(variant, 'VariantInstanceProvisionTimeoutInSeconds'))[0]);
      if (!(seconds >= SECONDS.least && seconds <= SECONDS.most)) return `${seconds} s`;
      const strategy = at(variant, 'RoutingConfig', 'RoutingStrategy');
      const isQueue = at(configuration, 'AsyncInferenceConfig') !== undefined;
      return !isQueue && strategy !== 'LEAST_OUTSTANDING_REQUESTS' && `routed ${strategy}`;
    },
  ),
  {
    says: 'Pools are for one model or for components',
    faults: (template) =>
      variantsOf(template).some(({ variant }) => typesOf(variant).length > 0) && kindOf(template) !== 'components'
        ? resourcesOf(template, 'AWS::SageMaker::Model')
            .filter(
              ([, { Properties }]) =>
                Properties['Containers'] !== undefined || at(Properties, 'PrimaryContainer', 'Mode') === 'MultiModel',
            )
            .map(([id]) => id)
        : [],
  },
  {
    says: 'A training plan is of one variant with one type, and who enters it is told that it ends',
    faults(template) {
      const variants = variantsOf(template).filter(({ variant }) => isGiven(at(variant, 'CapacityReservationConfig')));
      const parameter = template.Parameters['TrainingPlanArn'];
      if (variants.length === 0) return parameter === undefined ? [] : ['TrainingPlanArn: not used'];
      const [only, ...more] = variants;
      const hasPools = typesOf(only?.variant).length > 0;
      return [
        ...(more.length > 0 ? [`${variants.length} variants`] : []),
        ...(hasPools ? ['pools beside the plan'] : []),
        ...(/stops serving when the plan ends/.test(parameter?.Description ?? '') ? [] : ['its end is not told']),
      ];
    },
  },
];
