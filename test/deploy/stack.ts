import { type ExtraId, renderDeployment } from '../../src/deploy/index.ts';
import type { Parameter, Template, Value } from '../../src/deploy/template.ts';
import { recommend, type Workload } from '../../src/recommender/index.ts';
import { parseTemplate } from '../support/parse-template.ts';

// Stacks as moto deploys them.

export const IMAGE = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/models/churn:1';
export const ARCHIVE = 's3://models/churn/model.tar.gz';

/** What a team might enter, tried in this order. */
const ENTERED = [
  IMAGE,
  ARCHIVE,
  's3://data/churn/',
  'arn:aws:sagemaker:eu-west-1:123456789012:model-package/churn/1',
  'arn:aws:iam::123456789012:role/serving',
  'text/csv',
  'Line',
  'cron(0 2 * * ? *)',
  'churn',
  '',
];

const LISTS: Readonly<Record<string, string>> = {
  'List<AWS::EC2::Subnet::Id>': 'subnet-0a1b2c3d,subnet-1a2b3c4d',
  'List<AWS::EC2::SecurityGroup::Id>': 'sg-0a1b2c3d',
};

function valueFor({ Type, AllowedPattern, AllowedValues, MinValue }: Parameter): string {
  if (Type === 'Number') return String(Math.max(2, MinValue ?? 2));
  const fits = (text: string): boolean =>
    AllowedValues?.includes(text) ?? (AllowedPattern === undefined || new RegExp(AllowedPattern).test(text));
  const value = LISTS[Type] ?? ENTERED.find(fits);
  if (value === undefined) throw new Error(`nothing fits ${AllowedPattern}`);
  return value;
}

/** moto makes none of these, and the stack completes. */
export const SKIPPED = /^AWS::(?:ApplicationAutoScaling|CloudWatch|Scheduler)::/;

export interface Stack {
  readonly name: string;
  readonly text: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The names of those that have no default. */
  readonly required: readonly string[];
}

/** moto knows g4dn, m5 and other families of their time; newer ones are written as those. */
const asMotoKnows = (text: string): string =>
  text.replaceAll(/\bml\.(?!(?:g4dn|[cmr]5d?|t2)\.)([a-z])[a-z0-9-]*\.\w+/g, (_, kind: string) =>
    kind === 'g' || kind === 'p' ? 'ml.g4dn.xlarge' : 'ml.m5.large',
  );

/**
 * moto takes a tag that is left out for one without a name, and a model with other tags for another: only the endpoint keeps its
 * tags here, or the model of a job.
 */
function withoutTags(text: string): string {
  const kept = text.includes('\n  Endpoint:\n') ? '  Endpoint:' : '  Model:';
  return text.replaceAll(/^ {2}\w+:\n(?: {4}.*\n)+/gm, (resource) =>
    resource.startsWith(kept) ? resource : resource.replace(/^ {6}Tags:\n(?: {8}.*\n)+/m, ''),
  );
}

/** A template, or a file that has one, as moto takes it. */
export const forMoto = (text: string): string => withoutTags(asMotoKnows(text));

/** moto needs one instance type and knows no pools. */
const FALLBACK = 'InstanceFallback';

/** The template of a workload, with a value for all that has no default. */
export function stackOf(workload: Workload, name: string, extras: readonly ExtraId[] = []): Stack {
  const rendered = renderDeployment(recommend(workload), { format: 'cloudformation', with: extras });
  if (!rendered.ok) throw new Error(rendered.text);
  const [file] = rendered.files;
  const text = forMoto(String(file?.content));
  const { Parameters } = parseTemplate(text);
  const required = Object.entries(Parameters).filter(([, { Default }]) => Default === undefined);
  return {
    name,
    text,
    required: required.map(([id]) => id),
    parameters: {
      ...Object.fromEntries(required.map(([id, parameter]) => [id, valueFor(parameter)])),
      ...(FALLBACK in Parameters && { [FALLBACK]: 'No' }),
    },
  };
}

/** As CreateStack takes it. */
export const inputOf = ({ name, text, parameters }: Stack) => ({
  StackName: name,
  TemplateBody: text,
  Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
  Capabilities: ['CAPABILITY_IAM' as const],
});

/** The first variant as it is without pools: what stands behind their condition is left out. */
export function variantWithoutPools({ Resources }: Template): Record<string, Value> {
  const [variant = {}] = Object(Resources['EndpointConfig']?.Properties['ProductionVariants']);
  return Object.fromEntries(
    Object.entries(variant as Record<string, Value>).flatMap(([key, value]) => {
      const [condition, , otherwise] = Object(value)['Fn::If'] ?? [];
      if (condition !== `Has${FALLBACK}`) return [[key, value]];
      return Object(otherwise)['Ref'] === 'AWS::NoValue' ? [] : [[key, otherwise]];
    }),
  );
}
