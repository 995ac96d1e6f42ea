import { describe, expect, it } from 'vitest';
import { countTests, describeTimes, faultsOf, type Lane, laneOf } from '../../tools/lanes/lanes.ts';

const part = (name: string, tookSec: number, hasPassed = true) => ({
  name,
  command: 'true',
  budgetSec: 100,
  tookSec,
  hasPassed,
});
const DEEP: Lane = { parts: [], holdsBudgets: true };

describe('a lane', () => {
  it('fails by the name of a part that failed, and in the deep lane of one that took over 150 % of its budget', () => {
    const ran = [part('types', 150), part('tests', 151), part('fuzz', 10, false)];
    expect(faultsOf(ran, DEEP)).toEqual(['tests took 151 s, over half more than its 100 s.', 'fuzz failed.']);
    expect(faultsOf(ran, { ...DEEP, holdsBudgets: false })).toEqual(['fuzz failed.']);
  });

  it('says what each part took', () => {
    expect(describeTimes([part('types', 20.4), part('tests', 300, false)])).toBe(
      [
        'types                      20 s of  100 s',
        'tests                     300 s of  100 s  failed',
        'all                       320 s of  200 s',
        '',
      ].join('\n'),
    );
  });

  it('counts the tests of each run', () => {
    const lines = ['      Tests  2 failed | 30 passed (32)', '      Tests  76 passed (76)'];
    expect(countTests(lines)).toEqual({ passed: 106, failed: 2 });
  });

  it.each([
    ['merge', 600],
    ['deep', 2400],
  ])('%s has at most %d s', (name, seconds) => {
    const { parts } = laneOf(name, 20) ?? expect.fail();
    expect(parts.reduce((sum, { budgetSec }) => sum + budgetSec, 0)).toBeLessThanOrEqual(seconds);
  });

  it('runs the quick tests on each of 3 Nodes in the deep lane: those of the running one are among all tests', () => {
    const nodes = (running: number) =>
      laneOf('deep', running)?.parts.flatMap(({ name }) => /(?<=quick tests on Node )\d+/.exec(name)?.[0] ?? []);
    expect([20, 22, 24].map(nodes)).toEqual([
      ['22', '24'],
      ['20', '24'],
      ['20', '22'],
    ]);
  });
});
