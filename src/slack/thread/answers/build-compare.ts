import type { Recommendation } from '../../../recommender/index.ts';
import { headline } from '../../../wording/sentences.ts';
import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../../message/escape-within.ts';
import { joinLines } from '../../message/join-lines.ts';
import { optionRows } from '../../message/option-rows.ts';
import { buildOptionsFields, buildOptionsTable } from '../../message/options-table.ts';
import type { Message } from '../../message/review-card.ts';

const HEADLINE_MAX = 300;
const CHANGE_MAX = 400;
const TEXT_MAX = 1800;

/** All four options side by side, and what would have to change for those that were not chosen. */
export function buildCompare(recommendation: Recommendation, { table = true }: { table?: boolean } = {}): Message {
  const rows = optionRows(recommendation);
  const changes = recommendation.rejected.flatMap(({ title, wouldFitIf }) =>
    wouldFitIf === null ? [] : [`• ${title}: ${escapeWithin(wouldFitIf.text, CHANGE_MAX)}`],
  );
  const below = joinLines(['*What would have to change*', ...changes], TEXT_MAX);
  return {
    text: `All options compared. ${escapeWithin(headline(recommendation), HEADLINE_MAX)}`,
    blocks: [
      table ? buildOptionsTable(rows) : buildOptionsFields(rows),
      ...(changes.length === 0 ? [] : [{ type: 'section' as const, text: mrkdwn(below) }]),
    ],
  };
}
