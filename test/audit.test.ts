import { describe, expect, it } from 'vitest';
import { audit } from '../src/audit.ts';
import { createLogger } from '../src/logger.ts';

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
});
