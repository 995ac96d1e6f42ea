import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ORDINARY_MONTHLY_REQUESTS, type OrdinarySpan } from '../../../src/recommender/facts/working-figures.ts';
import { recommend, type Workload } from '../../../src/recommender/index.ts';
import { judge } from '../../../src/recommender/judge/judge.ts';
import { type PlausibleField, plausibleFor } from '../../../src/recommender/search/plausible.ts';
import { conditionsOf } from '../../../src/wording/sentences.ts';
import {
  confidenceIn,
  describedWorkload,
  falseConditions,
  removalsFrom,
  unnamedTurns,
} from '../../support/confidence.ts';
import { runs } from '../../support/lane.ts';
import { workload } from '../../support/workloads.ts';

const RUNS = { numRuns: runs(100, { costly: true }) };

const DECIDED: Workload[] = JSON.parse(readFileSync(new URL('../decided-cases.json', import.meta.url), 'utf8')).map(
  (decided: { workload: Workload }) => decided.workload,
);

const holdsForAny = (holds: (stated: Workload) => void): void => fc.assert(fc.property(describedWorkload, holds), RUNS);

const levelOf = (stated: Partial<Workload>) => confidenceIn(workload(stated)).level;
const turnsOf = (stated: Partial<Workload>) =>
  confidenceIn(workload(stated)).turns.map(({ field, to }) => [field, to] as const);

describe('a payload that travels as an S3 address', () => {
  it('has no size that could turn the answer', () => {
    expect(plausibleFor('payloadSizeMB', judge(workload({ payloadByReference: true })).needs)).toBeUndefined();
  });
});

describe('the requests of a month', () => {
  const spanOf = (stated: Partial<Workload>) => plausibleFor('monthlyRequests', judge(workload(stated)).needs);

  it.each([0.04, 0.1, 1, 5, 10])(
    'include none at a peak of %d per second that is implausible without a peak',
    (peak) => {
      const { from, to } = spanOf({ peakRequestsPerSecond: peak }) as OrdinarySpan;
      expect(from).toBeGreaterThanOrEqual(ORDINARY_MONTHLY_REQUESTS.from);
      expect(to).toBeLessThanOrEqual(ORDINARY_MONTHLY_REQUESTS.to);
      expect(to).toBeGreaterThan(from);
    },
  );

  it('are fewer than ordinary where the peak allows no ordinary month', () => {
    expect(spanOf({ peakRequestsPerSecond: 0.01 })).toEqual({ from: 2628, to: 26_280 });
  });

  it('are one at a peak of 1 per 116 days, and a month of one request leads to serverless', () => {
    const rare = { peakRequestsPerSecond: 1e-7 } as const;
    expect(spanOf(rare)).toEqual({ from: 1, to: 1 });
    const turn = confidenceIn(workload(rare)).turns.find(({ field }) => field === 'monthlyRequests');
    expect(turn).toMatchObject({ to: 'serverless', value: 1, share: 1 });
  });
});

describe('what is plausible of a fact', () => {
  const spanOf = (field: PlausibleField, stated: Partial<Workload>) =>
    plausibleFor(field, judge(workload(stated)).needs) as OrdinarySpan;

  it.each([
    ['processingTimeSeconds', { responseTimeSeconds: 10 }, {}],
    ['processingTimeSeconds', { responseTimeSeconds: 900, payloadSizeMB: 300 }, { payloadSizeMB: 300 }],
    ['responseTimeSeconds', { processingTimeSeconds: 3 }, {}],
    ['activeModelCount', { modelCount: 40, modelInvocationFrequency: 'frequent' }, { modelCount: 40 }],
    ['activeModelCount', { modelCount: 40, modelInvocationFrequency: 'rare' }, { modelCount: 40 }],
    ['peakRequestsPerSecond', { monthlyRequests: 1_000_000 }, {}],
  ] as const)('is no more with another ordinary fact than without: %s with %j', (field, stated, without) => {
    const [narrow, wide] = [spanOf(field, stated), spanOf(field, without)];
    expect(wide.from).toBeLessThanOrEqual(narrow.from * (1 + 1e-9));
    expect(wide.to).toBeGreaterThanOrEqual(narrow.to * (1 - 1e-9));
  });
});

describe('two facts that turn an answer only together', () => {
  it('leave it firm while neither is stated, and likely once one is', () => {
    const steady = { trafficPattern: 'steady' } as const;
    expect(levelOf(steady)).toBe('firm');
    expect(turnsOf({ ...steady, monthlyRequests: 50_000 })).toEqual([['processingTimeSeconds', 'serverless']]);
    expect(judge(workload({ ...steady, processingTimeSeconds: 0.3 })).choice?.option.id).toBe('real-time');
    const removals = removalsFrom(
      workload({ ...steady, monthlyRequests: 50_000 }),
      confidenceIn(workload({ ...steady, monthlyRequests: 50_000 })),
    );
    expect(removals.find(({ field }) => field === 'monthlyRequests')).toMatchObject({
      isSurer: true,
      isUnasked: false,
    });
  });
});

describe('for any workload', () => {
  it('no ordinary value of an unstated fact changes the option, but where a condition names the fact and leads to what it names', () => {
    holdsForAny((stated) => {
      const confidence = confidenceIn(stated);
      expect(unnamedTurns(stated, confidence)).toEqual([]);
      expect(falseConditions(stated, confidence)).toEqual([]);
    });
  });

  it('an answer is firm exactly where it has no condition, and conditions are about missing facts, the likeliest first', () => {
    holdsForAny((stated) => {
      const { level, turns } = confidenceIn(stated);
      expect(level === 'firm').toBe(turns.length === 0);
      const shares = turns.map(({ share }) => share);
      expect(turns.filter(({ field }) => stated[field] !== undefined)).toEqual([]);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
    });
  });

  it('an answer is surer without an ordinary fact only where both turn it together, never because less is asked or facts are needed', () => {
    holdsForAny((stated) => {
      const confidence = confidenceIn(stated);
      const removals = removalsFrom(stated, confidence);
      expect(removals.filter(({ isUnasked }) => isUnasked)).toEqual([]);
      if (confidence.level === 'needs-facts') expect(removals.filter(({ isSurer }) => isSurer)).toEqual([]);
    });
  });
});

describe('an answer without an ordinary fact', () => {
  it('is surer in at most 1 of 200 cases, and then firm: no single fact turns it, but two together do', () => {
    const described = fc.sample(describedWorkload, { numRuns: Math.max(300, runs(1000)), seed: 1 });
    const removals = described.flatMap((stated) => removalsFrom(stated, confidenceIn(stated)));
    const surer = removals.filter(({ isSurer }) => isSurer);
    expect(removals.length).toBeGreaterThan(500);
    expect(surer.map(({ to }) => to)).toEqual(surer.map(() => 'firm'));
    expect(surer.length / removals.length).toBeLessThanOrEqual(1 / 200);
  });
});

describe('the decided cases', () => {
  it('are answered firmly in two of five at least, and one in seven at most needs facts', () => {
    const levels = DECIDED.map((decided) => confidenceIn(decided).level);
    expect(levels.filter((level) => level === 'firm').length / levels.length).toBeGreaterThanOrEqual(2 / 5);
    expect(levels.filter((level) => level === 'needs-facts').length / levels.length).toBeLessThanOrEqual(1 / 7);
  });

  it.each(DECIDED)(
    '$name: no answer is surer without an ordinary fact, and no condition is missing or false',
    (decided) => {
      const confidence = confidenceIn(decided);
      expect(removalsFrom(decided, confidence).filter(({ isSurer }) => isSurer)).toEqual([]);
      expect(unnamedTurns(decided, confidence)).toEqual([]);
      expect(falseConditions(decided, confidence)).toEqual([]);
    },
  );
});

describe('how sure an answer is', () => {
  it('needs facts where nothing is known', () => expect(levelOf({})).toBe('needs-facts'));

  it('is firm for a steady sub-second need', () => {
    expect(levelOf({ trafficPattern: 'steady', responseTimeSeconds: 0.2 })).toBe('firm');
  });

  it('leaves a dataset out where something says that requests arrive', () => {
    expect(turnsOf({ modelCount: 1 })).toContainEqual(['trafficPattern', 'batch-transform']);
    expect(turnsOf({ callerTimeoutSeconds: 900 }).map(([, to]) => to)).not.toContain('batch-transform');
    expect(turnsOf({ requiresStreaming: 'response' }).map(([, to]) => to)).not.toContain('batch-transform');
  });

  it('does not hang on a must-have that nobody mentioned', () => {
    const stated = workload({ trafficPattern: 'intermittent', coldStarts: 'acceptable', costPriority: 'balanced' });
    expect(judge(stated).choice?.option.id).toBe('serverless');
    expect(judge({ ...stated, requiresGpu: true }).choice?.option.id).not.toBe('serverless');
    expect(confidenceIn(stated).turns.map(({ field }) => field)).not.toContain('requiresGpu');
  });

  it('asks for the processing time, with no limit, where every ordinary one leads elsewhere: about 15 s at 200,000 requests per month', () => {
    const { choice } = recommend(workload({ trafficPattern: 'steady', monthlyRequests: 200_000 }));
    expect(choice).toMatchObject({ option: 'real-time', confidence: 'likely' });
    expect(choice?.holdsIf).toMatchObject([{ field: 'processingTimeSeconds', to: 'serverless', value: 0.05 }]);
    expect(choice?.holdsIf[0]?.text).toBe('If the processing time is known: Serverless Inference.');
    expect(choice?.holdsIf[0]).not.toHaveProperty('range');
  });

  it('names no limit behind which a third option follows: 60 s at 50,000 requests per month, and then a queue', () => {
    const stated = workload({ trafficPattern: 'steady', monthlyRequests: 50_000 });
    expect(judge({ ...stated, processingTimeSeconds: 61 }).choice?.option.id).toBe('asynchronous');
    const recommendation = recommend(stated);
    expect(recommendation.choice?.holdsIf.map(({ text }) => text)).toEqual([
      'If the processing time is known: Serverless Inference.',
    ]);
    expect(conditionsOf(recommendation)).toEqual({ holds: ['the processing time stays unknown'], unless: [] });
  });

  it('is said in whole sentences, and to hold behind a limit only where it does', () => {
    fc.assert(
      fc.property(describedWorkload, (stated) => {
        const { choice } = recommend(stated);
        for (const { field, range, text } of choice?.holdsIf ?? []) {
          expect(text).toMatch(/^If [^\n]+: (no option fits|[A-Z][\w -]+)\.$/);
          expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object/);
          expect(text.length).toBeLessThan(120);
          const beyond = [range?.below, range?.above].filter((value) => value !== undefined);
          if (beyond.length !== 1) continue;
          expect(judge({ ...stated, [field]: beyond[0] }).choice?.option.id).toBe(choice?.option);
        }
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });

  it('asks for the response time of 7 MB in varying traffic, where every ordinary one of up to 60 s is answered in real time', () => {
    const { choice } = recommend(workload({ payloadSizeMB: 7, trafficPattern: 'variable' }));
    expect(choice?.holdsIf.map(({ text }) => text)).toContain('If the response time is known: Real-time Inference.');
  });

  it('takes the size of a model whose parameters are counted from them', () => {
    const { turns } = confidenceIn(
      workload({ trafficPattern: 'intermittent', coldStarts: 'acceptable', modelParametersBillion: 1.5 }),
    );
    expect(turns.find(({ field }) => field === 'modelSizeGB')).toMatchObject({
      to: 'asynchronous',
      share: expect.closeTo(0.175, 2),
    });
  });
});

describe('in an answer', () => {
  it('each condition is one sentence of its fact and option, and its assumption is decisive', () => {
    const { choice, assumptions } = recommend(
      workload({ trafficPattern: 'intermittent', responseTimeSeconds: 300, coldStarts: 'acceptable' }),
    );
    expect(choice).toMatchObject({ option: 'serverless', confidence: 'likely' });
    expect(choice?.holdsIf).toEqual([
      {
        field: 'processingTimeSeconds',
        text: 'If a request takes over 60 s: Asynchronous Inference.',
        to: 'asynchronous',
        value: expect.closeTo(60, 0),
        range: { least: expect.closeTo(60, 0), below: 60, most: 100 },
      },
    ]);
    const decisive = assumptions.filter((assumption) => assumption.decisive).map(({ field }) => field);
    expect(decisive).toEqual(['processingTimeSeconds']);
  });

  it('the facts that decide head the assumptions where facts are needed', () => {
    const { assumptions, choice } = recommend(workload({ payloadSizeMB: 7 }));
    expect(choice?.confidence).toBe('needs-facts');
    expect(assumptions.slice(0, 2).map(({ field, decisive }) => [field, decisive])).toEqual([
      ['responseTimeSeconds', true],
      ['trafficPattern', true],
    ]);
  });
});
