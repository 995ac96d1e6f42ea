import { describe, expect, it } from 'vitest';
import { audit, auditEvents } from '../src/audit.ts';
import { createLogger, inInteraction } from '../src/logger.ts';
import type { ReviewEvent } from '../src/reviews/record.ts';
import { LOG_LEVELS } from '../src/settings/settings.ts';

describe('an audit line', () => {
  it('is one line of JSON at level info that says who did what to which review', () => {
    const lines: string[] = [];
    const logger = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } });
    audit(logger, { action: 'review-deleted', actor: 'U1', reviewId: 'R1' }, 'Review deleted');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      audit: true,
      action: 'review-deleted',
      actor: 'U1',
      reviewId: 'R1',
      msg: 'Review deleted',
    });
  });

  it.each([...LOG_LEVELS, 'silent' as const])('is written at LOG_LEVEL=%s, without secrets', (level) => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const logger = createLogger({ level: 'info', destination, secrets: ['hush-hush'] });
    logger.level = level;
    inInteraction('a-reference', () => audit(logger, { action: 'team-deleted', actor: 'hush-hush' }, 'Team deleted'));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'info', audit: true, action: 'team-deleted', actor: '[secret]', reference: 'a-reference' },
    ]);
    logger.info('Posted');
    expect(lines).toHaveLength(level === 'debug' || level === 'info' ? 2 : 1);
  });
});

const TYPED = 'what somebody typed';
const DECIDED = { revision: 2, option: 'real-time', own: false, despiteConcerns: [1, 3] } as const;
type Happening<Event = ReviewEvent> = Event extends ReviewEvent ? Omit<Event, 'actorId' | 'at'> : never;

function lineOf(happening: Happening) {
  const lines: string[] = [];
  const logger = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
  auditEvents(logger, { id: 'R1', teamId: 'T1' }, [{ ...happening, actorId: 'U1', at: 0 } as ReviewEvent]);
  expect(lines).toHaveLength(1);
  const { time: _, ...line } = JSON.parse(lines[0] ?? '');
  return line;
}

describe('one audit line is written', () => {
  it.each<[Happening, string, string, object]>([
    [{ kind: 'created', revision: 1 }, 'review-created', 'Review created', { revision: 1 }],
    [{ kind: 'revised', revision: 2 }, 'answers-changed', 'Answers changed', { revision: 2 }],
    [
      { kind: 'concern-raised', concernId: 1, text: TYPED },
      'concern-raised',
      'Concern raised',
      { concernId: 1, blocking: false },
    ],
    [{ kind: 'concern-resolved', concernId: 1, note: TYPED }, 'concern-resolved', 'Concern resolved', { concernId: 1 }],
    [
      { kind: 'accepted', ...DECIDED },
      'review-accepted',
      'Review accepted',
      { revision: 2, option: 'real-time', openConcerns: 2 },
    ],
    [
      { kind: 'overridden', ...DECIDED, recommended: null, reason: TYPED },
      'review-overridden',
      'Review overridden',
      { revision: 2, option: 'real-time', openConcerns: 2 },
    ],
    [{ kind: 'withdrawn', reason: TYPED }, 'review-withdrawn', 'Review withdrawn', {}],
    [
      { kind: 're-opened', from: 'accepted', reason: TYPED },
      'review-reopened',
      'Review reopened',
      { from: 'accepted' },
    ],
    [{ kind: 'superseded', byReviewId: 'R2' }, 'review-superseded', 'Review superseded', { byReviewId: 'R2' }],
    [{ kind: 'decider-set', deciderId: 'U2' }, 'decider-set', 'Owner set', { deciderId: 'U2' }],
    [{ kind: 'decide-by-set', date: '2026-11-30' }, 'decide-by-set', 'Due date set', { decideBy: '2026-11-30' }],
    [{ kind: 'endpoint-noted', endpoint: TYPED }, 'endpoint-noted', 'Endpoint noted', { isTakenBack: false }],
  ])('for %j', (happening, action, msg, detail) => {
    expect(lineOf(happening)).toEqual({
      level: 'info',
      audit: true,
      action,
      actor: 'U1',
      reviewId: 'R1',
      teamId: 'T1',
      ...detail,
      msg,
    });
  });

  it('for each of 2 events, and none for no event', () => {
    const lines: string[] = [];
    const logger = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
    const withdrawn = { kind: 'withdrawn', reason: null, actorId: 'U1', at: 0 } as const;
    auditEvents(logger, { id: 'R1', teamId: 'T1' }, []);
    auditEvents(logger, { id: 'R1', teamId: 'T1' }, [withdrawn, withdrawn]);
    expect(lines).toHaveLength(2);
  });
});
