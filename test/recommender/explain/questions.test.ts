import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersTo } from '../../../src/recommender/explain/questions.ts';
import {
  completed,
  recommend,
  SHIPPED_PRICES,
  type Workload,
  type WorkloadField,
} from '../../../src/recommender/index.ts';
import { judge } from '../../../src/recommender/judge/judge.ts';
import type { Kernel } from '../../../src/recommender/search/outcome.ts';
import { answerTo } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { sparseWorkload, workload } from '../../support/workloads.ts';

const kernel: Kernel = (tried) => judge(tried, SHIPPED_PRICES, []);

const answersIn = (field: WorkloadField, stated: Partial<Workload> = {}) =>
  answersTo(field, kernel(workload({ name: 'n', ...stated })), kernel, SHIPPED_PRICES);

const leads = (field: WorkloadField, stated?: Partial<Workload>) =>
  answersIn(field, stated).map(({ option, values }) => [option, ...values]);

const valuesIn = (field: WorkloadField, stated?: Partial<Workload>) =>
  answersIn(field, stated).flatMap(({ values }) => values);

describe('the answers to an open question', () => {
  it('say where each traffic pattern would lead', () => {
    expect(leads('trafficPattern')).toEqual([
      ['real-time', 'steady', 'variable'],
      ['serverless', 'intermittent'],
      ['batch-transform', 'dataset'],
    ]);
  });

  it('are only what is still possible: no dataset where a response time says that requests arrive', () => {
    expect(valuesIn('trafficPattern', { responseTimeSeconds: 5 })).not.toContain('dataset');
  });

  it('are response times from an interactive request to a queue', () => {
    expect(leads('responseTimeSeconds')).toEqual([
      ['real-time', 0.3, 5, 30],
      ['asynchronous', 900],
    ]);
  });

  it('are four numbers of one digit from one end of the ordinary span to the other', () => {
    const requests = valuesIn('monthlyRequests', { trafficPattern: 'intermittent' });
    expect(requests).toEqual([50_000, 200_000, 800_000, 3_000_000]);
  });

  it('say that no option fits where none does', () => {
    const large = { payloadSizeMB: 500, trafficPattern: 'variable' } as const;
    expect(answersIn('responseTimeSeconds', large)).toContainEqual({
      option: null,
      values: expect.arrayContaining([0.3]),
      cost: null,
    });
  });

  it('are none to what is stated, or to what nothing turns on', () => {
    expect(answersIn('trafficPattern', { trafficPattern: 'steady' })).toEqual([]);
    expect(answersIn('requiresVpc')).toEqual([]);
  });

  it('are what recommending the answered workload says, cost included', () => {
    const stated = { name: 'n', monthlyRequests: 1e6, processingTimeSeconds: 0.1, payloadSizeMB: 0.1 };
    for (const { values, option, cost } of answersIn('trafficPattern', stated)) {
      const [first, ...others] = values.map((value) => recommend({ ...stated, trafficPattern: value } as Workload));
      expect(first?.costs[0]).toMatchObject({ ...cost });
      for (const { choice } of [first, ...others].flatMap((one) => one ?? [])) expect(choice?.option).toBe(option);
    }
  });
});

describe('the questions of an answer', () => {
  it('are two where only a name is known: how requests arrive, and how soon they are answered', () => {
    expect(answerTo({ name: 'n' }).questions?.map(({ field }) => field)).toEqual([
      'trafficPattern',
      'responseTimeSeconds',
    ]);
  });

  it('are there only where no option is claimed, each with answers that lead to 2 options or more', () => {
    fc.assert(
      fc.property(sparseWorkload, (stated) => {
        const { choice, questions } = recommend(stated);
        if (choice?.confidence !== 'needs-facts') expect(questions).toBeUndefined();
        for (const { answers } of questions ?? []) {
          expect(new Set(answers.map(({ option }) => option)).size).toBe(answers.length);
          expect(answers.length).toBeGreaterThan(1);
        }
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });

  it('are added to an answer that was stored without them, and to no other', () => {
    const answer = answerTo({ name: 'n' });
    const { questions: _, ...stored } = answer;
    expect(JSON.stringify(completed(stored))).toBe(JSON.stringify(answer));
    const firm = answerTo({ name: 'n', trafficPattern: 'dataset' });
    expect(completed(firm)).toBe(firm);
  });
});
