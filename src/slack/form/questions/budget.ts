import { readUsd, writeUsd } from '../../../wording/quantities/index.ts';
import { oneQuantity } from '../one-quantity.ts';
import { textQuestion } from '../text-question.ts';

export const budget = textQuestion({
  id: 'budget',
  place: () => 'more',
  label: 'What may it cost a month?',
  example: '$500',
  hint: 'In US dollars. More than that becomes a warning; it does not change the choice.',
  ...oneQuantity('monthlyBudgetUsd', readUsd, writeUsd),
});
