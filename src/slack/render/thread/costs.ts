import type { KnownBlock } from '@slack/types';
import { type CostComponent, type OptionCost, optionTitle, type Recommendation } from '../../../recommender/index.ts';
import { writeBillLine, writeMonthlyCost, writeWithPrices } from '../../../wording/money.ts';
import type { Message } from '../message.ts';
import { clip, escapeWithin, joinLines, mrkdwn } from '../mrkdwn.ts';
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
function costLines(costs: readonly OptionCost[], headingOf: (cost: OptionCost) => string): string[] {
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

const PRICES_MAX = 60;

const LINES_MAX = 2900;

/** What each option that fits costs a month, and the lines of its bill. */
export function buildCosts({ costs, facts }: Recommendation): Message {
  if (costs.length === 0) {
    const text =
      'No cost can be estimated: nothing that fits has a price. The number of requests is what most often lacks.';
    return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
  }
  const totals = costs.map((cost) => `• ${optionTitle(cost.option)}: ${writeMonthlyCost(cost)}`);
  const prices = writeWithPrices(facts.pricesAsOf);
  const heading = `*Cost*${prices === undefined ? '' : ` ${escapeWithin(prices, PRICES_MAX)}`}`;
  const lines = costLines(costs, ({ option }) => `*${optionTitle(option)}*, a month`);
  const blocks: KnownBlock[] = [{ type: 'section', text: mrkdwn([heading, ...totals].join('\n')) }];
  if (lines.length > 0) blocks.push({ type: 'section', text: mrkdwn(joinLines(lines, LINES_MAX)) });
  const [first] = costs;
  return {
    text: first === undefined ? 'Cost' : `Cost: ${optionTitle(first.option)} ${writeMonthlyCost(first)}`,
    blocks,
  };
}
