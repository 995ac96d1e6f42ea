import { describe, expect, it } from 'vitest';
import { answerTo, explained } from '../../support/answers.ts';
import { has, itDecides } from '../decisions.ts';
import { itHoldsTheCuts } from './cuts.ts';

const stored = { trafficPattern: 'dataset' } as const;

const JOB = { chosen: 'batch-transform/single-model/per-job', conditional: false } as const;
const SUITS = ['job-suits-stored-data'];

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

  // biome-ignore format: one case a line.
  itHoldsTheCuts('batch-transform', {}, [
    { what: 'requests, which are no data set', code: 'requests-not-a-data-set', fits: [stored],
      ruledOut: [{}, { trafficPattern: 'steady' }, { trafficPattern: 'variable' }, { trafficPattern: 'intermittent' },
        { responseTimeSeconds: 900 },
        { responseTimeSeconds: 86_400, costPriority: 'lowest-cost' }, { processingTimeSeconds: 7200 }] },
  ]);

  // biome-ignore format: one case a line.
  itDecides([
    ['has a GPU, a VPC, data capture and models from AWS Marketplace',
      [{ ...stored, requiresGpu: true }, JOB],
      [{ ...stored, requiresVpc: true }, JOB],
      [{ ...stored, requiresDataCapture: true }, JOB],
      [{ ...stored, requiresMarketplaceModel: true }, JOB]],
    ['has network isolation by one page of AWS and not by another, so a queue that has it comes first',
      [{ ...stored, requiresNetworkIsolation: true }, { chosen: 'asynchronous/single-model/scale-to-zero', conditional: false,
        lost: { 'batch-transform': ['network-isolation-disputed', 'certain-preferred'] } }],
      [{ ...stored, requiresNetworkIsolation: true, payloadSizeMB: 2048 },
        { ...JOB, conditional: true, warned: has('network-isolation-disputed') }]],
    ['takes records of 100 MB for certain, and more only from a container of the team’s own: what takes those for certain comes first',
      [{ ...stored, payloadSizeMB: 99 }, JOB],
      [{ ...stored, payloadSizeMB: 100 }, JOB],
      [{ ...stored, payloadSizeMB: 101 }, { chosen: 'asynchronous/single-model/scale-to-zero',
        lost: { 'batch-transform': ['record-over-mini-batch', 'certain-preferred'] } }],
      [{ ...stored, payloadSizeMB: 2048 }, { ...JOB, conditional: true, warned: has('record-over-mini-batch') }]],
    ['does not mind the size of the dataset: 500 GB once a month',
      [{ ...stored, datasetSizeGB: 500, datasetRunsPerMonth: 1 }, JOB]],
    ['leaves endpoints in for a dataset, outranked by the job, under any cost priority',
      [stored, { ...JOB, lost: { 'real-time': SUITS, serverless: SUITS, asynchronous: SUITS } }],
      [{ ...stored, costPriority: 'lowest-cost' }, JOB],
      [{ ...stored, costPriority: 'performance' }, JOB]],
  ]);

  const lacking = { chosen: 'asynchronous/single-model/scale-to-zero', conditional: false } as const;
  itDecides([
    [
      'is ruled out for a model that endpoints have types for and jobs do not, also in a Region that has neither, and stays where nothing holds it',
      [{ ...stored, modelId: 'deepseek-r1' }, lacking],
      [{ ...stored, modelId: 'deepseek-r1', region: 'me-central-1' }, lacking],
      [{ ...stored, modelSizeGB: 700, requiresGpu: true }, lacking],
      [{ ...stored, modelSizeGB: 5000, requiresGpu: true }, JOB],
      [{ ...stored, modelId: 'llama-3.3-70b' }, JOB],
    ],
  ]);

  it('names the types that jobs lack, prices the queue in its place and no flip back to a job elsewhere: llama-3.1-405b', () => {
    const run = {
      ...stored,
      datasetRecordsPerRun: 10_000,
      datasetRunsPerMonth: 4,
      inputTokens: 1000,
      outputTokens: 500,
    };
    const { costs, flips, rejected, outside } = answerTo({ ...run, modelId: 'llama-3.1-405b' });
    const job = rejected.find(({ option }) => option === 'batch-transform');
    expect(job?.reasons[0]?.text).toBe(
      'No instance type of Batch Transform holds llama-3.1-405b: it lacks p5en, p6-b200, p6-b300, which endpoints have.',
    );
    expect(costs[0]?.monthlyUsd?.likely).toBeGreaterThan(100);
    expect(flips.filter(({ option, field }) => option === 'batch-transform' && field !== 'requiresGpu')).toEqual([]);
    expect(outside?.map(({ id }) => id)).toEqual(['processing-job']);
  });

  it('has the deadline of each request beside the reason where there is one: 900 s', () => {
    const { rejected } = explained({ payloadSizeMB: 500, responseTimeSeconds: 900 });
    const reason = rejected.find(({ option }) => option === 'batch-transform')?.reasons[0];
    expect(reason).toMatchObject({ code: 'requests-not-a-data-set', asked: 900 });
  });
});
