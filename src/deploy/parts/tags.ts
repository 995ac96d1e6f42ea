import type { DeploymentFacts } from '../facts.ts';
import { iff, isGiven, NO_VALUE, type Parameter, type Part, ref, type Value } from '../template.ts';
import { DAY_PATTERN, TAG_PATTERN } from './names.ts';

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

/** The parameters of the tags. One that the team's policy requires has no default, and takes no empty value. */
export function tagsPart({ tags, requiredTags }: DeploymentFacts): Part {
  const parameters: Record<string, Parameter> = {};
  for (const { key, parameter, what, pattern } of OWN) {
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
  return { parameters, conditions: Object.fromEntries(OWN.map((tag) => [tag.condition, isGiven(tag.parameter)])) };
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
export function tagsOf({ requiredTags }: DeploymentFacts): Value {
  return [
    ...OWN.map(({ key, parameter, condition }) => iff(condition, { Key: key, Value: ref(parameter) }, NO_VALUE)),
    ...requiredBeside(requiredTags).map(({ key, parameter }) => ({ Key: key, Value: ref(parameter) })),
  ];
}
