import {
  type Assumption,
  formatCount,
  kindOf,
  labelOf,
  questionFor,
  type Recommendation,
} from '../../../recommender/index.ts';
import { splitAssumptions } from '../../../wording/sentences.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines, mrkdwn } from '../mrkdwn.ts';
import type { Detail } from './detail.ts';

const QUESTION_MAX = 150;

const ASSUMPTION_MAX = 300;

const TEXT_MAX = 2500;

/** What was taken for granted, as questions that the team can answer; those that decide the answer come first. */
export const assumptionsDetail: Detail = {
  id: 'assumptions',
  build({ recommendation }) {
    if (recommendation.assumptions.length === 0) return [];
    const { open, estimate } = splitAssumptions(recommendation);
    const lines = [
      '*Can you answer these?* Until then something is assumed.',
      ...open.filter((assumption) => !isNotNeeded(assumption)).map(questionLine),
      ...notNeededLine(open.filter(isNotNeeded)),
      ...estimate.map(({ text }) => `• For the estimate: ${escapeWithin(text, ASSUMPTION_MAX)}`),
    ];
    return [{ type: 'section', text: mrkdwn(joinLines(lines, TEXT_MAX)) }];
  },
};

function questionLine({ field, text }: Assumption): string {
  return `• *${escapeWithin(questionFor(field), QUESTION_MAX)}* ${escapeWithin(text, ASSUMPTION_MAX)}`;
}

/** A need that was taken as absent. There are many of them, and one line is enough to object to any. */
function isNotNeeded({ field, value }: Assumption): boolean {
  return (value === false && kindOf(field) === 'yes-or-no') || value === 'none';
}

function notNeededLine(assumptions: readonly Assumption[]): string[] {
  if (assumptions.length === 0) return [];
  const labels = assumptions.map(({ field }) => labelOf(field));
  return [`• *Is any of these needed?* Taken as no: ${escapeWithin(labels.join(', '), ASSUMPTION_MAX * 2)}.`];
}

/** What was taken for granted in the latest answer, as questions. */
export function buildAssumptions(recommendation: Recommendation): Message {
  const { assumptions } = recommendation;
  if (assumptions.length === 0) {
    const text = 'Nothing was assumed: everything that matters for this answer was stated.';
    return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
  }
  return {
    text: `${formatCount(assumptions.length, 'assumption')} to check.`,
    blocks: assumptionsDetail.build({ recommendation }),
  };
}
