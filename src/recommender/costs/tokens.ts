import { writesTokens } from '../needs/needs.ts';
import type { OptionCost } from '../recommendation.ts';
import { THROUGHPUT_SOURCE } from '../throughput/factors.ts';
import type { TypePlan } from '../throughput/plan.ts';
import { formatCount } from '../workload/measures.ts';
import { formatUsd } from '../workload/money.ts';
import type { Pricing } from './costing.ts';
import { secondsAt } from './pace.ts';
import { componentOf } from './priced-instance.ts';
import { volumeOf } from './volume.ts';
import { writingModel, writingOn } from './writing-types.ts';

/** Cost per million output tokens where it is known, and how that is said; else what to state. */
export interface TokenCost {
  readonly usd: OptionCost['perMillionOutputTokensUsd'];
  readonly note: string | null;
}

const NOT_IN_QUESTION: TokenCost = { usd: null, note: null };

type Bill = Pick<OptionCost, 'components' | 'monthlyUsd'>;

/** What a million output tokens cost as they come in a month, idle hours included: what the instances cost, by the tokens written. */
export function tokenCostOf(pricing: Pricing, { components, monthlyUsd }: Bill): TokenCost {
  const { plan, needs } = pricing;
  const tokens = needs.model?.writing?.tokens;
  if (!writesTokens(needs)) return NOT_IN_QUESTION;
  if (tokens === undefined) {
    const missing = needs.stated.outputTokens ? 'input tokens' : 'output tokens';
    return { usd: null, note: `State the ${missing} for a cost per million output tokens.` };
  }
  const [compute] = components;
  const writing = writingModel(plan, needs);
  const capacity = plan.costing.capacityFor(pricing);
  const volume = volumeOf(needs);
  // Of several Regions each has its own line.
  const computeUsd = components.reduce(
    (sum, { unit, monthlyCostUsd }) => sum + (unit === compute?.unit ? Number(monthlyCostUsd) : 0),
    0,
  );
  if (!compute?.monthlyCostUsd || !monthlyUsd || !writing || !capacity?.pace || !volume) return NOT_IN_QUESTION;
  const requests = (volume.requestsPerMonth * secondsAt(capacity.pace, volume)) / capacity.pace.seconds;
  const perMillion = (computeUsd * 1e6) / (requests * tokens.outputTokens);
  if (!(perMillion > 0 && Number.isFinite(perMillion))) return NOT_IN_QUESTION;
  const low = (perMillion * monthlyUsd.low) / monthlyUsd.likely;
  const high = (perMillion * monthlyUsd.high) / monthlyUsd.likely;
  const served = writingOn(writing, componentOf(plan), needs, String(capacity.type));
  const { basis, source } = restsOn('kind' in served ? undefined : served);
  const rests = source === null ? 'measured by the team' : `${basis}; ${source.title}, ${source.date}`;
  const [least, most] = [formatUsd(low), formatUsd(high)];
  const note = `About ${least}${least === most ? '' : ` to ${most}`} per million output tokens in such a month, at ${formatCount(Math.round(tokens.inputTokens), 'input token')} (${rests}).`;
  return { usd: { low, high, source, basis }, note };
}

/** What the speed rests on; no source where the team measured it itself. */
function restsOn(
  served: TypePlan | undefined,
): Pick<NonNullable<TokenCost['usd']>, 'source'> & { basis: TypePlan['basis'] } {
  const { basis = 'modelled', rest, measurement } = served ?? {};
  if (basis === 'modelled') return { basis, source: { ...THROUGHPUT_SOURCE } };
  return { basis, source: rest ? null : { ...(measurement?.source ?? THROUGHPUT_SOURCE) } };
}
