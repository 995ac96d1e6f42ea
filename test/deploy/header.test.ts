import { describe, expect, it } from 'vitest';
import { type DeploymentRequest, deploymentOf } from '../../src/deploy/deployment.ts';
import type { Workload } from '../../src/recommender/index.ts';
import { answerTo } from '../support/answers.ts';
import { deployed } from './cases.ts';

/** The comment lines of a template, and the codes of the warnings that its recommendation has. */
function headerOf(stated: Partial<Workload>, request: DeploymentRequest = {}) {
  const recommendation = answerTo({ name: 'churn', ...stated });
  const deployment = deploymentOf(recommendation, request);
  if (!deployment.ok) throw new Error(deployment.text);
  return { header: deployment.header.join('\n'), codes: recommendation.warnings.map(({ code }) => code as string) };
}

const SCORED: Partial<Workload> = { trafficPattern: 'dataset', modelSizeGB: 1, datasetRunsPerMonth: 30 };

describe('what is left to do before a deployment', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['transform-payload-default', { ...SCORED, payloadSizeMB: 8 }, 'MaxPayloadInMB'],
    ['transform-concurrency-default', { ...SCORED, datasetRecordsPerRun: 1e6, datasetSizeGB: 1, processingTimeSeconds: 0.01 }, 'MaxConcurrentTransforms'],
    ['transform-timeout-default', { ...SCORED, datasetRecordsPerRun: 10, processingTimeSeconds: 900 }, 'InvocationsTimeoutInSeconds'],
    ['invocation-timeout-default', { trafficPattern: 'variable', modelSizeGB: 1, processingTimeSeconds: 1800, responseTimeSeconds: 7200 },
      'InvocationTimeoutSeconds'],
  ] as const)('is nothing that the template has: %s', (code, stated, words) => {
    const { header, codes } = headerOf(stated);
    expect(codes).toContain(code);
    expect(header).not.toContain(words);
  });

  // biome-ignore format: a fixture in few lines.
  const CALLED: Partial<Workload> = { trafficPattern: 'intermittent', modelSizeGB: 0.5, requiresGpu: false, payloadSizeMB: 1, processingTimeSeconds: 1,
    peakRequestsPerSecond: 40, monthlyRequests: 20_000 };

  it('names a quota of the account once', () => {
    const recommended = headerOf(CALLED, { option: 'serverless' });
    expect(recommended.codes).toContain('account-concurrency-may-be-lower');
    expect(recommended.header).toContain('new accounts can start with 10');
    expect(recommended.header).not.toContain('raise that quota');
  });

  it('names it in a note where a team decided for serverless instead', () => {
    // biome-ignore format: a fixture in few lines.
    const { header } = headerOf({ ...CALLED, trafficPattern: 'steady', monthlyRequests: 50e6, processingTimeSeconds: 0.2, peakRequestsPerSecond: 60 },
      { option: 'serverless' });
    expect(header).toContain('Decided instead of');
    expect(header).toContain('raise that quota before you deploy.');
  });
});

describe('captured data', () => {
  const captured = { ...SCORED, requiresDataCapture: true } as const;

  it('is every request, and its parameter tells that nothing deletes it', () => {
    const endpoint = { trafficPattern: 'variable', modelSizeGB: 1, requiresDataCapture: true } as const;
    const { Parameters, Resources } = deployed(endpoint, { option: 'real-time' }).template;
    expect(Parameters['DataCaptureUri']?.Description).toContain('nothing here deletes them');
    expect(Resources['EndpointConfig']?.Properties['DataCaptureConfig']).toMatchObject({
      InitialSamplingPercentage: 100,
    });
  });

  it('is all that a job scores', () => {
    const { Parameters } = deployed(captured, { option: 'batch-transform' }).template;
    expect(Parameters).toHaveProperty('DataCaptureUri');
  });
});

describe('the dates of a template', () => {
  it('are those of limits alone where no price was used', () => {
    // biome-ignore format: a fixture in few lines.
    const { header } = headerOf({ trafficPattern: 'variable', modelSizeGB: 1, requiresGpu: false, region: 'eu-nowhere-9', peakRequestsPerSecond: 1,
      processingTimeSeconds: 0.1 }, { option: 'real-time' });
    expect(header).toMatch(/AWS's limits as of [-\d]+\.$/);
  });

  it('are those of prices, too', () => {
    expect(headerOf({ ...SCORED, datasetRecordsPerRun: 10, processingTimeSeconds: 900 }).header).toMatch(
      /AWS's limits as of [-\d]+, prices as of \d{4}[-\d]*\.$/,
    );
  });
});
