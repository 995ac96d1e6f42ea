import { describe } from 'vitest';
import { has, itDecides } from './decisions.ts';

const TOO_LARGE = ['payload-over-quota'];

// biome-ignore format: one case a line.
describe('the three anchors of the contract', () => {
  itDecides([
    ['serves 500 MB CT scans due within 15 minutes asynchronously',
      [{ payloadSizeMB: 500, responseTimeSeconds: 900 }, { chosen: 'asynchronous/single-model/auto-scaling',
        against: { 'real-time': TOO_LARGE, serverless: TOO_LARGE, 'batch-transform': ['requests-not-a-data-set'] } }]],
    ['serves a consistent sub-second need with variable traffic in real time with auto scaling',
      [{ responseTimeSeconds: 0.5, trafficPattern: 'variable' }, { chosen: 'real-time/single-model/auto-scaling', conditional: false,
        against: { serverless: ['cold-starts-not-accepted'] } }]],
    ['serves thousands of rarely called models from one multi-model endpoint and warns of cold loads',
      [{ modelCount: 3000, modelSizeGB: 0.1, modelsShareContainer: true, modelInvocationFrequency: 'rare' },
        { chosen: 'real-time/multi-model/auto-scaling', conditional: false, warned: has('cold-load-takes-seconds') }]],
  ]);
});
