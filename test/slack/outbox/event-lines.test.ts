import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReviewAction } from '../../../src/reviews/action.ts';
import { workload } from '../../support/workloads.ts';
import { type Bench, REQUESTER, startBench, statesOf } from './support/bench.ts';

const [BEN, CHEN] = ['U0000000002', 'U0000000003'];
const WORKLOAD = workload({ name: 'ct-scan-triage', payloadSizeMB: 500 });
const RULE = { name: 'all endpoints', count: 2, from: [BEN, CHEN] };

describe('the lines in the thread of a review that takes 2 approvals', () => {
  let bench: Bench;
  let reviewId: string;
  beforeEach(async () => {
    bench = await startBench();
    reviewId = await bench.submit({ workload: WORKLOAD, team: { version: '1', approvals: [RULE] } });
  });
  afterEach(() => bench.close());

  const act = (actorId: string, action: ReviewAction) => bench.act(reviewId, action, actorId);
  const lines = () => bench.slack.posts.slice(2).map(({ args }) => args['text']);

  it('are 3: who is asked, the first approval, and the second one with the decision that it makes', async () => {
    await bench.poster.kick(reviewId);
    await act(BEN, { kind: 'accept' });
    await bench.poster.kick(reviewId);
    await act(CHEN, { kind: 'accept' });
    await bench.poster.kick(reviewId);
    expect(lines()).toEqual([
      `Asked to approve: <@${BEN}>, <@${CHEN}> (2 approvals, *all endpoints*).`,
      `<@${REQUESTER}>: A colleague approved (1 of 2, *all endpoints*). Still asked: a colleague.`,
      `<@${REQUESTER}>, <@${BEN}>: A colleague approved (2 of 2, *all endpoints*) and accepted Asynchronous Inference.`,
    ]);
    expect((await statesOf(bench, reviewId)).every((state) => state.endsWith(' done'))).toBe(true);
  });

  it('are posted once where the process ends before they are', async () => {
    await bench.poster.kick(reviewId);
    await act(BEN, { kind: 'raise-concern', text: 'PHI leaves the VPC', blocking: true });
    await bench.restart().kick(reviewId);
    await bench.restart().kick(reviewId);
    expect(lines()).toEqual([
      `Asked to approve: <@${BEN}>, <@${CHEN}> (2 approvals, *all endpoints*).`,
      `<@${REQUESTER}>: A colleague raised a blocking concern: “PHI leaves the VPC”. The approval waits until it's resolved.`,
    ]);
  });

  it('ask nobody to approve what is decided before Slack takes the first of them', async () => {
    await act(BEN, { kind: 'accept' });
    await act(CHEN, { kind: 'accept' });
    await bench.poster.kick(reviewId);
    expect(lines()).toHaveLength(2);
    expect(lines().join()).not.toContain('sked');
  });

  it('are left out for an endpoint that is noted: the message alone is updated', async () => {
    await act(BEN, { kind: 'accept' });
    await act(CHEN, { kind: 'accept' });
    await act(BEN, { kind: 'note-endpoint', endpoint: 'ct-scans' });
    const states = await statesOf(bench, reviewId);
    expect(states.at(-1)).toBe('update pending');
  });
});
