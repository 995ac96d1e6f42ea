import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Explained } from '../../../src/recommender/explain/index.ts';
import { FINDINGS } from '../../../src/recommender/findings/index.ts';
import { briefReason, factOf, type Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { codesOf } from '../../support/reading.ts';
import { anyWorkload, sparseWorkload } from '../../support/workloads.ts';

const forAny = (holds: (answer: Explained) => void): void =>
  fc.assert(
    fc.property(fc.oneof(sparseWorkload, anyWorkload), (stated) => holds(explained(stated))),
    { numRuns: runs(300, { costly: true }) },
  );

/** The code that leads against each option that is ruled out. */
const leads = (stated: Partial<Workload>): Record<string, string | undefined> =>
  Object.fromEntries(explained(stated).rejected.map(({ option, reasons }) => [option, reasons[0]?.code]));

describe('the reasons against the other options, for any workload', () => {
  it('have no sentence that two options share', () => {
    forAny(({ rejected }) => {
      const texts = rejected.flatMap(({ reasons }) => reasons.map(({ text }) => text));
      expect(texts.length - new Set(texts).size).toBe(0);
    });
  });

  it('lead with a fact that leads against no option before, as long as one of theirs leads against none', () => {
    forAny(({ rejected }) => {
      const led = new Set<string>();
      const leading = rejected.map(({ reasons }) => reasons[0] && factOf(reasons[0]));
      for (const { verdict, reasons } of rejected) {
        const facts = reasons.map(factOf);
        const [first = ''] = facts;
        if (verdict === 'ruled-out' && led.has(first))
          expect(facts.filter((fact) => !leading.includes(fact))).toEqual([]);
        led.add(first);
      }
    });
  });
});

const fraud = { requiresDataCapture: true, coldStarts: 'unacceptable' } as const;
const DATA = 'data-capture-not-supported';
const SIZE = 'payload-over-quota';
const GPU = 'gpu-not-supported';

describe('what leads against an option', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['what nothing lifts: a GPU that a known model needs, not the cold starts that were ruled out',
      { modelId: 'llama-3-8b', coldStarts: 'unacceptable', requiresStreaming: 'response' },
      { serverless: GPU, asynchronous: 'streaming-not-supported', 'batch-transform': 'requests-not-a-data-set' }],
    ['another fact where one is said already: 40 MB against real-time, no GPUs against serverless',
      { payloadSizeMB: 40, responseTimeSeconds: 900, requiresGpu: true }, { 'real-time': SIZE, serverless: GPU }],
    ['another fact where one is said already: 900 s against real-time, no GPUs against serverless',
      { processingTimeSeconds: 900, requiresGpu: true }, { 'real-time': 'processing-over-quota', serverless: GPU }],
    ['the limit of each option where they differ: 6 MB of real-time inference, and 4 MB of serverless',
      { payloadSizeMB: 500, processingTimeSeconds: 90, responseTimeSeconds: 900, requiresGpu: true },
        { 'real-time': SIZE, serverless: SIZE }],
    ['a number where it would have to move more than 10 times: a queue where 300 ms are needed, not data capture',
      { ...fraud, responseTimeSeconds: 0.3 }, { asynchronous: 'queue-gives-no-promise' }],
    ['no number that is nearer: 12 s', { ...fraud, responseTimeSeconds: 12 }, { asynchronous: DATA }],
    ['the same fact where there is no other: neither serverless nor a queue captures data',
      { requiresDataCapture: true }, { serverless: DATA, asynchronous: DATA }],
  ] as const)('is %s', (_what, stated, codes) => {
    expect(leads(stated)).toMatchObject(codes);
  });

  it('says of each option beside a job what it takes to score a dataset', () => {
    const { rejected } = explained({ trafficPattern: 'dataset', datasetRunsPerMonth: 30 });
    const cells = rejected.map(({ option, reasons: [first] }) => first && briefReason(first, option));
    expect(new Set(cells)).toEqual(
      new Set([
        'Needs an endpoint; a job ends when done',
        'Needs a caller that sends every record',
        'Queues every record as a request',
      ]),
    );
  });
});

describe('what speaks for the choice, for any workload', () => {
  const FEATURE_CODES = Object.keys(FINDINGS).filter((code) => code.endsWith('-not-supported'));

  it('names a must-have only where an option that is ruled out lacks it', () => {
    forAny(({ rationale, rejected }) => {
      const features = rationale.filter(({ code }) => code === 'feature-available');
      const lacking = rejected.filter(({ verdict, reasons }) => {
        return verdict === 'ruled-out' && codesOf(reasons).some((code) => FEATURE_CODES.includes(code));
      });
      expect(features.length).toBeLessThanOrEqual(lacking.length);
      for (const { text } of features) {
        const isNamed = lacking.some(({ title }) => text.includes(title));
        expect(isNamed || (text.includes('which only') && lacking.length === 3)).toBe(true);
      }
    });
  });

  it('has at most one reason for each option that is ruled out or fits only under a condition, and says nothing twice', () => {
    forAny(({ rationale, rejected }) => {
      const out = rejected.filter(
        ({ verdict, reasons }) => verdict === 'ruled-out' || codesOf(reasons).includes('certain-preferred'),
      );
      const fits = codesOf(rationale).filter((code) => /-fits$|-available$|^answers-[da]|^stays-warm$/.test(code));
      expect(fits.length).toBeLessThanOrEqual(out.length);
      const texts = rationale.map(({ text }) => text);
      expect(new Set(texts).size).toBe(texts.length);
    });
  });
});
