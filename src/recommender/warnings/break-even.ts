import type { Priced } from '../economics.ts';
import type { Situation, Warning, WarningFigures } from './warning.ts';

/** The choice suits the traffic, but what stays on would already cost less. */
export const serverlessPastBreakEven: Warning = (situation) => {
  const { option, judgement } = situation;
  const usd = judgement.ranked[0]?.monthlyUsd ?? null;
  if (option.id !== 'serverless' || usd === null) return null;
  let least = usd;
  let figures: WarningFigures | null = null;
  for (const rival of judgement.ranked) {
    if (rival.monthlyUsd === null || rival.monthlyUsd >= least || !servesAsWell(rival, situation)) continue;
    least = rival.monthlyUsd;
    figures = { asked: usd, allowed: least, other: rival.pair.option };
  }
  return figures;
};

/** As certain as the choice, and no queue for callers of whom nobody said that they can wait. */
function servesAsWell({ pair }: Priced, { needs, choice }: Situation): boolean {
  if (pair.fit !== choice.fit) return false;
  return pair.option.id !== 'asynchronous' || needs.isDataset || needs.responseTimeSeconds !== undefined;
}
