import { describe, expect, it } from 'vitest';
import { explained } from '../support/answers.ts';
import { codesOf, rejectedBy } from '../support/reading.ts';

describe('the three anchors of the contract', () => {
  it('serves 500 MB CT scans due within 15 minutes asynchronously', () => {
    const answer = explained({ payloadSizeMB: 500, responseTimeSeconds: 900 });
    expect(answer.choice).toMatchObject({ option: 'asynchronous', hosting: 'single-model' });
    expect(rejectedBy(answer, 'real-time')).toEqual(['ruled-out', ['payload-over-quota']]);
    expect(rejectedBy(answer, 'serverless')).toEqual(['ruled-out', ['payload-over-quota']]);
    expect(rejectedBy(answer, 'batch-transform')).toEqual(['ruled-out', ['requests-not-a-data-set']]);
  });

  it('serves a consistent sub-second need with variable traffic in real time with auto scaling', () => {
    const answer = explained({ responseTimeSeconds: 0.5, trafficPattern: 'variable' });
    expect(answer.choice).toMatchObject({ option: 'real-time', scaling: 'auto-scaling', conditional: false });
    expect(rejectedBy(answer, 'serverless')).toEqual(['ruled-out', ['cold-starts-not-accepted']]);
  });

  it('serves thousands of rarely called models from one multi-model endpoint and warns of cold loads', () => {
    const answer = explained({
      modelCount: 3000,
      modelSizeGB: 0.1,
      modelsShareContainer: true,
      modelInvocationFrequency: 'rare',
    });
    expect(answer.choice).toMatchObject({ option: 'real-time', hosting: 'multi-model', conditional: false });
    expect(codesOf(answer.warnings)).toContain('cold-load-takes-seconds');
  });
});
