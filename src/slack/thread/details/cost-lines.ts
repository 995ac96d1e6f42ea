import { type CostComponent, type OptionCost, optionTitle } from '../../../recommender/index.ts';
import { writeBillLine } from '../../../wording/bill-line.ts';
import { writeMonthlyCost } from '../../../wording/money.ts';
import { clip, mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../../message/escape-within.ts';
import { joinLines } from '../../message/join-lines.ts';
import type { Detail } from './detail.ts';

const NAME_MAX = 100;
const UNIT_MAX = 40;
const LINE_MAX = 400;
const NOTE_MAX = 400;
const TEXT_MAX = 2500;

/** Each option's total and the lines of its bill. */
export const costLinesDetail: Detail = {
  id: 'cost-lines',
  build({ recommendation: { costs } }) {
    const lines = costLines(costs, (cost) => `*${optionTitle(cost.option)}*: ${writeMonthlyCost(cost)}`);
    return lines.length === 0 ? [] : [{ type: 'section', text: mrkdwn(joinLines(lines, TEXT_MAX)) }];
  },
};

/** A heading for each option that has a bill, as given, a line for each of its components, and what is to be known about it. */
export function costLines(costs: readonly OptionCost[], headingOf: (cost: OptionCost) => string): string[] {
  return costs.flatMap((cost) => {
    const { components, note } = cost;
    const lines = [...components.map(componentLine), ...(note === null ? [] : [`• ${escapeWithin(note, NOTE_MAX)}`])];
    return lines.length === 0 ? [] : [headingOf(cost), ...lines];
  });
}

function componentLine(component: CostComponent): string {
  const { name, unit } = component;
  const line = writeBillLine({ ...component, name: clip(name, NAME_MAX), unit: clip(unit, UNIT_MAX) });
  return `• ${escapeWithin(line, LINE_MAX)}`;
}
