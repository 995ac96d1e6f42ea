import { writeWithPrices } from '../../../wording/price-date.ts';
import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../escape-within.ts';
import { joinLines } from '../join-lines.ts';
import type { Section } from './section.ts';

const NOTE_MAX = 400;
const PRICES_MAX = 60;
const TEXT_MAX = 900;

/** The date of the prices, and what is to be known about the choice's amount; the amounts stand beside the options. */
export const costsSection: Section = {
  id: 'costs',
  build({ recommendation: { choice, costs, facts } }) {
    const cost = costs.find(({ option }) => option === choice?.option) ?? costs[0];
    if (cost === undefined) return [];
    const prices = writeWithPrices(facts.pricesAsOf);
    const heading = `*Cost* a month${prices === undefined ? '' : `, ${escapeWithin(prices, PRICES_MAX)}`}`;
    const note =
      cost.note === null
        ? 'it stands beside each option, and its lines are in the thread.'
        : escapeWithin(cost.note, NOTE_MAX);
    return [{ type: 'section', text: mrkdwn(joinLines([`${heading}: ${note}`], TEXT_MAX)) }];
  },
};
