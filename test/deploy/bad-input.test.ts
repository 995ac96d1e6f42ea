import { describe, expect, it } from 'vitest';
import { type DeploymentRequest, deploymentOf } from '../../src/deploy/deployment.ts';
import { recommend, type Workload } from '../../src/recommender/index.ts';
import { workload } from '../support/workloads.ts';
import { CHOICES } from './cases.ts';

/** The sentence in place of a template; empty where there is a template. */
function refusal(stated: Workload, request: DeploymentRequest = {}): string {
  const result = deploymentOf(recommend(stated), request);
  return result.ok ? '' : result.text;
}

const ONE_SENTENCE = /^[A-Z][^.]*\.(?: [A-Z][^.]*\.)?$/;

describe('what gets no template', () => {
  it('is a workload that no option fits', () => {
    const stated = workload({ payloadSizeMB: 5000, responseTimeSeconds: 1 });
    expect(refusal(stated)).toBe('No option fits, so there is nothing to deploy.');
  });

  it('is a workload of which too little is known, and the first 3 facts to state are named', () => {
    expect(recommend(workload()).choice?.confidence).toBe('needs-facts');
    expect(refusal(workload())).toBe(
      'Too little is known to write code. State the traffic pattern, response time and requests per month first.',
    );
  });

  it('is not a workload that a team has decided on all the same', () => {
    const { choice } = recommend(workload());
    expect(refusal(workload(), choice === null ? {} : { option: choice.option })).toBe('');
  });

  it("is an option that doesn't fit", () => {
    const stated = CHOICES['real-time'] ?? workload();
    expect(refusal(stated, { option: 'batch-transform' })).toBe(
      "Batch Transform doesn't fit this workload, so there is no template for it.",
    );
  });

  it('is an instance type that AWS lists no price for in the Region', () => {
    const stated = workload({
      ...CHOICES['real-time'],
      name: 'churn',
      region: 'af-south-1',
      instanceType: 'ml.p5.48xlarge',
    });
    expect(refusal(stated)).toBe(
      'AWS lists no ml.p5.48xlarge for Real-time Inference in af-south-1. Name another type or Region.',
    );
  });

  it('is a model that no instance holds', () => {
    const stated = workload({ ...CHOICES['real-time'], name: 'churn', modelSizeGB: 9000 });
    expect(refusal(stated)).toBe('No instance type in us-east-1 holds a model of this size.');
  });

  it('is a load that takes more than 2,147,483,647 instances', () => {
    const load = { peakRequestsPerSecond: 1e12, instanceType: 'ml.m5.xlarge' };
    const stated = workload({ ...CHOICES['real-time'], name: 'churn', ...load });
    expect(refusal(stated)).toContain('more instances than AWS can count');
  });

  it('is answered with one or two sentences each time', () => {
    const refused = [workload(), workload({ payloadSizeMB: 5000, responseTimeSeconds: 1 })];
    for (const stated of refused) expect(refusal(stated)).toMatch(ONE_SENTENCE);
  });
});

describe('a decision for another option', () => {
  const stated = CHOICES['serverless'] ?? workload();
  const result = deploymentOf(recommend(stated), { option: 'real-time' });

  it('gets the template of that option, with the instance of its estimate', () => {
    expect(recommend(stated).choice?.option).toBe('serverless');
    if (!result.ok) throw new Error(result.text);
    expect(result.serving.option).toBe('real-time');
    expect(JSON.stringify(result.template)).toContain(`"InstanceType":"${result.serving.instance?.type}"`);
  });

  it('says so in the header, and repeats no condition of the recommendation', () => {
    if (!result.ok) throw new Error(result.text);
    expect(result.header).toContain('Decided instead of the recommended Serverless inference.');
    expect(result.header.join('\n')).not.toContain('Another option would be better');
  });
});

describe('the review', () => {
  const review = { url: 'https://a.slack.com/archives/C1/p17?thread_ts=17', owner: '@ada', expiry: '2027-05-01' };
  const result = deploymentOf(recommend(CHOICES['real-time'] ?? workload()), { review });

  it('fills the tags, without characters that AWS refuses', () => {
    if (!result.ok) throw new Error(result.text);
    const { Owner, ReviewUrl, Expiry } = result.template.Parameters;
    expect([Owner, ReviewUrl, Expiry].map((parameter) => parameter?.Default)).toEqual([
      '@ada',
      'https://a.slack.com/archives/C1/p17',
      '2027-05-01',
    ]);
    expect(result.header).toContain(`Review: ${review.url}`);
  });

  it('leaves out an expiry that is no day', () => {
    const odd = deploymentOf(recommend(CHOICES['real-time'] ?? workload()), { review: { expiry: 'next year' } });
    expect(odd.ok && odd.template.Parameters['Expiry']?.Default).toBe('');
  });
});
