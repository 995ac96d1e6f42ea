import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatNumber } from '../../src/recommender/index.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { asynchronous, never, office, realTime, serverless, worldOf } from '../account/support/seeded.ts';
import type { World } from '../support/aws/world.ts';
import { type AwsAccess, giveAwsAccess } from '../support/aws-access.ts';
import { toldTo } from '../support/deciding.ts';
import { answerIn, type Journey, postedIn, startJourney, wordsOf } from '../support/journey.ts';

// The bot with the real SDK against the double of AWS, before the local workspace.

const REGION = 'us-east-1';
const WORLD: World = worldOf(
  realTime({ name: 'fraud', scales: [1, 4] }),
  realTime({ name: 'idle', requests: never, count: 1 }),
  serverless({ name: 'search' }),
  asynchronous({ name: 'scans', scales: [1, 2] }),
  ...Array.from({ length: 30 }, (_, at) => realTime({ name: `small-${at}`, requests: office(100 + at) })),
);

/** Of the last 30 days, which have 20 to 22 working days, in the 5 min that are read: an hour may lie half in them. */
function officeRequests(): number {
  const now = Math.floor(Date.now() / 300_000);
  const each = Array.from(
    { length: 30 * 24 * 12 },
    (_, ago) => Number(office(3600)(Math.floor((now - 1 - ago) / 12))) / 12,
  );
  return each.reduce((sum, one) => sum + one);
}

describe('the AWS account in Slack', () => {
  let journey: Journey;
  let access: AwsAccess;
  beforeEach(async () => {
    access = await giveAwsAccess({ [REGION]: WORLD });
    journey = await startJourney('http', 'embedded', { withPeople: true, settings: () => ({ awsRegions: [REGION] }) });
  });
  afterEach(async () => {
    await journey.end();
    expect(access.double.seen.writes).toEqual([]);
    await access.end();
  });

  it('answers one endpoint privately, and opens a review that knows it', async () => {
    const { ben, channel, workspace } = journey;
    // The 5 minutes that it counts from may change meanwhile.
    const sums = [officeRequests()];
    await ben.slashCommand(channel, 'endpoint fraud');
    const told = await toldTo(journey, ben, 'Proposed');
    sums.push(officeRequests());
    expect(told).toContain('Runs:* Real-time Inference, single-model endpoint, 2 × ml.m5.xlarge, scales from 1 to 4');
    const measured = sums.map(
      (sum) => `Requests per month: ${formatNumber(sum)} (measured: Sum of Invocations, each 5 min`,
    );
    expect(measured.some((line) => told.includes(`${line} of 30 days)`))).toBe(true);
    expect(told).toContain('Payload: AWS publishes no payload sizes.');
    expect(workspace.messages(channel)).toEqual([]);
    const notice = await workspace.waitFor(() =>
      workspace.ephemerals(ben.id).find((one) => wordsOf(one).includes('Start a review')),
    );
    await ben.click(notice, ACTIONS.reviewEndpoint);
    const form = await ben.waitForView();
    expect(wordsOf(form)).toMatch(/\*Not known, answer if you can:\*[^"]*payload/);
    expect(answerIn(form, 'name')).toBe('fraud');
    expect(answerIn(form, 'region')).toBe(REGION);
    expect(await ben.submit(form.id)).toMatchObject({ kind: 'closed' });
    expect(wordsOf(await postedIn(journey, channel))).toContain('*Endpoint:* fraud');
  });

  it('says which permission is missing for what it could not read, and what no endpoint is', async () => {
    const { ben, channel } = journey;
    access.double.misbehave({ denied: ['sagemaker:DescribeModel'] });
    await ben.slashCommand(channel, 'endpoint fraud us-east-1');
    expect(await toldTo(journey, ben, 'Proposed')).toContain('Access denied. It needs sagemaker:DescribeModel.');
    await ben.slashCommand(channel, 'endpoint nowhere');
    expect(await toldTo(journey, ben, "couldn't read AWS")).toContain('No endpoint named nowhere in us-east-1.');
  });

  it('fills the form that somebody began from an endpoint, and keeps what was typed', async () => {
    const { ben, channel } = journey;
    await ben.slashCommand(channel, 'my-scoring');
    const form = await ben.waitForView();
    ben.type(form.id, 'question_payload', '3 MB');
    await ben.clickInView(form.id, ACTIONS.startFromEndpoint);
    const dialog = await ben.waitForView(({ title }) => title === 'Start from an endpoint');
    ben.type(dialog.id, 'endpoint_name', 'nowhere');
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'updated' });
    const again = await ben.waitForView((view) => wordsOf(view).includes('No endpoint named nowhere'));
    expect(again.values['endpoint_name']?.['value']).toMatchObject({ value: 'nowhere' });
    ben.type(again.id, 'endpoint_name', 'fraud');
    await ben.submit(again.id);
    const read = await ben.waitForView(({ title }) => title === 'What already runs');
    expect(wordsOf(read)).toContain('measured: p95 of ModelLatency, all of 30 days');
    expect(await ben.submit(read.id)).toMatchObject({ kind: 'updated' });
    const filled = await ben.waitForView((view) => wordsOf(view).includes('From *fraud (us-east-1)*'));
    expect(['name', 'payload', 'region'].map((question) => answerIn(filled, question))).toEqual([
      'my-scoring',
      '3 MB',
      REGION,
    ]);
    expect(answerIn(filled, 'volume')).toBe(`${formatNumber(officeRequests() / 30)}/day, 1 rps`);
    expect(wordsOf(filled)).not.toContain(ACTIONS.startFromEndpoint);
    expect(await ben.submit(filled.id)).toMatchObject({ kind: 'cleared' });
    expect(ben.views()).toEqual([]);
    expect(wordsOf(await postedIn(journey, channel))).toContain('*Endpoint:* fraud');
  });

  it('reads pasted JSON, cut anywhere between two fields, and says beside the field what is wrong with it', async () => {
    const { ben, channel } = journey;
    await ben.slashCommand(channel, 'my-scoring');
    const form = await ben.waitForView();
    await ben.clickInView(form.id, ACTIONS.startFromEndpoint);
    const dialog = await ben.waitForView(({ title }) => title === 'Start from an endpoint');
    expect(await ben.submit(dialog.id)).toMatchObject({ errors: { endpoint_name: 'Enter a name, or paste JSON.' } });
    ben.type(dialog.id, 'endpoint_json_1', '{"EndpointConfigName": ');
    expect(await ben.submit(dialog.id)).toMatchObject({
      errors: { endpoint_json_1: expect.stringContaining('Not JSON.') },
    });
    const variants = [{ VariantName: 'a', ModelName: 'm', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 2 }];
    ben.type(dialog.id, 'endpoint_json_2', `"churn", "ProductionVariants": ${JSON.stringify(variants)}}`);
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'updated' });
    const read = await ben.waitForView(({ title }) => title === 'What already runs');
    expect(wordsOf(read)).toContain('Real-time Inference');
    expect(wordsOf(read)).toContain('Not pasted. Add aws cloudwatch get-metric-data.');
    await ben.submit(read.id);
    const filled = await ben.waitForView((view) => wordsOf(view).includes('From *churn*'));
    expect(answerIn(filled, 'name')).toBe('my-scoring');
    expect(access.double.seen.calls.size).toBe(0);
  });

  it('says where audits are, to the command and to a mention, and reads nothing', async () => {
    const { ada, channel, workspace } = journey;
    await ada.slashCommand(channel, 'audit');
    const told = await toldTo(journey, ada, 'Audits of the AWS account');
    expect(told).toContain('run `endpoint-reviewer account audit`');
    expect(ada.views()).toEqual([]);
    const mention = await ada.mention(channel, 'Audit');
    const answer = await workspace.waitFor(() => workspace.thread(channel, mention.ts)[1]);
    expect(answer.text).toContain('run `endpoint-reviewer account audit`');
    expect(access.double.seen.calls.size).toBe(0);
  });
});
