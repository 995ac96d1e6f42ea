import { assumptionsFor } from './assumptions/index.ts';
import { billsFor } from './bills.ts';
import type { PriceList } from './costs/price-list.ts';
import { SHIPPED_PRICES } from './costs/prices/index.ts';
import { factsOf } from './facts.ts';
import { type Judgement, judge, type Pair } from './judge.ts';
import { inFormOrder } from './parse-workload.ts';
import { rationaleFor } from './rationale.ts';
import type { Choice, Recommendation } from './recommendation.ts';
import { rejectedOptions } from './rejected.ts';
import { rejectedHostings } from './rejected-hosting.ts';
import { findFlips } from './search/flips.ts';
import { survey } from './search/survey.ts';
import { wouldFitIf } from './search/would-fit-if.ts';
import { titleOf } from './title.ts';
import { conditionsOf, warningsFor } from './warnings/index.ts';
import type { Workload } from './workload.ts';

/**
 * How this workload should be served: judged first, then explained. Pure and total: every valid workload gets an answer,
 * and the same one gets the same bytes.
 */
export function recommend(workload: Workload, prices: PriceList = SHIPPED_PRICES): Recommendation {
  const kernel = (tried: Workload) => judge(tried, prices);
  const judgement = kernel(inFormOrder(workload));
  const { choice } = judgement;
  const surveyed = survey(judgement, kernel);
  return {
    kind: choice ? 'recommended' : 'nothing-fits',
    workload: judgement.needs.stated,
    choice: choice && describe(choice, judgement),
    rationale: choice ? rationaleFor(judgement, choice) : [],
    rejected: rejectedOptions(judgement).map((rejected) => ({
      ...rejected,
      wouldFitIf: wouldFitIf(rejected.option, rejected.verdict, surveyed, judgement, kernel),
    })),
    rejectedHosting: choice ? rejectedHostings(judgement, choice) : [],
    costs: billsFor(judgement, prices),
    flips: findFlips(surveyed, judgement, kernel),
    assumptions: assumptionsFor(judgement, kernel),
    warnings: choice ? warningsFor(judgement, choice) : [],
    facts: factsOf(judgement, prices),
  };
}

function describe(choice: Pair, judgement: Judgement): Choice {
  return {
    option: choice.option.id,
    hosting: choice.hosting.id,
    scaling: choice.scaling,
    title: titleOf(choice, judgement.needs),
    conditional: conditionsOf(judgement, choice).length > 0,
  };
}
