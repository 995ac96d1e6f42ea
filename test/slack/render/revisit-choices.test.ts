import { expect, it } from 'vitest';
import { choicesAfter, choicesBefore, readDays, readRevisitIn } from '../../../src/slack/render/revisit-choices.ts';

const team = { version: '0', approvals: [], revisitAfterDays: 90 };

it('offers 30, 90 and 180 days or never, before a decision and after it, and reads its own choices back', () => {
  const before = choicesBefore({ team });
  expect(before.options.map(({ value }) => readDays(value))).toEqual([90, 30, 180, null]);
  expect(before.initial_option?.value).toBe('90');
  const after = choicesAfter({}, { reviewId: 'a-b', at: Date.parse('2026-11-24T10:00Z'), revisitOn: null });
  expect(after.options.map(({ value = '' }) => readRevisitIn(value))).toEqual(
    [30, 90, 180, null].map((days) => ({ reviewId: 'a-b', days })),
  );
  expect(after.initial_option?.text.text).toBe('Never');
  expect(['', 'a-b', 'a-b soon', 'a-b -3'].map(readRevisitIn)).toEqual([undefined, undefined, undefined, undefined]);
});
