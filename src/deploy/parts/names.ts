import type { DeploymentFacts } from '../facts.ts';
import { iff, isGiven, NO_VALUE, type Parameter, type Part, ref, type Template, type Value } from '../template.ts';

// What the resources of a stack are called, and the tags that they carry.

/** The variant's name. It never changes: a scaling target and a guarded update are bound to it. */
export const MAIN = 'main';

/** A stack, a job and a file take it: a letter, then lower-case letters, digits and hyphens, at most 26. */
const SLUG_MAX = 26;
const FALLBACK = 'model';

/** "Fraud scoring (v2)" as `fraud-scoring-v2`; `model` where nothing is left of it. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, SLUG_MAX)
    .replace(/-$/, '');
  return plain === '' ? FALLBACK : plain;
}

/** Control characters, line separators and what turns the direction of a text: none belongs in a template. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]+/gu;

/** What CloudFormation would look up begins with it: `{{resolve:ssm:NAME}}`. */
const REFERENCE = /\{(?=\{)/g;

/** A text on one line, for a comment or a description, that refers to nothing; at most `max` UTF-16 units. */
export function oneLine(text: string, max: number): string {
  const plain = text.replace(UNPRINTABLE, ' ').replace(REFERENCE, '{ ').replace(/\s+/g, ' ').trim();
  if (plain.length <= max) return plain;
  return `${plain.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** "one, two and three" */
export const joined = (names: readonly string[], word: 'and' | 'or'): string =>
  [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(` ${word} `);

const TAG_MAX = 256;

/** What a tag's value may hold (Tag, SageMaker AI API Reference, 2026-09): other characters are dropped. */
export const TAG_PATTERN = '^[a-zA-Z0-9 _.:/=+@-]*$';

/** A tag's value as AWS takes it; the query of an address is dropped. */
export function tagValue(text: string): string {
  return text
    .replace(/[?#].*$/s, '')
    .replace(/[^a-zA-Z0-9 _.:/=+@-]/g, '')
    .slice(0, TAG_MAX)
    .trim();
}

export const DAY_PATTERN = '^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$';

/** "2027-05-01" as it is; nothing of any other text. */
export const dayOf = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');

const NON_EMPTY = TAG_PATTERN.replace(/\*\$$/, '+$');

/** A tag of ours, which may be left out. */
interface OwnTag {
  readonly key: string;
  readonly parameter: string;
  readonly condition: string;
  readonly what: string;
  readonly pattern: string;
}

const OWN: readonly OwnTag[] = [
  { key: 'owner', parameter: 'Owner', condition: 'HasOwner', what: 'who answers for it.', pattern: TAG_PATTERN },
  {
    key: 'review',
    parameter: 'ReviewUrl',
    condition: 'HasReviewUrl',
    what: 'the review that decided it, without a query.',
    pattern: TAG_PATTERN,
  },
  {
    key: 'expiry',
    parameter: 'Expiry',
    condition: 'HasExpiry',
    what: 'the day to review or remove it, as YYYY-MM-DD.',
    pattern: DAY_PATTERN,
  },
];

/** Those that were asked for, or that the team's policy requires. */
const ownTags = ({ extras, requiredTags }: DeploymentFacts): OwnTag[] =>
  OWN.filter(({ key }) => extras.has('tags') || requiredTags.includes(key));

/** The parameters of the tags. One that the team's policy requires has no default, and takes no empty value. */
export function tagsPart(facts: DeploymentFacts): Part {
  const { tags, requiredTags } = facts;
  const own = ownTags(facts);
  const parameters: Record<string, Parameter> = {};
  for (const { key, parameter, what, pattern } of own) {
    const isRequired = requiredTags.includes(key);
    const value = tags[key as keyof typeof tags];
    parameters[parameter] = {
      Type: 'String',
      Description: `Tag "${key}": ${what} ${isRequired ? "Your team's policy requires it." : 'Empty: no tag.'}`,
      ...(!(isRequired && value === '') && { Default: value }),
      AllowedPattern: isRequired ? pattern.replace(/^\^\$\|/, '').replace(/\*\$$/, '+$') : pattern,
    };
  }
  for (const { key, parameter } of requiredBeside(requiredTags)) {
    const Description = `Tag "${key}". Your team's policy requires it.`;
    parameters[parameter] = { Type: 'String', Description, AllowedPattern: NON_EMPTY };
  }
  return { parameters, conditions: Object.fromEntries(own.map((tag) => [tag.condition, isGiven(tag.parameter)])) };
}

/** The required tags that aren't ours, with a parameter for each: `TagCostCenter` for `cost-center`. */
function requiredBeside(keys: readonly string[]): { key: string; parameter: string }[] {
  const taken = new Set<string>();
  return keys
    .filter((key) => OWN.every((tag) => tag.key !== key))
    .map((key) => {
      const words = key.split(/[^a-zA-Z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
      const name = `Tag${words.join('')}`;
      let parameter = name;
      for (let number = 2; taken.has(parameter.toLowerCase()); number += 1) parameter = `${name}${number}`;
      taken.add(parameter.toLowerCase());
      return { key, parameter };
    });
}

/** The value of `Tags`: an empty parameter of ours leaves its tag out. */
export function tagsOf(facts: DeploymentFacts): readonly Value[] {
  return [
    ...ownTags(facts).map(({ key, parameter, condition }) =>
      iff(condition, { Key: key, Value: ref(parameter) }, NO_VALUE),
    ),
    ...requiredBeside(facts.requiredTags).map(({ key, parameter }) => ({ Key: key, Value: ref(parameter) })),
  ];
}

/** The types of resources that take `Tags` as keys and values (CFN template reference, 2026-09; schedules and scaling take none). */
const TAGGED = new Set([
  'AWS::CloudWatch::Alarm',
  'AWS::IAM::Role',
  'AWS::Logs::LogGroup',
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::EndpointConfig',
  'AWS::SageMaker::InferenceComponent',
  'AWS::SageMaker::Model',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::StepFunctions::StateMachine',
]);

/** What callers are billed for. */
const BILLED = new Set(['AWS::SageMaker::Endpoint', 'AWS::SageMaker::EndpointConfig', 'AWS::SageMaker::Model']);

/** The tags on every resource that takes them; on the endpoint alone where the template has no room for more. */
export function withTags(template: Template, facts: DeploymentFacts): Template {
  const { Resources, Loops } = template;
  const loops = Object.entries(Loops ?? {}).map(([name, loop]) => [
    name,
    { ...loop, resources: tagged(loop.resources, facts) },
  ]);
  return { ...template, Resources: tagged(Resources, facts), ...(Loops && { Loops: Object.fromEntries(loops) }) };
}

function tagged(resources: Template['Resources'], facts: DeploymentFacts): Template['Resources'] {
  const Tags = tagsOf(facts);
  if (Tags.length === 0) return resources;
  const types = facts.isTerse ? BILLED : TAGGED;
  return Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => [
      id,
      types.has(resource.Type) ? { ...resource, Properties: { ...resource.Properties, Tags } } : resource,
    ]),
  );
}
