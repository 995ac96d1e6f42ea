import type { DeploymentFacts } from '../facts.ts';
import { iff, isGiven, NO_VALUE, type Parameter, type Part, ref, type Value } from '../template.ts';
import { DAY_PATTERN, TAG_PATTERN } from './names.ts';

const tag = (description: string, value: string, pattern = TAG_PATTERN): Parameter => ({
  Type: 'String',
  Description: `${description} Empty: no tag.`,
  Default: value,
  AllowedPattern: pattern,
});

/** The parameters of the tags. */
export function tagsPart({ tags }: DeploymentFacts): Part {
  return {
    parameters: {
      Owner: tag('Tag "owner": who answers for it.', tags.owner),
      ReviewUrl: tag('Tag "review": the review that decided it, without a query.', tags.review),
      Expiry: tag('Tag "expiry": the day to review or remove it, as YYYY-MM-DD.', tags.expiry, DAY_PATTERN),
    },
    conditions: {
      HasOwner: isGiven('Owner'),
      HasReviewUrl: isGiven('ReviewUrl'),
      HasExpiry: isGiven('Expiry'),
    },
  };
}

const tagIf = (condition: string, key: string, parameter: string): Value =>
  iff(condition, { Key: key, Value: ref(parameter) }, NO_VALUE);

/** The value of `Tags`: an empty parameter leaves its tag out. */
export const TAGS: Value = [
  tagIf('HasOwner', 'owner', 'Owner'),
  tagIf('HasReviewUrl', 'review', 'ReviewUrl'),
  tagIf('HasExpiry', 'expiry', 'Expiry'),
];
