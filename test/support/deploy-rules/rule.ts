import type { Resource, Template, Value } from '../../../src/deploy/template.ts';

/** What a good template holds to and AWS's validator doesn't see. */
export interface Rule {
  /** What holds of a good template, as a sentence. */
  readonly says: string;
  /** Where it isn't, as "Target: minimum 3 over maximum 2". */
  faults(template: Template): string[];
}

export type Named = readonly [id: string, resource: Resource];

export const resourcesOf = (template: Template, type: string): Named[] =>
  Object.entries(template.Resources).filter(([, { Type }]) => Type === type);

/** A value by a path: `at(resource.Properties, 'AsyncInferenceConfig', 'OutputConfig')`. Undefined where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let found = value;
  for (const key of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined;
  return found;
}

/** A count; of one that the team has to enter the least that its parameter takes. NaN where it may be anything. */
export function countIn({ Parameters }: Template, value: unknown): number {
  const parameter = Parameters[String(at(value, 'Ref'))];
  return Number(parameter === undefined || parameter.Default !== undefined ? value : parameter.MinValue);
}

/** The request of a job, as the state machine sends it. */
export const jobOf = ({ Resources }: Template): unknown =>
  at(Resources['Run']?.Properties, 'Definition', 'States', 'Transform', 'Parameters');

export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

export const same = (one: unknown, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What serves, by what stands in the configuration. */
export type Kind = 'real-time' | 'components' | 'serverless' | 'asynchronous' | 'batch';

export function kindOf(template: Template): Kind {
  const [configuration] = resourcesOf(template, 'AWS::SageMaker::EndpointConfig');
  if (configuration === undefined) return 'batch';
  const { Properties } = configuration[1];
  if (at(Properties, 'AsyncInferenceConfig') !== undefined) return 'asynchronous';
  if (at(Properties, 'ProductionVariants', 0, 'ServerlessConfig') !== undefined) return 'serverless';
  return at(Properties, 'ProductionVariants', 0, 'ModelName') === undefined ? 'components' : 'real-time';
}

/** The variants of every configuration, each with the properties that it stands in. */
export const variantsOf = (template: Template): { id: string; variant: unknown; configuration: unknown }[] =>
  resourcesOf(template, 'AWS::SageMaker::EndpointConfig').flatMap(([id, { Properties }]) =>
    list(at(Properties, 'ProductionVariants')).map((variant) => ({ id, variant, configuration: Properties })),
  );

/** A rule for each member of a list; what it returns is put behind the member's name. */
export const each = (
  says: string,
  membersOf: (template: Template) => Named[],
  fault: (properties: Resource['Properties'], template: Template, resource: Resource) => string | false | undefined,
): Rule => ({
  says,
  faults: (template) =>
    membersOf(template).flatMap(([id, resource]) => {
      const found = fault(resource.Properties, template, resource);
      return found ? [`${id}: ${found}`] : [];
    }),
});

/** A rule for each variant; what it returns is put behind the ID of its configuration. */
export const ofVariants = (
  says: string,
  fault: (variant: unknown, configuration: unknown, template: Template) => string | false | undefined,
): Rule => ({
  says,
  faults: (template) =>
    variantsOf(template).flatMap(({ id, variant, configuration }) => {
      const found = fault(variant, configuration, template);
      return found ? [`${id}: ${found}`] : [];
    }),
});
