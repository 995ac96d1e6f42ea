import { monthlyUsdAt } from '../costs/estimate.ts';
import { volumeAt } from '../costs/volume.ts';
import { planOf } from '../economics.ts';
import type { Warning } from './warning.ts';

/** The estimate is over the budget. It names what else fits and is within it. */
export const overBudget: Warning = ({ needs, judgement }) => {
  const { monthlyBudgetUsd: allowed } = needs.stated;
  const asked = judgement.ranked[0]?.monthlyUsd ?? null;
  if (allowed === undefined || asked === null || asked <= allowed) return null;
  const within = judgement.ranked.find(({ monthlyUsd }) => monthlyUsd !== null && monthlyUsd <= allowed);
  return within ? { asked, allowed, other: within.pair.option } : { asked, allowed };
};

/** There is no estimate without a volume, but what is paid without any request is over the budget already. */
export const standingCostOverBudget: Warning = ({ needs, judgement, choice, book }) => {
  const { monthlyBudgetUsd: allowed } = needs.stated;
  if (allowed === undefined || judgement.ranked[0]?.monthlyUsd !== null) return null;
  const asked = monthlyUsdAt(planOf(choice), needs, book, volumeAt(needs, 0, 0));
  return asked !== null && asked > allowed ? { asked, allowed } : null;
};
