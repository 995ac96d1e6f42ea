import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../escape-within.ts';
import { joinLines } from '../join-lines.ts';
import type { Section } from './section.ts';

/** The nearest changes come first, and the nearest are what a team can act on. */
const FLIPS_MAX = 2;
const FLIP_MAX = 300;
const TEXT_MAX = 700;

/** What would make the answer another one. */
export const flipsSection: Section = {
  id: 'flips',
  build({ recommendation: { flips } }) {
    if (flips.length === 0) return [];
    const lines = flips.slice(0, FLIPS_MAX).map(({ text }) => `• ${escapeWithin(text, FLIP_MAX)}`);
    return [{ type: 'section', text: mrkdwn(joinLines(['*What would change the answer*', ...lines], TEXT_MAX)) }];
  },
};
