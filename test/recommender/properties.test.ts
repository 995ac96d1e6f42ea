import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSUMPTION_RULES } from '../../src/recommender/explain/assumptions/index.ts';
import { parseWorkload, type Recommendation, recommend, type Workload } from '../../src/recommender/index.ts';
import { judgeOf } from '../schemas/support.ts';
import { answerTo, explained } from '../support/answers.ts';
import { runs } from '../support/lane.ts';
import { everyReason } from '../support/reading.ts';
import { anyWorkload, sparseWorkload } from '../support/workloads.ts';

const OPTIONS = ['real-time', 'serverless', 'asynchronous', 'batch-transform'];
const RUNS = { numRuns: runs(300, { costly: true }) };
const workloads = fc.oneof(anyWorkload, sparseWorkload);

const holdsForAny = (holds: (answer: Recommendation, workload: Workload) => void): void =>
  fc.assert(
    fc.property(workloads, (workload) => {
      holds(answerTo(workload), workload);
    }),
    RUNS,
  );

describe('for any valid workload', () => {
  it('parses back to itself', () => {
    fc.assert(
      fc.property(workloads, (workload) => {
        const parsed = parseWorkload(workload);
        expect(parsed).toEqual({ ok: true, workload });
      }),
      RUNS,
    );
  });

  it('gives an answer, and the four options are the choice or rejected with at least one reason', () => {
    holdsForAny((answer) => {
      const named = [...(answer.choice ? [answer.choice.option] : []), ...answer.rejected.map(({ option }) => option)];
      expect(named.toSorted()).toEqual(OPTIONS.toSorted());
      expect(answer.rejected.every(({ reasons }) => reasons.length > 0)).toBe(true);
      expect(answer.kind).toBe(answer.choice ? 'recommended' : 'nothing-fits');
      if (answer.choice) expect(answer.rationale.length).toBeGreaterThan(0);
      else expect(answer.rejected.every(({ verdict }) => verdict === 'ruled-out')).toBe(true);
    });
  });

  it('gives the same bytes again, also where the fields come in another order or are null', () => {
    holdsForAny((answer, workload) => {
      const shuffled = Object.fromEntries(Object.entries(workload).toReversed());
      const parsed = parseWorkload({ ...shuffled, monthlyBudgetUsd: workload.monthlyBudgetUsd ?? null });
      if (!parsed.ok) throw new Error('A valid workload was refused.');
      expect(JSON.stringify(recommend(parsed.workload))).toBe(JSON.stringify(answer));
    });
  });

  it('survives a trip through JSON unchanged, and is of the schema that ships', () => {
    const judge = judgeOf('recommendation');
    holdsForAny((answer) => {
      const read: unknown = JSON.parse(JSON.stringify(answer));
      expect(read).toEqual(answer);
      expect(judge(read)).toBeUndefined();
    });
  });

  it('says every reason in one sentence without a hole in it', () => {
    holdsForAny((answer) => {
      for (const { text } of everyReason(answer)) {
        expect(text).toMatch(/^(?:[A-Z0-9]|ml\.).*\.$/s);
        expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object/);
      }
    });
  });

  it('is conditional exactly where a condition is stated', () => {
    holdsForAny(({ choice, warnings }) => {
      if (choice?.conditional) expect(warnings.length).toBeGreaterThan(0);
    });
  });

  it('assumes something of a field once, and says what; of a stated one only what an estimate takes for granted', () => {
    holdsForAny(({ assumptions, choice }, workload) => {
      const fields = assumptions.map(({ field }) => field);
      expect(new Set(fields).size).toBe(fields.length);
      if (!choice) expect(fields.filter((field) => workload[field] !== undefined)).toEqual([]);
      expect(assumptions.every(({ text }) => text.endsWith('.'))).toBe(true);
    });
  });
});

describe('the assumptions', () => {
  it('have one rule a field', () => {
    const fields = ASSUMPTION_RULES.map(({ field }) => field);
    expect(new Set(fields).size).toBe(fields.length);
  });
});

describe('what cannot be overturned', () => {
  const never = (option: string, holds: (workload: Workload) => boolean) =>
    fc.assert(
      fc.property(workloads.filter(holds), (workload) => {
        expect(explained(workload).choice?.option).not.toBe(option);
      }),
      { numRuns: runs(150) },
    );

  it('no queue below 60 s of response time', () => never('asynchronous', (w) => (w.responseTimeSeconds ?? 60) < 60));
  it('no job where requests arrive', () =>
    never('batch-transform', (w) => (w.trafficPattern ?? 'steady') !== 'dataset'));
  it('no serverless with a GPU', () => never('serverless', (w) => w.requiresGpu === true));
  it('no serverless over 4 MB that travel in the request', () =>
    never('serverless', (w) => (w.payloadSizeMB ?? 0) > 4 && w.payloadByReference !== true));
  it('no real-time over 25 MB that travel in the request', () =>
    never('real-time', (w) => (w.payloadSizeMB ?? 0) > 25 && w.payloadByReference !== true));
  it('nothing where the model takes longer than the caller waits', () =>
    fc.assert(
      fc.property(workloads, (w) => {
        const { trafficPattern: _pattern, requiresStreaming: _streaming, processingTimeOn: _on, ...rest } = w;
        const answer = explained({ ...rest, responseTimeSeconds: 2, processingTimeSeconds: 3 });
        expect(answer.kind).toBe('nothing-fits');
      }),
      { numRuns: runs(150) },
    ));
});
