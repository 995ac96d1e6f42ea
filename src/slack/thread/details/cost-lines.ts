import { type CostComponent, formatNumber, optionTitle } from '../../../recommender/index.ts';
import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../../message/escape-within.ts';
import { joinLines } from '../../message/join-lines.ts';
import type { Detail } from './detail.ts';

const NAME_MAX = 100;
const UNIT_MAX = 40;
const TEXT_MAX = 1500;

const ORIGINS: Readonly<Record<CostComponent['basis'], string>> = {
  listed: '',
  derived: ' (derived price)',
  unknown: '',
};

/** The lines of each option's bill. */
export const costLinesDetail: Detail = {
  id: 'cost-lines',
  build({ recommendation: { costs } }) {
    const lines = costs.flatMap(({ option, components }) =>
      components.length === 0 ? [] : [`*${optionTitle(option)}*, a month`, ...components.map(componentLine)],
    );
    return lines.length === 0 ? [] : [{ type: 'section', text: mrkdwn(joinLines(lines, TEXT_MAX)) }];
  },
};

function componentLine({ name, unit, unitPriceUsd, monthlyQuantity, monthlyCostUsd, basis }: CostComponent): string {
  const amount = `${formatNumber(monthlyQuantity)} ${escapeWithin(unit, UNIT_MAX)}`;
  const price = unitPriceUsd === null ? 'price not listed' : `at $${formatNumber(unitPriceUsd)}${ORIGINS[basis]}`;
  const cost = monthlyCostUsd === null ? '' : `: $${formatNumber(monthlyCostUsd)}`;
  return `• ${escapeWithin(name, NAME_MAX)}, ${amount} ${price}${cost}`;
}
