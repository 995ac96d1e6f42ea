import { describe, expect, it } from 'vitest';
import type { Assumption, Workload, WorkloadField } from '../../../../src/recommender/index.ts';
import { answerTo } from '../../../support/answers.ts';
import { NAMED, NOT_NAMED, SENTENCES } from './index-cases.ts';

const assumed = (stated: Partial<Workload>): Assumption[] => answerTo(stated).assumptions;
const fieldsOf = (stated: Partial<Workload>): WorkloadField[] => assumed(stated).map(({ field }) => field);
const textOf = (field: WorkloadField, stated: Partial<Workload>): string | undefined =>
  assumed(stated).find((assumption) => assumption.field === field)?.text;

describe('where nothing is stated', () => {
  it('the traffic pattern heads the list, since it decides most', () => {
    expect(assumed({})[0]).toEqual({
      field: 'trafficPattern',
      value: 'variable',
      text: 'Traffic pattern: not given; assumed to vary and to be rarely idle.',
      decisive: true,
    });
  });

  it.each([
    ['coldStarts', 'acceptable'],
    ['costPriority', 'balanced'],
    ['region', 'us-east-1'],
    ['responseTimeSeconds', null],
  ])("the contract's default is named: %s %s", (field, value) => {
    expect(assumed({})).toContainEqual(expect.objectContaining({ field, value }));
  });
});

describe('an assumption', () => {
  it.each(NAMED)('is named where it decides: %s of %j', (field, stated) => {
    expect(fieldsOf(stated)).toContain(field);
  });

  it.each(NOT_NAMED)("isn't named: %s of %j, where %s", (field, stated) => {
    expect(fieldsOf(stated)).not.toContain(field);
  });

  it.each(SENTENCES)('of %s of %j says %s', (field, stated, text) => {
    if (text instanceof RegExp) expect(textOf(field, stated)).toMatch(text);
    else expect(textOf(field, stated)).toBe(text);
  });
});

describe('what the estimates of others rest on', () => {
  /** Serverless Inference at $8.40 against $79 of one instance. */
  const little = {
    trafficPattern: 'variable',
    monthlyRequests: 300_000,
    processingTimeSeconds: 1,
    costPriority: 'lowest-cost',
  } as const;

  it('is named with theirs, each once: the instance, what it does at once, the 70 % and the shape of the day', () => {
    expect(textOf('instanceType', little)).toBe(
      "Instance type: not given; ml.c6i.large is priced, chosen by the month's bill (Real-time and Asynchronous Inference). Each instance is assumed to process 2 requests at once, 1 per vCPU (Real-time Inference).",
    );
    expect(textOf('peakRequestsPerSecond', little)).toContain('70% busy');
    expect(textOf('trafficPattern', little)).toContain('twice the average');
    expect(fieldsOf(little).filter((field) => field === 'processingTimeSeconds')).toHaveLength(1);
  });

  it("says once that a field isn't given", () => {
    const served = { ...little, trafficPattern: 'steady', monthlyRequests: 300_000_000, modelCount: 1 } as const;
    expect(textOf('payloadSizeMB', served)).toBe(
      "Payload: not given; assumed to be at most 6 MB. Data in and out isn't priced.",
    );
  });

  it('is named without them where the choice rests on it as well: 10 million a month on 3 ml.c6i.large each', () => {
    const busy = { ...little, trafficPattern: 'steady', monthlyRequests: 10_000_000 } as const;
    expect(answerTo(busy).choice?.option).toBe('real-time');
    expect(textOf('instanceType', busy)).not.toContain('(');
    expect(textOf('modelSizeGB', busy)).toContain('2 GB is priced (Serverless Inference).');
  });

  it('gives no value for the choice: the 2 GB of Serverless Inference are not its memory', () => {
    const busy = { ...little, trafficPattern: 'steady', monthlyRequests: 300_000_000 } as const;
    expect(assumed(busy).find(({ field }) => field === 'modelSizeGB')).toMatchObject({ value: null });
    expect(assumed(little).find(({ field }) => field === 'modelSizeGB')).toMatchObject({ value: 2 });
  });

  it('is not named where they are not priced, nor where a job wins whatever they cost', () => {
    const { processingTimeSeconds, ...unpriced } = little;
    const runs = { datasetRecordsPerRun: 300_000, datasetRunsPerMonth: 30, processingTimeSeconds };
    for (const stated of [unpriced, { ...runs, trafficPattern: 'dataset' as const }])
      expect(assumed(stated).filter(({ text }) => text.includes('Inference)'))).toEqual([]);
  });
});

describe('the order', () => {
  it('has what the estimates rest on behind what decides the answer, and that of others last', () => {
    const fields = fieldsOf({
      trafficPattern: 'variable',
      monthlyRequests: 300_000,
      processingTimeSeconds: 1,
      costPriority: 'lowest-cost',
    });
    expect(fields[0]).toBe('responseTimeSeconds');
    expect(fields.slice(-4)).toEqual([
      'processingTimeSeconds',
      'instanceType',
      'trafficPattern',
      'peakRequestsPerSecond',
    ]);
  });

  it('has the response time first where the traffic is stated and it decides', () => {
    expect(fieldsOf({ trafficPattern: 'variable' })[0]).toBe('responseTimeSeconds');
  });

  it('has what decides only hosting or scaling behind what decides the option', () => {
    const fields = fieldsOf({ responseTimeSeconds: 5 });
    expect(fields.indexOf('requiresScaleToZero')).toBeGreaterThan(fields.indexOf('payloadSizeMB'));
    expect(fields.indexOf('costPriority')).toBeGreaterThan(fields.indexOf('requiresScaleToZero'));
  });
});
