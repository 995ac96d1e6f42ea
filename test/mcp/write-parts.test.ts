import { expect, it } from 'vitest';
import { writeShort } from '../../src/mcp/write-parts.ts';
import { part } from '../../src/wording/parts.ts';

it('leaves out the last lines first, keeps the least of each part, and says how many are left out', () => {
  const parts = [
    part(null, ['always here']),
    part('Why', ['one', 'two', 'three'], { of: 'reason', least: 2 }),
    part('Assumed', ['four', 'five'], { of: 'assumption', least: 1 }),
  ];
  expect(writeShort(parts, 0, 'More.')).toBe(
    'always here\nWhy:\n- one\n- two\nAssumed:\n- four\nLeft out: 1 reason, 1 assumption. More.',
  );
  expect(writeShort(parts, 90, 'More.')).toContain('- three\nAssumed:\n- four\n');
});
