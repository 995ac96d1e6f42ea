import { expect, it } from 'vitest';
import type { Review } from '../../../src/reviews/record.ts';
import type { HomeItem } from '../../../src/slack/render/home/item.ts';
import { buildStatus } from '../../../src/slack/render/reviews-told.ts';
import { buildStanding } from '../../../src/slack/render/thread/deciders.ts';
import { BEN, DINA, tell } from '../../reviews/support/story.ts';
import { readable } from '../readable.ts';

const DECIDING = { deciders: 'channel', groups: new Map(), handles: new Map() } as const;

// biome-ignore format: a fixture in few lines.
const itemOf = ({ id, requesterId, since, deciderId, decideBy, revisitOn }: Review): HomeItem => ({
  id, requesterId, since, deciderId, decideBy, revisitOn, name: 'ct-scans', place: null, state: 'proposed',
  choice: 'asynchronous', missing: null, decided: null, openConcerns: 0, blockingConcerns: 0, isOverdue: false,
  successor: null, needs: [],
});

it('the status of a review says concerns, owner and due date once', () => {
  const { review } = tell([
    [BEN, { kind: 'raise-concern', text: 'PHI leaves the VPC', blocking: true }],
    [BEN, { kind: 'set-decide-by', date: '2026-12-04', today: '2026-11-24' }],
    [BEN, { kind: 'set-decider', userId: DINA }],
  ]);
  const item = { ...itemOf(review), openConcerns: 1, blockingConcerns: 1 };
  const said = readable(buildStatus(item, review, DECIDING));
  for (const once of ['PHI leaves the VPC', `<@${DINA}>`, '4 December 2026']) expect(said.split(once)).toHaveLength(2);
  expect(said).not.toContain('open concern');
  expect(readable(buildStatus({ ...item, isOverdue: true }, review, DECIDING))).toContain(
    '*Overdue since:* 4 December 2026',
  );
});

it('the status of a decided review says who decided it, why, the endpoint and when to look again', () => {
  const { review } = tell([
    [DINA, { kind: 'accept', revisitAfterDays: 90 }],
    [BEN, { kind: 'note-endpoint', endpoint: 'ct-scans-prod' }],
  ]);
  const item: HomeItem = { ...itemOf(review), state: 'accepted' };
  for (const said of [readable(buildStatus(item, review, DECIDING)), readable(buildStanding(review))]) {
    expect(said).toContain(`*Accepted* by <@${DINA}>`);
    expect(said).toContain('*Endpoint:* ct-scans-prod');
    expect(said).toMatch(/\*Look at it again:\* \d+ \w+ 20\d\d/);
  }
});
