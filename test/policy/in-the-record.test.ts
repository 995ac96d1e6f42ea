import { describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { renderDeployment } from '../../src/deploy/index.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { writeAdr } from '../../src/reviews/decision-record.ts';
import { peopleIn } from '../../src/reviews/record-people.ts';
import { buildReviewMessage } from '../../src/slack/render/message/index.ts';
import { buildDetails } from '../../src/slack/render/thread/details.ts';
import { writeRecommendation } from '../../src/terminal/write-recommendation.ts';
import { writeShort } from '../../src/terminal/write-short.ts';
import { expectGolden } from '../support/golden.ts';
import { moduleOf } from '../support/hcl.ts';
import { messageAsText } from '../support/message-as-text.ts';
import { historyOf, reviewOf } from '../support/reviews.ts';
import { workload } from '../support/workloads.ts';

const POLICY: Policy = {
  version: 'c3f7f86e',
  defaults: [{ assume: { region: 'eu-central-1', availability: 'multi-az', costPriority: undefined } }],
  rules: [
    { name: 'no GPUs without approval', forbid: { instanceType: ['ml.g5.*'] }, overriddenBy: ['U0BEN00001'] },
    { name: 'tagged', require: { tags: ['cost-center', 'cost center', 'owner'] } },
    { name: 'tagged in the US', when: { region: ['us-*'] }, require: { tags: ['us-only'] } },
  ],
};

const VISION = workload({
  name: 'vision',
  responseTimeSeconds: 0.5,
  requiresGpu: true,
  trafficPattern: 'steady',
  monthlyRequests: 1e6,
  processingTimeSeconds: 0.1,
  payloadSizeMB: 1,
});

const OVERRIDE = {
  rule: 'no GPUs without approval',
  byId: 'U0BEN00001',
  at: 1_795_600_800_000,
  reason: 'The pilot <!channel> ends in May.',
};

const ALLOWED = createAdvisor({ policy: POLICY }).advise(VISION);
const OVERRIDDEN = createAdvisor({ policy: POLICY }).advise(VISION, { overrides: [OVERRIDE] });
const NOTHING = createAdvisor({
  policy: { ...POLICY, rules: [{ name: 'no GPUs', forbid: { instanceType: ['ml.g*', 'ml.p*'] } }] },
}).advise(VISION);

const nameOf = (userId: string): string => userId;

describe('what people read of a policy', () => {
  it.each([
    ['allowed', ALLOWED],
    ['overridden', OVERRIDDEN],
    ['nothing', NOTHING],
  ] as const)('in Slack, the terminal and the record reads as reviewed: %s', async (name, recommendation) => {
    const review = reviewOf(recommendation);
    const message = messageAsText(buildReviewMessage(review), nameOf);
    const thread = messageAsText(buildDetails(review.latest, { chart: false }), nameOf);
    const adr = writeAdr(review, historyOf(review), { url: null, names: new Map([['U0BEN00001', 'ben']]) });
    const policyOf = /### Policy\n\n(?:.+\n)+/.exec(adr)?.[0] ?? '';
    const terminal = writeRecommendation(recommendation, null).split('\n\n').slice(0, 2).join('\n\n');
    const parts = [
      message,
      thread
        .split('\n')
        .filter((line) => /Policy/.test(line))
        .join('\n'),
      policyOf,
      terminal,
    ];
    await expectGolden(`${parts.join('\n\n---\n\n')}\n`, `policy/${name}.txt`);
    expect(JSON.stringify(buildReviewMessage(review))).not.toContain('<!channel>');
    expect(writeShort(recommendation)).toContain('Policy:');
  });

  it('names in the record the person who overrode a rule', () => {
    expect(peopleIn(reviewOf(OVERRIDDEN), historyOf(reviewOf(OVERRIDDEN)))).toContain('U0BEN00001');
  });
});

describe('a tag that the policy requires', () => {
  const code = renderDeployment(ALLOWED, { format: 'cloudformation' });
  const text = code.ok ? (code.files[0]?.content ?? '') : '';

  it('is a parameter without a default, and a tag of the endpoint', () => {
    expect(code.ok && code.parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Owner', 'TagCostCenter', 'TagCostCenter2']),
    );
    expect(text).toContain('Key: cost-center');
    expect(text).toContain(`Tag "cost-center". Your team's policy requires it.`);
  });

  it('of another Region is none here', () => {
    expect(text).not.toContain('us-only');
    const there = renderDeployment(createAdvisor({ policy: POLICY }).advise({ ...VISION, region: 'us-east-1' }), {
      format: 'cloudformation',
    });
    expect(there.ok && there.files[0]?.content).toContain('Key: us-only');
  });

  it('stands in Terraform too, a key that is no word in quotes', async () => {
    const module = renderDeployment(ALLOWED, { format: 'terraform' });
    const content = module.ok ? (module.files[0]?.content ?? '') : '';
    expect(content).toContain('"cost-center" = var.tag_cost_center');
    expect(await moduleOf(content)).toHaveProperty(['variable', 'tag_cost_center']);
  });

  it('is a tag of the model that a job runs', () => {
    const stored = workload({
      trafficPattern: 'dataset',
      datasetRecordsPerRun: 1000,
      datasetRunsPerMonth: 30,
      processingTimeSeconds: 1,
    });
    const job = renderDeployment(createAdvisor({ policy: POLICY }).advise(stored), { format: 'cloudformation' });
    expect(job.ok && job.files[0]?.content).toContain('Key: cost-center');
  });
});
