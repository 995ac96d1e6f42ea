import { describe, expect, it } from 'vitest';
import { explained } from '../../support/answers.ts';
import { chosen, codesOf, rejectedBy, ruledOutBy } from '../../support/reading.ts';
import { itHoldsTheCuts } from './cuts.ts';

const stored = { trafficPattern: 'dataset' } as const;

describe('batch transform', () => {
  // biome-ignore format: one case a line.
  itHoldsTheCuts('batch-transform', stored, [
    { what: 'processing of one record, 3,600 s', code: 'processing-over-quota', fits: [{ processingTimeSeconds: 3599 }, { processingTimeSeconds: 3600 }],
      ruledOut: [{ processingTimeSeconds: 3600.1 }] },
    { what: 'a caller that waits less than 60 s', code: 'caller-waits', fits: [{}, { responseTimeSeconds: 60 }, { responseTimeSeconds: 900 }],
      ruledOut: [{ responseTimeSeconds: 59.9 }] },
    { what: 'streaming', code: 'streaming-not-supported', fits: [{ requiresStreaming: 'none' }],
      ruledOut: [{ requiresStreaming: 'response' }, { requiresStreaming: 'bidirectional' }] },
    { what: 'variants', code: 'variants-not-supported', fits: [{ requiresMultipleVariants: false }], ruledOut: [{ requiresMultipleVariants: true }] },
  ]);

  itHoldsTheCuts('batch-transform', {}, [
    {
      what: 'requests, which are no data set',
      code: 'requests-not-a-data-set',
      fits: [stored],
      ruledOut: [
        {},
        { trafficPattern: 'steady' },
        { trafficPattern: 'variable' },
        { trafficPattern: 'intermittent' },
        { responseTimeSeconds: 900 },
        { responseTimeSeconds: 86_400, costPriority: 'lowest-cost' },
      ],
    },
  ]);

  it.each(['requiresGpu', 'requiresVpc', 'requiresDataCapture', 'requiresMarketplaceModel'] as const)(
    'has %s',
    (need) => {
      expect(chosen(explained({ ...stored, [need]: true }))).toBe('batch-transform/single-model/per-job');
    },
  );

  it('has network isolation by one page of AWS and not by another, so a queue that has it comes first', () => {
    const isolated = { ...stored, requiresNetworkIsolation: true } as const;
    const answer = explained(isolated);
    expect(answer.choice).toMatchObject({ option: 'asynchronous', conditional: false });
    expect(rejectedBy(answer, 'batch-transform')).toEqual([
      'outranked',
      ['network-isolation-disputed', 'certain-preferred'],
    ]);
    const { choice, warnings } = explained({ ...isolated, payloadSizeMB: 2048 });
    expect(choice).toMatchObject({ option: 'batch-transform', conditional: true });
    expect(codesOf(warnings)).toContain('network-isolation-disputed');
  });

  it.each([99, 100])('takes records of %d MB for certain', (payloadSizeMB) => {
    const { choice } = explained({ ...stored, payloadSizeMB });
    expect(choice).toMatchObject({ option: 'batch-transform', conditional: false });
  });

  it('takes records of 101 MB only from a container of the team’s own, so what takes them for certain comes first', () => {
    const answer = explained({ ...stored, payloadSizeMB: 101 });
    expect(rejectedBy(answer, 'batch-transform')).toEqual([
      'outranked',
      ['record-over-mini-batch', 'certain-preferred'],
    ]);
    expect(answer.choice?.option).toBe('asynchronous');
  });

  it('takes records of 2 GB on that condition where nothing else takes them', () => {
    const { choice, warnings } = explained({ ...stored, payloadSizeMB: 2048 });
    expect(choice).toMatchObject({ option: 'batch-transform', conditional: true });
    expect(codesOf(warnings)).toContain('record-over-mini-batch');
  });

  it('does not mind the size of the dataset: 500 GB once a month', () => {
    expect(chosen(explained({ ...stored, datasetSizeGB: 500, datasetRunsPerMonth: 1 }))).toBe(
      'batch-transform/single-model/per-job',
    );
  });

  it('leaves endpoints in for a dataset, outranked by the job', () => {
    const answer = explained(stored);
    for (const option of ['real-time', 'serverless', 'asynchronous'] as const) {
      expect(rejectedBy(answer, option)).toEqual(['outranked', ['job-suits-stored-data']]);
    }
  });

  it('has the deadline of each request beside the reason where there is one: 900 s', () => {
    const answer = explained({ payloadSizeMB: 500, responseTimeSeconds: 900 });
    const reason = answer.rejected.find(({ option }) => option === 'batch-transform')?.reasons[0];
    expect(reason).toMatchObject({ code: 'requests-not-a-data-set', asked: 900 });
  });

  it('scales with the job under any cost priority', () => {
    for (const costPriority of ['lowest-cost', 'balanced', 'performance'] as const) {
      expect(chosen(explained({ ...stored, costPriority }))).toBe('batch-transform/single-model/per-job');
    }
  });

  it('is ruled out without a dataset even where all others are', () => {
    const answer = explained({ processingTimeSeconds: 7200 });
    expect(answer.kind).toBe('nothing-fits');
    expect(ruledOutBy(answer, 'batch-transform')).toContain('requests-not-a-data-set');
  });
});
