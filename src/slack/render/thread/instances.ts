import type { InstancesCompared } from '../../../advice/instances.ts';
import { formatGB, optionTitle, type Recommendation } from '../../../recommender/index.ts';
import { writeSize } from '../../../wording/sizes.ts';
import { section } from '../blocks.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines } from '../mrkdwn.ts';

const TEXT_MAX = 2900;
const LINE_MAX = 600;

/** What a review would be on each of some instances: type, count, cost, and whether they hold it, beside what is recommended. */
export function buildInstances(recommendation: Recommendation, compared: readonly InstancesCompared[]): Message {
  const { choice } = recommendation;
  const lines = compared.map((instances) => `• ${lineOf(instances, recommendation)}`);
  const today =
    choice === null ? [] : [`• *Recommended:* ${optionTitle(choice.option)}, ${sizeWords(recommendation)}.`];
  const heading = compared.map(({ named }) => named.name).join(' or ');
  return {
    text: `${escapeWithin(heading, LINE_MAX)}: ${compared.map(({ after }) => sizeWords(after)).join('; ')}`,
    blocks: [section(joinLines([...lines, ...today], TEXT_MAX))],
  };
}

function lineOf({ named, type, holds, after }: InstancesCompared, recommendation: Recommendation): string {
  const { choice } = after;
  const memory = named.memoryGiB === undefined ? '' : ` (${formatGB(named.memoryGiB)} each)`;
  const arm = named.name === 'AWS Graviton' ? ' Container images must be built for arm64.' : '';
  const name = `*${named.name}*${memory}`;
  if (choice === null) return `${name}, such as ${type}: no option fits.`;
  if (choice.instance?.type !== type)
    return `${name}: can't be chosen. ${optionTitle(choice.option)} stays the choice, and AWS runs its instances.`;
  const other = choice.option === recommendation.choice?.option ? '' : `, with ${optionTitle(choice.option)}`;
  if (holds !== true)
    return `${name}, such as ${type}${other}: ${escapeWithin(choice.sizing?.text ?? '', LINE_MAX)}${arm}`;
  const smaller = type === named.types[0] ? '' : ` ${named.types[0]} is too small.`;
  return `${name}${other}: ${sizeWords(after)}.${smaller}${arm}`;
}

function sizeWords(recommendation: Recommendation): string {
  const size = writeSize(recommendation);
  if (recommendation.choice === null) return 'no option fits';
  return escapeWithin(size === '' ? optionTitle(recommendation.choice.option) : size, LINE_MAX);
}
