import { describe, expect, it } from 'vitest';
import { rejectedOptions } from '../../../src/recommender/explain/rejected.ts';
import type { Reason, RejectedOption, Workload } from '../../../src/recommender/index.ts';
import { judge } from '../../../src/recommender/judge/judge.ts';
import { LANE } from '../../support/lane.ts';
import { workload } from '../../support/workloads.ts';
import { PRICES } from '../costs/support.ts';

interface Lost {
  readonly stated: Partial<Workload>;
  readonly traffic: string;
  readonly choice: { readonly option: string; readonly scaling: string };
  readonly loser: RejectedOption;
  readonly reason: Reason;
}

const RESPONSE_TIMES = [undefined, 5, 600];
const TRAFFIC = [undefined, 'steady', 'variable', 'intermittent', 'dataset'] as const;
const COLD_STARTS = [undefined, 'unacceptable', 'acceptable', 'minutes-acceptable'] as const;
const COSTS = ['balanced', 'lowest-cost', 'performance'] as const;
const VOLUMES: Partial<Workload>[] = [
  {},
  { processingTimeSeconds: 2, monthlyRequests: 20_000 },
  { processingTimeSeconds: 2, monthlyRequests: 4_000_000 },
  { processingTimeSeconds: 2, monthlyRequests: 40_000_000, peakRequestsPerSecond: 400 },
];
const MODELS: Partial<Workload>[] = [{}, { requiresGpu: true }, { requiresScaleToZero: true }, { payloadSizeMB: 7 }];

function* workloads(): Generator<Partial<Workload>> {
  for (const trafficPattern of TRAFFIC)
    for (const responseTimeSeconds of RESPONSE_TIMES)
      for (const coldStarts of COLD_STARTS)
        for (const costPriority of COSTS)
          for (const trafficPredictable of [undefined, true, false])
            for (const volume of VOLUMES)
              for (const model of MODELS) {
                const stated = { trafficPattern, responseTimeSeconds, coldStarts, costPriority, trafficPredictable };
                yield { ...stated, ...volume, ...model };
              }
}

/** In the quick lane every 11th combination, which has each value of each field. */
const EVERY = LANE === 'quick' ? 11 : 1;

function* everyLoss(): Generator<Lost> {
  for (const [index, stated] of [...workloads()].entries()) {
    if (index % EVERY !== 0) continue;
    const judgement = judge(workload(stated), PRICES);
    if (!judgement.choice) continue;
    const { option, scaling } = judgement.choice;
    const choice = { option: option.id, scaling };
    for (const loser of rejectedOptions(judgement, PRICES)) {
      if (loser.verdict !== 'outranked') continue;
      for (const reason of loser.reasons) yield { stated, traffic: judgement.needs.traffic, choice, loser, reason };
    }
  }
}

const LOSSES = [...everyLoss()];

/** Each claim that a sentence makes about the workload or the choice, and when it is true. */
const CLAIMS: [RegExp, (lost: Lost) => boolean][] = [
  [/unpredictable/, ({ stated }) => stated.trafficPredictable === false],
  [/^Callers wait up to|recommended option answers/, ({ stated }) => (stated.responseTimeSeconds ?? 0) >= 60],
  [/nothing says that callers can wait/, ({ stated }) => stated.responseTimeSeconds === undefined],
  [/lowest cost comes first/, ({ stated }) => stated.costPriority === 'lowest-cost'],
  [/[Pp]erformance comes first/, ({ stated }) => stated.costPriority === 'performance'],
  [/is steady/, ({ traffic }) => traffic === 'steady'],
  [/idle period/, ({ traffic }) => traffic === 'intermittent'],
  [/between runs|scheduler|dataset/, ({ traffic }) => traffic === 'dataset'],
  [
    /cost money (through|between)/,
    ({ choice }) => ['scale-to-zero', 'on-demand', 'provisioned-concurrency'].includes(choice.scaling),
  ],
  [/serverless capacity only/, ({ choice }) => choice.scaling === 'on-demand'],
  [/answers directly/, ({ choice }) => choice.option === 'real-time' || choice.option === 'serverless'],
  [/a queue can absorb|a queue in front/, ({ choice }) => choice.option === 'asynchronous'],
  [/serve it without|have none/, ({ choice }) => choice.option === 'real-time'],
];

const claimsOf = ({ reason: { text } }: Lost) => CLAIMS.filter(([words]) => words.test(text));

describe('what an option that fits is said to have lost on', () => {
  it('is true of the workload and of the choice, in every combination', () => {
    const untrue = LOSSES.flatMap((lost) =>
      claimsOf(lost)
        .filter(([, holds]) => !holds(lost))
        .map(
          () => `${lost.choice.option} over ${lost.loser.option}: ${lost.reason.text} ${JSON.stringify(lost.stated)}`,
        ),
    );
    expect(untrue.slice(0, 5)).toEqual([]);
    expect(untrue).toHaveLength(0);
  });

  it('is every reason that there is', () => {
    expect([...new Set(LOSSES.map(({ reason }) => reason.code))]).toEqual(
      expect.arrayContaining([
        'costs-more',
        'bills-while-idle',
        'fails-while-waking',
        'cold-starts-in-busy-traffic',
        'cold-starts-against-performance',
        'queue-slower-than-direct',
        'capacity-for-peaks',
        'capacity-for-unknown-peaks',
        'minutes-allow-a-queue',
        'job-suits-stored-data',
        'certain-preferred',
      ]),
    );
  });
});
