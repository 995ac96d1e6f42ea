import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../local-workspace/block-kit/validate.ts';
import type { ReviewEvent } from '../../../src/reviews/record.ts';
import { buildStateLine } from '../../../src/slack/render/thread/lines.ts';

const ADA = 'U0ADA00001';
const BEN = 'U0BEN00001';
const ACCEPTED = {
  kind: 'accepted',
  at: 0,
  revision: 1,
  option: 'real-time',
  own: false,
  despiteConcerns: [],
} as const;

describe('the line in the thread', () => {
  it('names both where somebody other than the requester decided', () => {
    const { text } = buildStateLine({ ...ACCEPTED, actorId: BEN }, ADA);
    expect(text).toMatch(/^<@U0BEN00001> accepted Real-time Inference\. Requested by <@U0ADA00001>\.$/i);
  });

  it('says so where the requester decided', () => {
    const { text } = buildStateLine({ ...ACCEPTED, actorId: ADA, own: true }, ADA);
    expect(text).toMatch(/^<@U0ADA00001>, who requested this review, accepted Real-time Inference\.$/i);
  });

  it('is one that Slack takes also where the reason is 1,000 times "&", of which escaping makes 5,000 characters', () => {
    const event: ReviewEvent = { kind: 'withdrawn', at: 0, actorId: BEN, reason: '&'.repeat(1000) };
    const line = buildStateLine(event, ADA);
    expect(validateMessage(line)).toEqual([]);
    expect(line.text).toContain('<@U0BEN00001> withdrew this review: &amp;&amp;');
  });
});
