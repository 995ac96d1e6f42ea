import { describe } from 'vitest';
import { has, itDecides } from '../decisions.ts';
import { itHoldsTheCuts } from './cuts.ts';

const quiet = { trafficPattern: 'intermittent' } as const;
const variable = { trafficPattern: 'variable' } as const;
const strict = { coldStarts: 'unacceptable' } as const;
const gateway = { ...quiet, responseTimeSeconds: 50, callerTimeoutSeconds: 29 } as const;

const FITS = { chosen: 'serverless/single-model/on-demand', conditional: false } as const;
const WARM = { chosen: 'serverless/single-model/provisioned-concurrency', why: has('warm-in-known-hours') } as const;
const ruledOut = (code: string) => ({ against: { serverless: [code] } });

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
    // What follows from no time is not assumed.
    { what: 'requests in work at once, 200: arrivals a second times the time that each takes', code: 'concurrency-over-quota',
      fits: [{ peakRequestsPerSecond: 100, processingTimeSeconds: 2 }, { peakRequestsPerSecond: 4000 }],
      ruledOut: [{ peakRequestsPerSecond: 101, processingTimeSeconds: 2 },
        { peakRequestsPerSecond: 101, processingTimeSeconds: 2, burstRequests: 1 },
        { peakRequestsPerSecond: 1, processingTimeSeconds: 2, burstRequests: 201 }] },
    { what: 'Region', code: 'region-not-listed', fits: [{ region: 'us-east-1' }, { region: 'eu-west-1' }, { region: 'sa-east-1' }],
      ruledOut: [{ region: 'me-central-1' }, { region: 'ap-southeast-3' }, { region: 'us-gov-west-1' }] },
    { what: 'the answer against the time that one request takes', code: 'answer-later-than-needed',
      fits: [{ responseTimeSeconds: 2, processingTimeSeconds: 2 }], ruledOut: [{ responseTimeSeconds: 2, processingTimeSeconds: 2.1 }] },
    // A team that names a GPU instance needs one, unless it says otherwise.
    { what: 'GPU', code: 'gpu-not-supported',
      fits: [{ requiresGpu: false }, { instanceType: 'ml.m5.xlarge' }, { requiresGpu: false, instanceType: 'ml.g5.xlarge' }],
      ruledOut: [{ requiresGpu: true }, { instanceType: 'ml.g5.xlarge' }, { instanceType: 'ml.p4d.24xlarge' }] },
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

  // biome-ignore format: one case a line.
  itDecides([
    ['is ruled out where cold starts are, for traffic that is not intermittent, even if it is predictable',
      [{ ...strict, trafficPattern: 'steady', trafficPredictable: true }, ruledOut('cold-starts-not-accepted')],
      [{ ...strict, ...variable, trafficPredictable: true }, ruledOut('cold-starts-not-accepted')]],
    ['is ruled out for intermittent traffic that is not predictable, and says what is missing where nothing is known of it',
      [{ ...strict, ...quiet, trafficPredictable: false }, ruledOut('cold-starts-not-accepted')],
      [{ ...strict, ...quiet }, ruledOut('busy-times-not-known')]],
    ['keeps capacity warm for intermittent traffic that is predictable, or of which the busy hours of a day are stated',
      [{ ...strict, ...quiet, trafficPredictable: true }, WARM],
      [{ ...strict, ...quiet, busyHoursPerDay: 2 }, WARM]],
    ['is ruled out below 1 s of response time, where nothing is said of cold starts',
      [{ ...variable, responseTimeSeconds: 0.999 }, ruledOut('cold-starts-not-accepted')],
      [{ ...variable, responseTimeSeconds: 1 }, { against: { serverless: undefined } }],
      [{ ...quiet, responseTimeSeconds: 0.2, coldStarts: 'acceptable' }, FITS]],
    ['asks nothing of cold starts for a dataset',
      [{ ...strict, trafficPattern: 'dataset' }, { lost: { serverless: ['job-suits-stored-data'] } }]],
    ['holds only if the caller can wait in another way where its connection closes before 29.1 s are over',
      [{ ...gateway, processingTimeSeconds: 29 }, FITS],
      [{ ...gateway, processingTimeSeconds: 29.1 }, { ...FITS, conditional: true }]],
  ]);
});
