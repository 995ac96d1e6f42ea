import type { KnownBlock } from '@slack/types';
import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../escape-within.ts';
import { joinLines } from '../join-lines.ts';
import { optionRows } from '../option-rows.ts';
import { buildOptionsFields, buildOptionsTable } from '../options-table.ts';
import type { ReviewCard } from '../review-card.ts';
import type { Section } from './section.ts';

const TITLE_MAX = 60;
const CHANGE_MAX = 300;
const TEXT_MAX = 1500;

/** All four options side by side: which one, why not the others, and what would have to change for them. */
export const optionsSection: Section = {
  id: 'options',
  build(card, { table }) {
    const rows = optionRows(card.recommendation);
    return [table ? buildOptionsTable(rows) : buildOptionsFields(rows), ...buildChanges(card)];
  },
};

function buildChanges({ recommendation: { rejected } }: ReviewCard): KnownBlock[] {
  const lines = rejected.flatMap(({ title, wouldFitIf }) =>
    wouldFitIf ? [`• ${escapeWithin(title, TITLE_MAX)}: ${escapeWithin(wouldFitIf.text, CHANGE_MAX)}`] : [],
  );
  if (lines.length === 0) return [];
  return [{ type: 'section', text: mrkdwn(joinLines(['*What would have to change*', ...lines], TEXT_MAX)) }];
}
