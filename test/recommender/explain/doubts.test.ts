import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asksForFacts,
  type Doubt,
  type DoubtReading,
  estimate,
  openDoubts,
  parseWorkload,
  type Recommendation,
  recommend,
  SHIPPED_PRICES,
  type Workload,
  type WorkloadField,
  weighed,
  withoutDoubt,
} from '../../../src/recommender/index.ts';
import { answerTo } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { anyDoubts, anyWorkload, sparseWorkload, workload } from '../../support/workloads.ts';

const STEADY = workload({
  trafficPattern: 'steady',
  peakRequestsPerSecond: 20,
  payloadSizeMB: 0.1,
  processingTimeSeconds: 0.05,
});

const doubtOf = (words: string, ...readings: (readonly [WorkloadField, unknown])[]): Doubt => ({
  words,
  readings: readings.map(([field, value]) => ({ field, value }) as DoubtReading),
});

/** Latency of the caller, or of the model. */
const MS_25 = doubtOf('25ms', ['responseTimeSeconds', 0.025], ['processingTimeSeconds', 0.025]);
const MB_800 = doubtOf('800 MB', ['modelSizeGB', 0.8], ['payloadSizeMB', 800]);
const PAYLOAD = doubtOf('800 MB', ['payloadSizeMB', 800]);

const { payloadSizeMB: _, ...OF_ANY_SIZE } = STEADY;

const weigh = (stated: Workload, ...doubts: Doubt[]): Recommendation => weighed(answerTo(stated), doubts);

const likelyUsd = ({ choice, costs }: Pick<Recommendation, 'costs'> & { choice: { option: string } | null }) =>
  costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely ?? null;

describe('words in doubt', () => {
  it('ask which they are where a reading leads to another option, with where each leads', () => {
    const { choice, questions } = weigh(OF_ANY_SIZE, MB_800);
    expect(choice).toMatchObject({ option: 'real-time', confidence: 'needs-facts' });
    expect(questions).toEqual([
      {
        field: 'modelSizeGB',
        words: '800 MB',
        answers: [
          { option: 'serverless', values: [0.8], cost: expect.anything() },
          { option: 'asynchronous', field: 'payloadSizeMB', values: [800], cost: expect.anything() },
        ],
        otherwise: { option: 'real-time', cost: expect.anything() },
      },
    ]);
  });

  it('change nothing but are kept where every reading leads to the same option at less than twice the cost', () => {
    const answer = answerTo(STEADY);
    const doubt = doubtOf('30 ms', ['responseTimeSeconds', 0.3]);
    expect(weighed(answer, [doubt])).toEqual({ ...answer, doubts: [doubt] });
  });

  it('ask where the option is the same at more than twice the cost', () => {
    const { peakRequestsPerSecond, ...unknown } = STEADY;
    const rates = (...values: number[]) =>
      doubtOf('either', ...values.map((value) => ['peakRequestsPerSecond', value] as const));
    expect(weigh(unknown, rates(10, 2000)).choice?.confidence).toBe('needs-facts');
    expect(weigh(unknown, rates(10, 12)).choice).toEqual(answerTo(unknown).choice);
    // A few cents per month, and a few more.
    const idle = workload({ trafficPattern: 'intermittent', payloadSizeMB: 1, processingTimeSeconds: 0.1 });
    const few = doubtOf('30', ['monthlyRequests', 30], ['monthlyRequests', 900]);
    expect(weigh(idle, few).choice?.confidence).toBe(answerTo(idle).choice?.confidence);
  });

  it('weigh the words left out as well: one reading is asked about where it decides', () => {
    const { questions = [] } = weigh(OF_ANY_SIZE, PAYLOAD);
    expect(questions.map(({ answers, otherwise }) => [answers.map(({ option }) => option), otherwise?.option])).toEqual(
      [[['asynchronous'], 'real-time']],
    );
  });

  it('ask where no option fits and a reading makes one fit', () => {
    const stuck = workload({ payloadSizeMB: 500, responseTimeSeconds: 1, trafficPattern: 'steady' });
    const answer = weigh(stuck, doubtOf('link', ['payloadByReference', true]));
    expect(answerTo(stuck).choice).toBeNull();
    expect(answer).toMatchObject({ kind: 'nothing-fits', choice: null });
    expect(answer.questions?.[0]).toMatchObject({ answers: [{ option: 'real-time' }], otherwise: { option: null } });
    expect([asksForFacts(answer), asksForFacts(answerTo(stuck))]).toEqual([true, false]);
  });

  it('are settled where the workload states one of their fields, or where they state none', () => {
    expect(openDoubts([MB_800, MS_25], { ...OF_ANY_SIZE, modelSizeGB: 0.8 })).toEqual([]);
    expect(openDoubts([MB_800], OF_ANY_SIZE)).toEqual([MB_800]);
    const answer = weigh(OF_ANY_SIZE, MB_800);
    expect(weigh(OF_ANY_SIZE, ...withoutDoubt(answer, 'modelSizeGB'))).toEqual(answerTo(OF_ANY_SIZE));
    expect(withoutDoubt(answer, 'payloadSizeMB')).toEqual([MB_800]);
  });

  it('leave out a reading that the workload cannot have', () => {
    const doubt = doubtOf('30', ['busyHoursPerDay', 30], ['payloadSizeMB', 800]);
    expect(weigh(OF_ANY_SIZE, doubt).questions?.[0]).toMatchObject({ field: 'payloadSizeMB', answers: [{}] });
  });

  it('come before what decides anyway, and never beside a question about the same field', () => {
    const { questions = [] } = weigh(workload(), doubtOf('2 h', ['responseTimeSeconds', 7200]));
    expect(questions.map(({ field, words }) => [field, words])).toEqual([
      ['responseTimeSeconds', '2 h'],
      ['trafficPattern', undefined],
    ]);
  });

  it('are asked about once for a field, and the next time about the rest', () => {
    const also: Doubt = { ...MB_800, words: '0.8 GB' };
    const first = weigh(OF_ANY_SIZE, MB_800, also);
    expect(first.questions?.map(({ words }) => words)).toEqual(['800 MB']);
    const next = weigh(OF_ANY_SIZE, ...withoutDoubt(first, 'modelSizeGB'));
    expect(next.questions?.map(({ words }) => words)).toEqual(['0.8 GB']);
  });

  it('are weighed under the rules that the answer was made under', () => {
    const rules = [{ name: 'no queue', forbid: { option: ['asynchronous' as const] } }];
    const policy = { version: '1', rules, decidedBy: [], technicallyBest: null };
    const answer = weighed({ ...recommend(OF_ANY_SIZE, SHIPPED_PRICES, rules), policy }, [MB_800]);
    expect(answer.questions?.[0]?.answers.map(({ option }) => option)).not.toContain('asynchronous');
  });
});

const cases = fc.tuple(fc.oneof(anyWorkload, sparseWorkload), anyDoubts);

describe('an answer weighed with doubts', () => {
  it('is the same bytes where there are none', () => {
    fc.assert(
      fc.property(anyWorkload, (stated) => {
        const answer = recommend(stated);
        expect(JSON.stringify(weighed(answer, []))).toBe(JSON.stringify(answer));
      }),
      { numRuns: runs(100, { costly: true }) },
    );
  });

  it('claims an option only where every reading leads to it, for at most twice the cost of any other', () => {
    fc.assert(
      fc.property(cases, ([stated, doubts]) => {
        const answer = weigh(stated, ...doubts);
        if (asksForFacts(answer)) return;
        for (const { readings } of answer.doubts ?? []) {
          const costs = [likelyUsd(answer)];
          for (const { field, value } of readings) {
            const parsed = parseWorkload({ ...stated, [field]: value });
            if (!parsed.ok) continue;
            const there = estimate(parsed.workload, SHIPPED_PRICES);
            expect(there.choice?.option).toBe(answer.choice?.option);
            costs.push(likelyUsd(there));
          }
          const known = costs.filter((usd) => usd !== null).map((usd) => Math.max(1, usd));
          if (known.length > 1) expect(Math.max(...known)).toBeLessThanOrEqual(2 * Math.min(...known));
        }
      }),
      { numRuns: runs(150, { costly: true }) },
    );
  });

  it('asks only about words that decide, at most two questions of a field each, and states none of the readings', () => {
    fc.assert(
      fc.property(cases, ([stated, doubts]) => {
        const answer = weigh(stated, ...doubts);
        const { questions = [] } = answer;
        expect(answer.workload).toEqual(answerTo(stated).workload);
        expect(questions.length).toBeLessThanOrEqual(2);
        expect(new Set(questions.map(({ field }) => field)).size).toBe(questions.length);
        for (const { words, answers, otherwise } of questions) {
          if (words === undefined) continue;
          const led = [...answers, ...(otherwise ? [otherwise] : [])];
          const usd = led.flatMap(({ cost }) => (cost?.monthlyUsd ? [Math.max(1, cost.monthlyUsd.likely)] : []));
          const isApart = new Set(led.map(({ option }) => option)).size > 1;
          expect(isApart || Math.max(...usd) > 2 * Math.min(...usd)).toBe(true);
        }
      }),
      { numRuns: runs(150, { costly: true }) },
    );
  });
});
