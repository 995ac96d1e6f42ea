import {
  hostingTitle,
  type InferenceOptionId,
  optionTitle,
  type Reason,
  type Recommendation,
  type RejectedOption,
} from '../../../recommender/index.ts';
import { fitSentence } from '../../../wording/differences.ts';
import type { Subject } from '../../../wording/read-what-if.ts';
import { OUTSIDE_TITLE } from '../../../wording/savings.ts';
import { headline } from '../../../wording/sentences.ts';
import { section } from '../blocks.ts';
import { buildOptionsFields, buildOptionsTable, optionRows } from '../message/options.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines, reasonLine } from '../mrkdwn.ts';
import { stillOpenLines } from './what-if.ts';

const REASONS_MAX = 6;
const CHANGE_MAX = 400;
const TEXT_MAX = 2900;

const VERDICTS: Readonly<Record<RejectedOption['verdict'], string>> = {
  'ruled-out': 'is ruled out',
  outranked: "fits, but isn't the choice",
};

/** Why not one option or hosting pattern: the reasons with their sources, and what it would need. */
export function buildWhyNot(recommendation: Recommendation, subject: Subject): Message {
  return subject.kind === 'option'
    ? aboutOption(recommendation, subject.option)
    : aboutHosting(recommendation, subject.hosting);
}

export function buildWhy(recommendation: Recommendation): Message {
  const { choice, rationale, rejected } = recommendation;
  if (choice !== null) return answer(`*Why ${optionTitle(choice.option)}:*`, rationale, stillOpenLines(recommendation));
  const strongest = rejected.flatMap(({ title, reasons: [first] }) =>
    first ? [{ ...first, text: `Not ${title}: ${first.text}` }] : [],
  );
  return answer('*No option fits:*', strongest);
}

function aboutOption(recommendation: Recommendation, option: RejectedOption['option']): Message {
  const rejected = recommendation.rejected.find((other) => other.option === option);
  if (rejected === undefined) return isTheChoice(optionTitle(option), recommendation);
  const fits = fitSentence(rejected, recommendation.workload);
  const change = fits === undefined ? [] : [`_${escapeWithin(fits, CHANGE_MAX)}_`];
  const after = [...change, ...stillOpenLines(recommendation)];
  return answer(`*${rejected.title}* ${VERDICTS[rejected.verdict]}:`, rejected.reasons, after);
}

function aboutHosting(
  recommendation: Recommendation,
  hosting: Extract<Subject, { kind: 'hosting' }>['hosting'],
): Message {
  const title = hostingTitle(hosting);
  if (recommendation.choice?.hosting === hosting) return isTheChoice(title, recommendation);
  const rejected = recommendation.rejectedHosting.find((other) => other.hosting === hosting);
  if (rejected === undefined) {
    return answer(`*${title}* wasn't considered: nothing you stated calls for sharing an endpoint.`, []);
  }
  return answer(`*Not ${title}:*`, rejected.reasons);
}

const isTheChoice = (title: string, recommendation: Recommendation): Message =>
  answer(`*${title}* is the choice:`, recommendation.rationale, stillOpenLines(recommendation));

function answer(
  heading: string,
  reasons: readonly Pick<Reason, 'text' | 'source'>[],
  after: readonly string[] = [],
): Message {
  const lines = [heading, ...reasons.slice(0, REASONS_MAX).map((reason) => `• ${reasonLine(reason)}`), ...after];
  const [first] = reasons;
  const text = `${heading.replaceAll('*', '')}${first === undefined ? '' : ` ${escapeWithin(first.text, CHANGE_MAX)}`}`;
  return { text, blocks: [section(joinLines(lines, TEXT_MAX))] };
}

const HEADLINE_MAX = 300;
const COMPARE_TEXT_MAX = 1800;

/** All four options side by side, or those that are named, and what the others would need. */
export function buildCompare(
  recommendation: Recommendation,
  { table = true, options = [] }: { table?: boolean; options?: readonly InferenceOptionId[] } = {},
): Message {
  const isMeant = (option: InferenceOptionId): boolean => options.length === 0 || options.includes(option);
  const rows = optionRows(recommendation).filter(({ option }) => isMeant(option));
  const changes = recommendation.rejected.flatMap((rejected) => {
    const fits = isMeant(rejected.option) ? fitSentence(rejected, recommendation.workload) : undefined;
    return fits === undefined ? [] : [`• ${escapeWithin(fits, CHANGE_MAX)}`];
  });
  const below = joinLines(['*What each would need*', ...changes], COMPARE_TEXT_MAX);
  const outside = (recommendation.outside ?? []).map((line) => `• ${reasonLine(line)}`);
  const named = options.length === 0 ? 'All options' : rows.map(({ title }) => title).join(' and ');
  return {
    text: `${named} compared. ${escapeWithin(headline(recommendation), HEADLINE_MAX)}`,
    blocks: [
      table ? buildOptionsTable(rows) : buildOptionsFields(rows),
      ...(changes.length === 0 ? [] : [section(below)]),
      ...(outside.length === 0 || options.length > 0
        ? []
        : [section(joinLines([`*${OUTSIDE_TITLE}*`, ...outside], COMPARE_TEXT_MAX))]),
    ],
  };
}
