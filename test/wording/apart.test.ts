import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factOf, type Reason, type Recommendation, recommend, type Workload } from '../../src/recommender/index.ts';
import { fitWords, hostingsApart, reasonsApart, underName, wayIn } from '../../src/wording/differences.ts';
import { conditionsOf, firstStep, warningsBeside } from '../../src/wording/sentences.ts';
import { runs } from '../support/lane.ts';
import { codesOf } from '../support/reading.ts';
import { anyWorkload, sparseWorkload, workload } from '../support/workloads.ts';

const answerTo = (stated: Partial<Workload>): Recommendation => recommend(workload(stated));
const fitsOf = (stated: Partial<Workload>) => {
  const { rejected, workload: understood } = answerTo(stated);
  return Object.fromEntries(rejected.map((other) => [other.option, fitWords(other, understood)]));
};

describe('the reasons against the other options, told apart', () => {
  it('have a fact once: that neither serverless, a queue nor a job has variants is said of serverless', () => {
    const { rejected } = answerTo({
      requiresMultipleVariants: true,
      responseTimeSeconds: 0.3,
      coldStarts: 'unacceptable',
    });
    const told = reasonsApart(rejected).map((reasons, index) => [rejected[index]?.option, codesOf(reasons)]);
    expect(told).toEqual([
      ['serverless', ['cold-starts-not-accepted', 'variants-not-supported']],
      ['asynchronous', ['queue-gives-no-promise']],
      ['batch-transform', ['requests-not-a-data-set']],
    ]);
  });

  it('keep the first of each option and name every fact, for any workload', () => {
    fc.assert(
      fc.property(fc.oneof(sparseWorkload, anyWorkload), (stated) => {
        const { rejected } = recommend(stated);
        const apart = reasonsApart(rejected);
        expect(apart.map(([first]) => first)).toEqual(rejected.map(({ reasons: [first] }) => first));
        const facts = (of: readonly (readonly Reason[])[]) => new Set(of.flat().map(factOf));
        expect(facts(apart)).toEqual(facts(rejected.map(({ reasons }) => reasons)));
      }),
      { numRuns: runs(150, { costly: true }) },
    );
  });

  it('stand under the name of the option without it', () => {
    const under = (text: string) => underName({ code: 'any', text }, 'Serverless Inference').text;
    expect(under('Serverless Inference has no GPUs.')).toBe('Has no GPUs.');
    expect(under('Serverless Inference is estimated at $12 per month.')).toBe('Estimated at $12 per month.');
    expect(under('500 MB per request exceeds the 4 MB limit of Serverless Inference.')).toMatch(/^500 MB/);
  });
});

it('the hosting patterns that were not chosen share a line where they share the reason: adapters load their base once only as inference components', () => {
  const told = hostingsApart(answerTo({ modelCount: 3, modelAdapters: true }).rejectedHosting);
  expect(told.map(({ title }) => title)).toContain('Multi-model endpoint and Multi-container endpoint');
  const texts = told.map(({ reasons }) => reasons.map(({ text }) => text).join());
  expect(new Set(texts).size).toBe(texts.length);
});

describe('what an option would need', () => {
  it('is no dataset where requests arrive, and no caller where a dataset is scored', () => {
    expect(fitsOf({ responseTimeSeconds: 12 })).toMatchObject({
      asynchronous: 'Fits if the allowed response time is at least 60 s.',
      'batch-transform': undefined,
    });
    expect(fitsOf({ trafficPattern: 'dataset', datasetRunsPerMonth: 30 })).toMatchObject({
      'real-time': undefined,
      serverless: undefined,
    });
  });

  it('is a dataset where no option fits, as a way out', () => {
    const { rejected } = answerTo({ payloadSizeMB: 3000, responseTimeSeconds: 600 });
    const batch = rejected.find(({ option }) => option === 'batch-transform');
    expect(batch && wayIn(batch)).toBe('Batch Transform fits if a dataset is scored instead of requests.');
  });

  it('is steady traffic, and not a payload 400 times as large, where real-time inference lost to serverless', () => {
    const quiet = {
      trafficPattern: 'intermittent',
      coldStarts: 'acceptable',
      responseTimeSeconds: 2,
      monthlyRequests: 150,
      payloadSizeMB: 0.01,
    } as const;
    expect(fitsOf(quiet)['real-time']).toBe('Chosen if traffic is steady.');
  });
});

describe('what to do before deploying', () => {
  it('begins with a load test of a modelled size, and with timing a request where the time alone is missing', () => {
    const chat = { modelId: 'llama-3-8b', inputTokens: 1000, outputTokens: 300, peakRequestsPerSecond: 20 };
    expect(firstStep(answerTo({ trafficPattern: 'variable', ...chat }))).toMatchObject({
      code: 'size-is-modelled',
      asked: 3,
    });
    expect(firstStep(answerTo({ peakRequestsPerSecond: 300, responseTimeSeconds: 0.5 }))).toMatchObject({
      code: 'size-is-unknown',
      asked: 'ml.c6i.large',
    });
    expect(firstStep(answerTo({ responseTimeSeconds: 0.5 }))).toBeUndefined();
  });

  it('leaves out what the answer holds on: 10 MB, of which AWS documents 6 MB and 25 MB as the limit', () => {
    const answer = answerTo({ payloadSizeMB: 10, responseTimeSeconds: 2 });
    expect(conditionsOf(answer).holds).toEqual([
      'real-time inference accepts 10 MB in a test, since AWS documents both 6 MB and 25 MB',
    ]);
    expect(codesOf(answer.warnings)).toContain('payload-disputed');
    expect(codesOf(warningsBeside(answer))).not.toContain('payload-disputed');
  });

  // Found by seed 1999643677.
  it('has words for one server of all frameworks, which models of several frameworks on a GPU take, and says them once', () => {
    const answer = answerTo({ modelsShareContainer: false, requiresGpu: true, imageSteps: 1, busyHoursPerDay: 1e-6 });
    expect(conditionsOf(answer).holds).toEqual(['one server, such as Triton, serves all frameworks']);
    expect(codesOf(answer.warnings)).toContain('needs-server-of-all-frameworks');
    expect(codesOf(warningsBeside(answer))).not.toContain('needs-server-of-all-frameworks');
  });

  it('has words for every condition that a choice can hold on', () => {
    fc.assert(
      fc.property(fc.oneof(sparseWorkload, anyWorkload), (stated) => {
        const answer = recommend(stated);
        expect(conditionsOf(answer).holds).not.toContain('a test confirms it');
        expect(answer.warnings.length - warningsBeside(answer).length).toBe(answer.choice?.conditional ? 1 : 0);
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });
});
