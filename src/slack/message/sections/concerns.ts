import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../escape-within.ts';
import { joinLines } from '../join-lines.ts';
import { mentionFirst } from '../mention.ts';
import { openConcernsOf } from '../review-card.ts';
import type { Section } from './section.ts';

const TEXT_MAX = 250;
const LINES_MAX = 1100;

/** The open concerns by name; resolved ones are in the record and in the thread. */
export const concernsSection: Section = {
  id: 'concerns',
  build(card) {
    const open = openConcernsOf(card);
    if (open.length === 0) return [];
    const lines = open.map(({ text, raised }) => `• ${mentionFirst(raised.byId)}: ${escapeWithin(text, TEXT_MAX)}`);
    const heading = open.length === 1 ? '*One open concern*' : `*${open.length} open concerns*`;
    return [{ type: 'section', text: mrkdwn(joinLines([heading, ...lines], LINES_MAX)) }];
  },
};
