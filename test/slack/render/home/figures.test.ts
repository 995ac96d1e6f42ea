import { expect, it } from 'vitest';
import { figuresWords } from '../../../../src/slack/render/home/home.ts';

it.each([
  [10, '1 minute'],
  [240, '4 minutes'],
  [59 * 60, '59 minutes'],
  [3600, '1 hour'],
  [20 * 3600, '20 hours'],
  [86_400, '1 day'],
  [3.5 * 86_400, '3.5 days'],
])('the median of %d seconds to a decision is told as %s', (seconds, said) => {
  expect(figuresWords({ decided: 1, overridden: 0, policiesOverridden: 0, medianDays: seconds / 86_400 })).toBe(
    `1 decided · median ${said} to a decision · 0 overridden`,
  );
});
