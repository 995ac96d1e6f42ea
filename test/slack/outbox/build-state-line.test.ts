import { expect, it } from 'vitest';
import { validateMessage } from '../../../local-workspace/block-kit/validate.ts';
import type { ReviewEvent } from '../../../src/reviews/record.ts';
import { buildStateLine } from '../../../src/slack/render/thread/lines.ts';

it('is a line that Slack takes also where the reason is 1,000 times "&", of which escaping makes 5,000 characters', () => {
  const event = { kind: 'withdrawn', actorId: 'U1', reason: '&'.repeat(1000) } as ReviewEvent;
  const line = buildStateLine(event);
  expect(validateMessage(line)).toEqual([]);
  expect(line.text).toContain('<@U1> withdrew this review: &amp;&amp;');
});
