import { describe, expect, it } from 'vitest';
import type { WarningCode } from '../../../../src/recommender/explain/warnings/index.ts';
import { MONEY } from '../../../../src/recommender/explain/warnings/money.ts';
import { type PriceList, servingOf, type Workload } from '../../../../src/recommender/index.ts';
import { understand } from '../../../../src/recommender/needs/needs.ts';
import { explained } from '../../../support/answers.ts';
import { codesOf } from '../../../support/reading.ts';
import { workload } from '../../../support/workloads.ts';
import { PRICES } from '../../costs/support.ts';
import { type Boundary, expectBoundaries, known } from '../boundaries.ts';
import {
  ACCOUNT,
  ALL_TOLD,
  ANSWERS,
  CAPACITY,
  COMFORTABLE,
  MONEY_SPENT,
  NEAR_QUOTA,
  NO_QUOTA,
  PRICED,
  QUOTAS,
  quiet,
  SETTINGS,
} from './boundaries.ts';
import { told } from './told.ts';

type Row = Boundary<WarningCode>;

const shipped = (stated: Partial<Workload>, prices?: PriceList) => {
  const { chosen, warnings } = told(stated, prices);
  return { chosen, told: warnings };
};

describe('how long an answer takes', () => expectBoundaries(ANSWERS, shipped));
describe('what an option takes', () => expectBoundaries(CAPACITY, shipped));
describe('what has to be set', () => expectBoundaries(SETTINGS, shipped));
describe('what is paid for', () => expectBoundaries(MONEY_SPENT, shipped));
describe('what an account starts with', () => expectBoundaries(ACCOUNT, shipped));
describe('at prices that stay', () => expectBoundaries(PRICED, (stated) => shipped(stated, PRICES)));

describe('within a tenth of a quota', () => {
  const near = NEAR_QUOTA.flatMap(([code, field, chosen, stated, comfortable, over, quota]): Row[] => [
    [
      `${over} of ${quota} of ${field} on ${chosen}`,
      code,
      { ...stated, [field]: over },
      { asked: over, allowed: quota, chosen },
      [{ [field]: comfortable }, chosen],
    ],
    [
      `${quota} of ${quota} of ${field} on ${chosen}`,
      code,
      { ...stated, [field]: quota },
      { asked: quota, allowed: quota, chosen },
    ],
  ]);
  expectBoundaries(near, shipped);

  it.each(NO_QUOTA)('is nothing for another quota: %s for %j', (code, stated) => {
    expect(codesOf(told(known(stated)).warnings)).not.toContain(code);
  });
});

describe('all that a workload is told', () => {
  it.each(ALL_TOLD)('%s', (_, stated, codes) => expect(codesOf(told(known(stated), PRICES).warnings)).toEqual(codes));

  it.each(COMFORTABLE)('is nothing for a comfortable one that %s', (_, stated) =>
    expect(told(known(stated))).toMatchObject({ conditions: 0, warnings: [] }),
  );

  it('has the maximum concurrency of the template: 12', () => {
    expect(
      servingOf(workload({ ...quiet, peakRequestsPerSecond: 8, processingTimeSeconds: 1 }), 'serverless')?.serverless
        ?.maxConcurrency,
    ).toBe(12);
  });

  it('says 30 cents over a budget', () => {
    const said = { needs: understand(workload()), asked: 100.3, allowed: 100 } as Parameters<
      (typeof MONEY)['over-budget']['text']
    >[0];
    expect(MONEY['over-budget'].text(said)).toContain('$100.30 per month, over the budget of $100.00');
  });
});

describe('the instances that a quota is asked for', () => {
  it.each(QUOTAS)('are those of the choice: %s', (_, stated, choice) =>
    expect(explained(known(stated)).choice).toMatchObject(choice),
  );
});
