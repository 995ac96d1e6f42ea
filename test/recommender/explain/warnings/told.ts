import { conditionsOf, type WarningCode, warningsFor } from '../../../../src/recommender/explain/warnings/index.ts';
import { type PriceList, type Reason, SHIPPED_PRICES, type Workload } from '../../../../src/recommender/index.ts';
import { judge } from '../../../../src/recommender/judge/judge.ts';
import { workload } from '../../../support/workloads.ts';

interface Told {
  /** "real-time/single-model/auto-scaling" */
  readonly chosen: string;
  readonly conditions: number;
  readonly warnings: readonly Reason[];
}

/** What is chosen and warned of, without the search for what would change it. */
export function told(stated: Partial<Workload>, prices: PriceList = SHIPPED_PRICES): Told {
  const judgement = judge(workload(stated), prices);
  const { choice } = judgement;
  if (!choice) return { chosen: 'nothing-fits', conditions: 0, warnings: [] };
  const { option, hosting, scaling } = choice;
  return {
    chosen: `${option.id}/${hosting.id}/${scaling}`,
    conditions: conditionsOf(judgement, choice).length,
    warnings: warningsFor(judgement, choice, prices),
  };
}

/** The warning of this code, where it is told. */
export const warned = (code: WarningCode, stated: Partial<Workload>, prices?: PriceList): Reason | undefined =>
  told(stated, prices).warnings.find((warning) => warning.code === code);
