import { describe, expect, it } from 'vitest';
import { recommend } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { chosen, codesOf, rejectedBy, ruledOutBy } from '../../support/reading.ts';
import { workload } from '../../support/workloads.ts';
import { itHoldsTheCuts } from './cuts.ts';

const quiet = { trafficPattern: 'intermittent' } as const;

describe('serverless inference', () => {
  // biome-ignore format: one case a line.
  itHoldsTheCuts('serverless', quiet, [
    { what: 'payload, 4 MB', code: 'payload-over-quota',
      fits: [{ payloadSizeMB: 3.999 }, { payloadSizeMB: 4 }, { payloadSizeMB: 500, payloadByReference: true }], ruledOut: [{ payloadSizeMB: 4.001 }] },
    { what: 'processing, 60 s', code: 'processing-over-quota', fits: [{ processingTimeSeconds: 59.9 }, { processingTimeSeconds: 60 }],
      ruledOut: [{ processingTimeSeconds: 60.1 }] },
    { what: 'memory, 6 GB', code: 'model-over-memory', fits: [{ modelSizeGB: 5.9 }, { modelSizeGB: 6 }], ruledOut: [{ modelSizeGB: 6.001 }] },
    { what: 'container image, 10 GB', code: 'image-over-quota', fits: [{ containerImageSizeGB: 9.9 }, { containerImageSizeGB: 10 }],
      ruledOut: [{ containerImageSizeGB: 10.1 }] },
    { what: 'requests that arrive together, 200', code: 'concurrency-over-quota', fits: [{ burstRequests: 199 }, { burstRequests: 200 }],
      ruledOut: [{ burstRequests: 201 }] },
    {
      what: 'requests in work at once, 200: arrivals a second times the time that each takes',
      code: 'concurrency-over-quota',
      fits: [
        { peakRequestsPerSecond: 100, processingTimeSeconds: 2 },
        // What follows from no time is not assumed.
        { peakRequestsPerSecond: 4000 },
      ],
      ruledOut: [
        { peakRequestsPerSecond: 101, processingTimeSeconds: 2 },
        { peakRequestsPerSecond: 101, processingTimeSeconds: 2, burstRequests: 1 },
        { peakRequestsPerSecond: 1, processingTimeSeconds: 2, burstRequests: 201 },
      ],
    },
    { what: 'Region', code: 'region-not-listed', fits: [{ region: 'us-east-1' }, { region: 'eu-west-1' }, { region: 'sa-east-1' }],
      ruledOut: [{ region: 'me-central-1' }, { region: 'ap-southeast-3' }, { region: 'us-gov-west-1' }] },
    { what: 'the answer against the time that one request takes', code: 'answer-later-than-needed',
      fits: [{ responseTimeSeconds: 2, processingTimeSeconds: 2 }], ruledOut: [{ responseTimeSeconds: 2, processingTimeSeconds: 2.1 }] },
    {
      what: 'GPU',
      code: 'gpu-not-supported',
      fits: [{ requiresGpu: false }, { instanceType: 'ml.m5.xlarge' }, { requiresGpu: false, instanceType: 'ml.g5.xlarge' }],
      // A team that names a GPU instance needs one, unless it says otherwise.
      ruledOut: [{ requiresGpu: true }, { instanceType: 'ml.g5.xlarge' }, { instanceType: 'ml.p4d.24xlarge' }],
    },
    { what: 'VPC', code: 'vpc-not-supported', fits: [{ requiresVpc: false }], ruledOut: [{ requiresVpc: true }] },
    { what: 'network isolation', code: 'network-isolation-not-supported', fits: [{ requiresNetworkIsolation: false }],
      ruledOut: [{ requiresNetworkIsolation: true }] },
    { what: 'data capture', code: 'data-capture-not-supported', fits: [{ requiresDataCapture: false }], ruledOut: [{ requiresDataCapture: true }] },
    { what: 'variants', code: 'variants-not-supported', fits: [{ requiresMultipleVariants: false }], ruledOut: [{ requiresMultipleVariants: true }] },
    { what: 'AWS Marketplace', code: 'marketplace-not-supported', fits: [{ requiresMarketplaceModel: false }],
      ruledOut: [{ requiresMarketplaceModel: true }] },
    { what: 'streaming', code: 'streaming-not-supported', fits: [{ requiresStreaming: 'none' }],
      ruledOut: [{ requiresStreaming: 'response' }, { requiresStreaming: 'bidirectional' }] },
  ]);

  describe('where cold starts are ruled out', () => {
    const strict = workload({ coldStarts: 'unacceptable' });

    it.each(['steady', 'variable'] as const)(
      'is ruled out for %s traffic, even if it is predictable',
      (trafficPattern) => {
        const answer = explained({ ...strict, trafficPattern, trafficPredictable: true });
        expect(ruledOutBy(answer, 'serverless')).toEqual(['cold-starts-not-accepted']);
      },
    );

    it('is ruled out for intermittent traffic that is not predictable', () => {
      const answer = explained({ ...strict, ...quiet, trafficPredictable: false });
      expect(ruledOutBy(answer, 'serverless')).toEqual(['cold-starts-not-accepted']);
    });

    it('says what is missing where nothing is known of the busy periods', () => {
      const answer = recommend({ ...strict, ...quiet });
      expect(ruledOutBy(answer, 'serverless')).toEqual(['busy-times-not-known']);
      expect(answer.assumptions.map(({ field }) => field)).toContain('trafficPredictable');
    });

    it('keeps capacity warm for intermittent, predictable traffic', () => {
      const answer = explained({ ...strict, ...quiet, trafficPredictable: true });
      expect(chosen(answer)).toBe('serverless/single-model/provisioned-concurrency');
      expect(codesOf(answer.rationale)).toContain('warm-in-known-hours');
    });

    it('keeps capacity warm where the busy hours of a day are stated', () => {
      const answer = explained({ ...strict, ...quiet, busyHoursPerDay: 2 });
      expect(chosen(answer)).toBe('serverless/single-model/provisioned-concurrency');
    });
  });

  it('is ruled out below 1 s of response time, where nothing is said of cold starts', () => {
    const variable = { trafficPattern: 'variable' } as const;
    const below = explained({ ...variable, responseTimeSeconds: 0.999 });
    expect(ruledOutBy(below, 'serverless')).toEqual(['cold-starts-not-accepted']);
    expect(ruledOutBy(explained({ ...variable, responseTimeSeconds: 1 }), 'serverless')).toBeUndefined();
  });

  it('stays in below 1 s where cold starts were said to be acceptable', () => {
    const answer = explained({ ...quiet, responseTimeSeconds: 0.2, coldStarts: 'acceptable' });
    expect(chosen(answer)).toBe('serverless/single-model/on-demand');
  });

  it('asks nothing of cold starts for a dataset', () => {
    const answer = explained({ trafficPattern: 'dataset', coldStarts: 'unacceptable' });
    expect(rejectedBy(answer, 'serverless')).toEqual(['outranked', ['job-suits-stored-data']]);
  });

  it('holds only if the caller can wait in another way where its connection closes before 29.1 s are over', () => {
    const behindGateway = workload({ ...quiet, responseTimeSeconds: 50, callerTimeoutSeconds: 29 });
    expect(explained({ ...behindGateway, processingTimeSeconds: 29 }).choice).toMatchObject({
      option: 'serverless',
      conditional: false,
    });
    expect(explained({ ...behindGateway, processingTimeSeconds: 29.1 }).choice).toMatchObject({
      option: 'serverless',
      conditional: true,
    });
  });
});
