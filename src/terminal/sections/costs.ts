import { optionTitle } from '../../recommender/index.ts';
import { writeBillLine } from '../../wording/bill-line.ts';
import { writeMonthlyCost } from '../../wording/money.ts';
import { bullet, inert } from '../lines.ts';
import type { Section } from './section.ts';

/** What each option that fits costs a month, and the lines of its bill. */
export const COSTS: Section = {
  title: 'Cost a month',
  lines: ({ costs }) =>
    costs.flatMap((cost) => [
      ...bullet(
        `${optionTitle(cost.option)}: ${writeMonthlyCost(cost)}.${cost.note === null ? '' : ` ${inert(cost.note)}`}`,
      ),
      ...cost.components.flatMap((component) => bullet(inert(writeBillLine(component)), 4)),
    ]),
};
