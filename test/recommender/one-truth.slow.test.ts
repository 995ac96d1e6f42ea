import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  HOURS_PER_MONTH,
  parseWorkload,
  type Recommendation,
  recommend,
  type Workload,
} from '../../src/recommender/index.ts';
import { answerTo, billOf } from '../support/answers.ts';
import { runs } from '../support/lane.ts';
import { anyWorkload, sparseWorkload, workload } from '../support/workloads.ts';
import { pricedWorkload, tokenWorkload } from './costs/support.ts';

const anyKind = fc.oneof({ weight: 3, arbitrary: tokenWorkload }, pricedWorkload, sparseWorkload, anyWorkload);

type Chosen = NonNullable<Recommendation['choice']>;

/** Of the whole, give or take a share of it. */
function expectWithin(value: number, of: number, share: number): void {
  expect(Math.abs(value - of)).toBeLessThanOrEqual(Math.abs(of) * share + 1e-9);
}

function forAny(
  workloads: fc.Arbitrary<Workload>,
  times: number,
  holds: (answer: Recommendation, choice: Chosen, stated: Workload) => void,
): void {
  fc.assert(
    fc.property(workloads, (stated) => {
      const answer = answerTo(stated);
      if (answer.choice) holds(answer, answer.choice, stated);
    }),
    { numRuns: runs(times, { costly: true }) },
  );
}

describe('the bill', () => {
  it('grows with the tokens of an answer: twice as many never cost less, by over the tenth in which bills count as alike', () => {
    forAny(tokenWorkload, 200, (answer, { instance, option }, { outputTokens = 1, ...stated }) => {
      const twice = recommend({ ...stated, outputTokens: outputTokens * 2 });
      const [one, two] = [billOf(answer)?.monthlyUsd, billOf(twice)?.monthlyUsd];
      if (!one || !two || twice.choice?.option !== option || !instance) return;
      // Where the answer is far shorter than the prompt, 10 tokens per second are a limit on reading the prompt.
      if (outputTokens < 500) return;
      // Of requests in progress the number is stated: longer ones are fewer.
      if (stated.concurrentRequests !== undefined || answer.choice?.scaling !== twice.choice.scaling) return;
      expect(two.likely * 1.1).toBeGreaterThanOrEqual(one.likely * (1 - 1e-9));
    });
  });
});

describe('the instances', () => {
  it('are counted from low to high, or not at all: then there is no bill either', () => {
    forAny(anyKind, 800, (answer, { sizing }) => {
      if (!sizing) return;
      const { count, basis } = sizing;
      expect(basis === 'unknown').toBe(count === null);
      if (basis === 'unknown') expect(billOf(answer)?.monthlyUsd ?? null).toBeNull();
      if (count === null) return;
      expect(count.low).toBeGreaterThanOrEqual(1);
      expect(count.low).toBeLessThanOrEqual(count.likely);
      expect(count.likely).toBeLessThanOrEqual(count.high);
    });
  });

  it('of a fixed number are on for 730 hours each, in the bill too', () => {
    forAny(anyKind, 400, (answer, { instance, scaling, hosting, sizing }, stated) => {
      const hours = billOf(answer)?.components.find(({ unit }) => unit === 'hours')?.monthlyQuantity;
      if (scaling !== 'fixed' || !instance || !sizing?.count || hours === undefined || instance.max > 1e9) return;
      if (hosting !== 'single-model' || (stated.modelCount ?? 1) > 1) return;
      expectWithin(hours, instance.max * HOURS_PER_MONTH, 1e-6);
    });
  });
});

describe('the cost of a million output tokens', () => {
  it('times the tokens of the month is the compute of the bill, within its interval', () => {
    const stated = tokenWorkload.filter(({ monthlyRequests }) => monthlyRequests !== undefined);
    forAny(stated, 400, (answer, { sizing }, { monthlyRequests = 0, outputTokens = 0, trafficPattern }) => {
      const bill = billOf(answer);
      const usd = bill?.perMillionOutputTokensUsd;
      if (!usd || !bill.monthlyUsd || trafficPattern === 'dataset') return;
      const millions = (monthlyRequests * outputTokens) / 1e6;
      const compute = bill.components[0]?.monthlyCostUsd ?? 0;
      expect(usd.low * millions).toBeLessThanOrEqual(compute * (1 + 1e-6));
      expect(usd.high * millions).toBeGreaterThanOrEqual(compute * (1 - 1e-6));
      if (sizing?.basis === 'modelled' || sizing?.basis === 'measured') expect(usd.basis).toBe(sizing.basis);
    });
  });
});

describe('an alternative', () => {
  it('has the count and the bill that the recommender gives when asked for that type, to 1 %', () => {
    forAny(tokenWorkload, 100, (_answer, { sizing, option, scaling, hosting }, stated) => {
      if (!sizing?.count || stated.instanceType !== undefined) return;
      for (const { type, count, monthlyUsd } of sizing.alternatives) {
        const named = recommend({ ...stated, instanceType: type });
        const own = named.choice;
        if (own?.option !== option || own.scaling !== scaling || own.hosting !== hosting) continue;
        expect(own.sizing?.count?.likely).toBe(count);
        expectWithin(billOf(named)?.monthlyUsd?.likely ?? Number.NaN, monthlyUsd, 0.01);
      }
    });
  });

  it('that is cheaper by over a tenth is never left out', () => {
    forAny(tokenWorkload, 200, (answer, { sizing }, { costPriority = 'balanced', instanceType }) => {
      const likely = billOf(answer)?.monthlyUsd?.likely;
      if (!sizing?.count || !likely || instanceType !== undefined || costPriority === 'performance') return;
      for (const { monthlyUsd } of sizing.alternatives) {
        expect(monthlyUsd * 1.1).toBeGreaterThanOrEqual(likely * (1 - 1e-9));
      }
    });
  });
});

describe('a what-if', () => {
  const IDLE: readonly Partial<Workload>[] = [
    { name: 'another name' },
    { description: 'what it is for' },
    { monthlyBudgetUsd: 1e9 },
  ];

  it('that changes no fact of the bill changes no cost, no count and no type', () => {
    forAny(fc.oneof(tokenWorkload, pricedWorkload, sparseWorkload), 150, (answer, { instance, sizing }, stated) => {
      for (const change of IDLE) {
        const changed = recommend({ ...stated, ...change });
        expect(changed.costs.map(({ monthlyUsd }) => monthlyUsd)).toEqual(
          answer.costs.map(({ monthlyUsd }) => monthlyUsd),
        );
        expect(changed.choice?.instance).toEqual(instance);
        expect(changed.choice?.sizing?.count).toEqual(sizing?.count);
      }
    });
  });

  it('and back gives the first answer: what was kept of one load is not told of another', () => {
    fc.assert(
      fc.property(tokenWorkload, tokenWorkload, (one, other) => {
        const first = JSON.stringify(recommend(one));
        recommend(other);
        expect(JSON.stringify(recommend(one))).toBe(first);
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });
});

/** Every number in it, with where it is. */
function numbersIn(value: unknown, at = ''): [string, number][] {
  if (typeof value === 'number') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => numbersIn(each, `${at}.${key}`));
}

describe('a figure', () => {
  it('is never NaN or infinite, and what serves a load is never free', () => {
    forAny(anyKind, 800, (answer, { sizing, scaling }) => {
      const { workload: _, ...said } = answer;
      expect(numbersIn(said).filter(([, number]) => !Number.isFinite(number))).toEqual([]);
      const likely = billOf(answer)?.monthlyUsd?.likely;
      const staysOn = scaling === 'fixed' || scaling === 'auto-scaling';
      if (sizing?.count && staysOn && likely !== undefined) expect(likely).toBeGreaterThan(1);
    });
  });

  it('of tokens is in the order low, likely, high', () => {
    forAny(tokenWorkload, 400, (_answer, { sizing }) => {
      if (!sizing?.tokens) return;
      const { eachPerSecond, perStream, firstTokenSeconds, answerSeconds } = sizing.tokens;
      for (const { low, likely, high } of [eachPerSecond, perStream, firstTokenSeconds, answerSeconds]) {
        expect(low).toBeLessThanOrEqual(likely);
        expect(likely).toBeLessThanOrEqual(high);
      }
    });
  });
});

describe('odd input', () => {
  const llama = { modelId: 'llama-3.1-8b', inputTokens: 300, outputTokens: 500, trafficPattern: 'variable' } as const;

  it('of 0 output tokens is refused, and without output tokens nothing is counted', () => {
    const parsed = parseWorkload({ ...llama, name: 'none', outputTokens: 0 });
    if (parsed.ok) expect(recommend(parsed.workload).choice?.sizing).toMatchObject({ basis: 'unknown', count: null });
    else expect(parsed.faults[0]?.field).toBe('outputTokens');
  });

  it('of a billion users is a count and a bill', () => {
    const answer = recommend(workload({ ...llama, concurrentRequests: 1e9 }));
    expect(answer.choice?.sizing?.count?.likely).toBeGreaterThan(1e6);
    expect(Number.isFinite(billOf(answer)?.monthlyUsd?.high)).toBe(true);
  });

  // biome-ignore format: one case a line.
  it.each([
    ['10 million tokens of context', { modelId: 'llama-3.3-70b', contextTokens: 1e7 },
      /^No instance type in us-east-1 holds llama-3\.3-70b with one request\.$/],
    ['10,000 tokens per second for a stream', { streamTokensPerSecond: 10_000 },
      /^No instance type is fast enough: one stream on ml\.\S+ can't exceed [\d,]+ tokens per second, and 10,000 are needed\. /],
    ['a type without a GPU', { instanceType: 'ml.m5.xlarge' }, /^ml\.m5\.xlarge has no GPU, and llama-3\.1-8b needs one\.$/],
    ['a type of unknown speed', { instanceType: 'ml.inf2.xlarge' },
      /^How fast llama-3\.1-8b is on ml\.inf2\.xlarge isn't known, so the count isn't either\.$/],
    ['a type that is too small', { instanceType: 'ml.g4dn.xlarge' },
      /^ml\.g4dn\.xlarge can't hold llama-3\.1-8b: its 15 GB of weights and one request exceed 16 GB\.$/],
  ] as const)('of %s is not counted, and says why', (_what, stated, text) => {
    const { choice, warnings } = recommend(workload({ ...llama, peakRequestsPerSecond: 1, ...stated }));
    expect(choice?.sizing).toMatchObject({ basis: 'unknown', count: null, text: expect.stringMatching(text) });
    if ('instanceType' in stated) return;
    expect(choice?.instance).toBeNull();
    if ('contextTokens' in stated) expect(warnings.map(({ code }) => code)).toContain('no-instance-holds-model');
  });
});
