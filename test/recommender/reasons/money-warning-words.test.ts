import { describe, expect, it } from 'vitest';
import { recommend } from '../../../src/recommender/index.ts';
import { MONEY_WARNING_WORDS } from '../../../src/recommender/reasons/money-warning-words.ts';
import { workload } from '../../support/workloads.ts';

const warningsOf = (stated: Parameters<typeof workload>[0]) => recommend(workload(stated)).warnings;

describe('the hours in which an endpoint is busy', () => {
  const busy = (monthlyRequests: number) =>
    warningsOf({
      trafficPattern: 'variable',
      responseTimeSeconds: 0.5,
      processingTimeSeconds: 0.05,
      monthlyRequests,
    }).find(({ code }) => code === 'idle-always-on')?.text;

  it.each([
    [400_000, 'about 5.6 of the 730 hours'],
    [5_000, 'about 4 minutes of the 730 hours'],
    [1_000, 'less than a minute of the 730 hours'],
    [0, 'less than a minute of the 730 hours'],
  ])('of %d requests of 50 ms are %s', (requests, text) => {
    expect(busy(requests)).toContain(`keeps it busy for ${text} of a month`);
  });
});

describe('a budget', () => {
  it.each(['over-budget', 'standing-cost-over-budget'] as const)(
    'that is exceeded by 30 cents is told so by %s',
    (code) => {
      const said = { asked: 100.3, allowed: 100 } as Parameters<(typeof MONEY_WARNING_WORDS)[typeof code]['text']>[0];
      expect(MONEY_WARNING_WORDS[code].text(said)).toContain(
        'it costs $100.30 a month, more than the budget of $100.00',
      );
    },
  );
});
