import type { KnownBlock } from '@slack/types';
import { optionTitle, type Recommendation } from '../../../recommender/index.ts';
import { writeMonthlyCost } from '../../../wording/money.ts';
import { writeWithPrices } from '../../../wording/price-date.ts';
import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../../message/escape-within.ts';
import { joinLines } from '../../message/join-lines.ts';
import type { Message } from '../../message/review-card.ts';
import { costLines } from '../details/cost-lines.ts';

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
