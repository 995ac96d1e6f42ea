import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../escape-within.ts';
import { joinLines } from '../join-lines.ts';
import type { Section } from './section.ts';

const NOTE_MAX = 300;
const TEXT_MAX = 900;

/** The date of the prices, and what is to be known about the amounts; the amounts themselves stand beside the options. */
export const costsSection: Section = {
  id: 'costs',
  build({ recommendation: { costs, facts } }) {
    if (costs.length === 0) return [];
    const notes = new Set(costs.flatMap(({ note }) => (note ? [escapeWithin(note, NOTE_MAX)] : [])));
    const lines = [
      `*Cost* with the prices of ${escapeWithin(facts.pricesAsOf, NOTE_MAX)}`,
      ...[...notes].map((note) => `• ${note}`),
    ];
    return [{ type: 'section', text: mrkdwn(joinLines(lines, TEXT_MAX)) }];
  },
};
