import { describe, expect } from 'vitest';
import { has, itDecides, tells } from '../decisions.ts';

const direct = { responseTimeSeconds: 0.5 } as const;
const apart = { modelCount: 3, modelsScaleIndependently: true } as const;
const waits = { ...apart, coldStarts: 'minutes-acceptable' } as const;
const sharedGpus = { ...apart, requiresScaleToZero: true, requiresGpu: true } as const;
const soon = { ...sharedGpus, responseTimeSeconds: 5 } as const;
const queued = { payloadSizeMB: 500 } as const;
const gaps = { ...queued, trafficPattern: 'intermittent' } as const;
const minute = { ...gaps, processingTimeSeconds: 60 } as const;
const stored = { trafficPattern: 'dataset', requiresGpu: true, payloadSizeMB: 500 } as const;
const due = (seconds: number) => ({
  ...stored,
  processingTimeSeconds: 2,
  datasetDeadlineHours: seconds / 3600,
  datasetRunsPerMonth: 5000,
});
const quiet = { trafficPattern: 'intermittent' } as const;
const warm = { ...quiet, trafficPredictable: true, coldStarts: 'unacceptable' } as const;

const on = (option: string, scaling: string, conditional = false) => ({ chosen: `${option}/${scaling}`, conditional });
const REAL_TIME = 'real-time/single-model';
const COMPONENTS = 'real-time/inference-components';
const QUEUE = 'asynchronous/single-model';
const SERVERLESS = 'serverless/single-model';
const NO_ZERO = { against: { 'real-time': has('scale-to-zero-not-supported') } };
const COMPONENTS_WAKE = { ...on(COMPONENTS, 'scale-to-zero', true), warned: has('wake-up-takes-minutes') };
const NO_COMPONENTS = {
  chosen: 'nothing-fits',
  against: { 'real-time': has('scale-to-zero-not-supported', 'wake-up-takes-minutes') },
};
const NOT_WARM = { chosen: expect.not.stringContaining('provisioned-concurrency') };

// biome-ignore format: one case a line.
describe('instances of a real-time endpoint', () => {
  itDecides([
    ['are fixed for steady traffic',
      [{ ...direct, trafficPattern: 'steady' },
        { ...on(REAL_TIME, 'fixed'), title: 'Real-time inference with a fixed number of instances' }]],
    ['scale for variable and intermittent traffic, and where nothing is said of it',
      [{ ...direct, trafficPattern: 'variable' }, { ...on(REAL_TIME, 'auto-scaling'), title: 'Real-time inference with auto scaling' }],
      [{ ...direct, trafficPattern: 'intermittent' }, on(REAL_TIME, 'auto-scaling')],
      [direct, on(REAL_TIME, 'auto-scaling')]],
    ['do not go to zero, on a single-model endpoint or on a pipeline',
      [{ responseTimeSeconds: 5, requiresGpu: true, coldStarts: 'acceptable', requiresScaleToZero: true }, NO_ZERO],
      [{ containerCount: 2, containerInvocation: 'serial', requiresScaleToZero: true }, NO_ZERO]],
  ]);
});

// biome-ignore format: one case a line.
describe('inference components', () => {
  itDecides([
    ['are fixed for steady traffic, and scale for other',
      [{ ...apart, trafficPattern: 'steady' }, on(COMPONENTS, 'fixed')],
      [{ ...apart, trafficPattern: 'variable' }, on(COMPONENTS, 'auto-scaling')],
      [{ ...apart, trafficPattern: 'intermittent' }, on(COMPONENTS, 'auto-scaling')]],
    ['go to zero in gaps of the traffic where minutes are accepted, not where performance comes first or it is seldom idle',
      [{ ...waits, trafficPattern: 'intermittent' }, on(COMPONENTS, 'scale-to-zero')],
      [{ ...waits, trafficPattern: 'intermittent', costPriority: 'performance' }, on(COMPONENTS, 'auto-scaling')],
      [{ ...waits, trafficPattern: 'variable' }, on(COMPONENTS, 'auto-scaling')]],
    ['go to zero where that is required',
      [{ ...waits, requiresScaleToZero: true }, { ...on(COMPONENTS, 'scale-to-zero'),
        title: 'Real-time inference on inference components with scaling to zero' }]],
    ['come on a condition before a queue for each model that shares GPUs, and lose to it where callers wait 60 s or more',
      [sharedGpus, COMPONENTS_WAKE],
      [{ ...sharedGpus, responseTimeSeconds: 59.9 }, COMPONENTS_WAKE],
      [{ ...sharedGpus, responseTimeSeconds: 60 }, on(QUEUE, 'scale-to-zero', true)],
      [{ ...sharedGpus, responseTimeSeconds: 900 }, on(QUEUE, 'scale-to-zero', true)]],
    ['lose to serverless where no GPUs are shared',
      [{ ...apart, requiresScaleToZero: true }, { chosen: `${SERVERLESS}/on-demand` }]],
    ['cannot where cold starts are ruled out, or only some seconds of them are accepted',
      [{ ...soon, coldStarts: 'unacceptable' }, NO_COMPONENTS],
      [{ ...soon, coldStarts: 'acceptable' }, NO_COMPONENTS]],
  ]);
});

// biome-ignore format: one case a line.
describe('instances behind a queue', () => {
  itDecides([
    ['are fixed for steady traffic, scale for variable and go to zero in the gaps of intermittent',
      [{ ...queued, trafficPattern: 'steady' }, on(QUEUE, 'fixed')],
      [{ ...queued, trafficPattern: 'variable' }, on(QUEUE, 'auto-scaling')],
      [gaps, on(QUEUE, 'scale-to-zero')]],
    ['answer from zero within 540 s: 480 s of waking and the 60 s of one request',
      [{ ...minute, responseTimeSeconds: 540 }, on(QUEUE, 'scale-to-zero')]],
    ['do not answer within 539 s, so they stay on, and hold only on a condition where zero is required',
      [{ ...minute, responseTimeSeconds: 539 }, on(QUEUE, 'auto-scaling')],
      [{ ...minute, responseTimeSeconds: 539, requiresScaleToZero: true }, { ...on(QUEUE, 'scale-to-zero', true),
        warnings: tells('wake-up-over-response-time', { asked: 540, allowed: 539 }) }]],
    ['hold only on a condition where nobody says how long a request takes, from 480 s on',
      [{ ...gaps, responseTimeSeconds: 900 }, { ...on(QUEUE, 'scale-to-zero', true), warned: has('wake-up-unproven') }],
      [{ ...gaps, responseTimeSeconds: 480 }, on(QUEUE, 'scale-to-zero', true)],
      [{ ...gaps, responseTimeSeconds: 479 }, on(QUEUE, 'auto-scaling')]],
    ['stay on where nothing unusual may be met, or where performance comes first',
      [{ ...gaps, coldStarts: 'unacceptable' }, on(QUEUE, 'auto-scaling')],
      [{ ...gaps, costPriority: 'performance' }, on(QUEUE, 'auto-scaling')]],
    ['cannot go to zero where that is required and nothing unusual may be met',
      [{ ...queued, requiresScaleToZero: true, coldStarts: 'unacceptable' },
        { chosen: 'nothing-fits', against: { asynchronous: has('wake-up-takes-minutes') } }]],
    ['are at zero between the runs of a dataset, unless it is due before they would be awake: within 8 min and one record of 2 s',
      [{ trafficPattern: 'dataset', payloadSizeMB: 500 }, on(QUEUE, 'scale-to-zero')],
      [due(482), on(QUEUE, 'scale-to-zero')],
      [due(481), on(QUEUE, 'auto-scaling')]],
    ['say so where they must go to zero all the same: 180 s',
      [{ ...stored, requiresScaleToZero: true, datasetDeadlineHours: 0.05, datasetRunsPerMonth: 30 }, { ...on(QUEUE, 'scale-to-zero', true),
        warnings: tells('wake-up-over-response-time', { asked: 480, allowed: 180 }) }]],
  ]);
});

// biome-ignore format: one case a line.
describe('serverless capacity', () => {
  itDecides([
    ['comes on demand where a cold start is accepted, and goes to zero by itself',
      [quiet, { ...on(SERVERLESS, 'on-demand'), title: 'Serverless inference' }],
      [{ ...quiet, trafficPredictable: true }, on(SERVERLESS, 'on-demand')],
      [{ ...quiet, requiresScaleToZero: true }, on(SERVERLESS, 'on-demand')]],
    ['is provisioned only where traffic is intermittent, busy times are known and cold starts are ruled out',
      [warm, { ...on(SERVERLESS, 'provisioned-concurrency'), title: 'Serverless inference with provisioned concurrency' }],
      [{ ...warm, trafficPattern: 'variable' }, NOT_WARM],
      [{ ...warm, trafficPattern: 'steady' }, NOT_WARM],
      [{ ...warm, trafficPredictable: false }, NOT_WARM],
      [{ ...warm, coldStarts: 'acceptable' }, NOT_WARM]],
    ['is paid for while it is warm, so zero is a condition',
      [{ ...warm, requiresScaleToZero: true },
        { ...on(SERVERLESS, 'provisioned-concurrency', true), warned: has('warm-capacity-is-not-zero') }]],
  ]);
});
