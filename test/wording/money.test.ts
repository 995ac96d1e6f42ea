import { describe, expect, it } from 'vitest';
import { type CostComponent, type OptionCost, recommend, type Workload } from '../../src/recommender/index.ts';
import { costDriver, describeCostDifference, writeBriefCost, writeMonthlyCost } from '../../src/wording/money.ts';
import { workload } from '../support/workloads.ts';

const line = (name: string, monthlyCostUsd: number | null) => ({
  name,
  unit: 'hours',
  unitPriceUsd: 1,
  monthlyQuantity: 1,
  monthlyCostUsd,
  basis: 'listed' as const,
});

const costOf = (monthlyUsd: OptionCost['monthlyUsd'], components: CostComponent[] = []) =>
  ({ option: 'real-time', monthlyUsd, components }) as const;

describe('money', () => {
  it('writes a month with its range, once where both ends read the same', () => {
    expect(writeMonthlyCost(costOf({ low: 300, likely: 357, high: 535 }))).toBe('$357 per month ($300–$535)');
    expect(writeMonthlyCost(costOf({ low: 357.1, likely: 357.2, high: 357.3 }))).toBe('$357 per month');
    expect(writeMonthlyCost(costOf({ low: 8.472, likely: 8.752, high: 9.218 }))).toBe('$8.75 per month ($8.47–$9.22)');
    expect(writeMonthlyCost(costOf({ low: 0.001, likely: 0.002, high: 0.003 }))).toBe('less than $0.01 per month');
    expect(writeMonthlyCost(costOf(null, [line('Instances', 168), line('Storage volumes', 4.1)]))).toBe(
      '$730 per month per instance',
    );
    expect(writeMonthlyCost(costOf(null))).toBe('cost not known');
  });

  it('writes a modelled month with two digits, and one listed instance exactly', () => {
    const source = { title: 'x', url: 'https://x', date: '2026' };
    const perMillionOutputTokensUsd = { low: 1, high: 2, source, basis: 'modelled' } as const;
    const modelled = (monthlyUsd: OptionCost['monthlyUsd']) =>
      writeBriefCost({ ...costOf(monthlyUsd), perMillionOutputTokensUsd });
    expect(modelled({ low: 3612, likely: 5371, high: 9840 })).toBe('$5,400 per month ($3,600–$9,800)');
    expect(modelled({ low: 73.4, likely: 112, high: 168 })).toBe('$110 per month ($73–$170)');
    expect(modelled({ low: 3.21, likely: 9.96, high: 14.4 })).toBe('$10 per month ($3.20–$14)');
    expect(modelled({ low: 822.49, likely: 822.49, high: 822.49 })).toBe('$822 per month');
  });

  it('says what drives a total where the first line is not the largest', () => {
    const monthlyUsd = { low: 300, likely: 357, high: 535 };
    const [storage, instances] = [line('Storage volumes', 4.2), line('Instances (ml.g5.xlarge, always on)', 352.8)];
    expect(costDriver(costOf(monthlyUsd, [storage, instances]))).toBe('mostly instances');
    expect(costDriver(costOf(monthlyUsd, [instances, storage]))).toBeUndefined();
    expect(costDriver(costOf(monthlyUsd, [instances, line('Data processed', 0)]))).toBeUndefined();
    expect(costDriver(costOf({ low: 0, likely: 0, high: 0 }))).toBeUndefined();
    expect(costDriver(costOf(null, [storage, instances]))).toBeUndefined();
  });

  it('names the two largest lines where none is more than half: of $100 data is 40, instances 35, storage 25', () => {
    const [storage, data] = [line('Storage volumes', 25), line('Data processed', 40)];
    expect(costDriver(costOf({ low: 100, likely: 100, high: 100 }, [line('Instances (x)', 35), storage, data]))).toBe(
      'data processed and instances',
    );
  });

  it('writes the likely amount and its range, also under a cent, and none without a price', () => {
    expect(writeBriefCost(costOf({ low: 300, likely: 357, high: 535 }))).toBe('$357 per month ($300–$535)');
    expect(writeBriefCost(costOf({ low: 0, likely: 0, high: 0 }))).toBe('$0 per month');
    expect(writeBriefCost(costOf({ low: 0.001, likely: 0.002, high: 0.02 }))).toBe(
      'less than $0.01 per month (less than $0.01–$0.02)',
    );
    expect(writeBriefCost(costOf(null))).toBeUndefined();
  });

  it('says the best number that is known: a total, else what one instance costs, else a rate', () => {
    const briefOf = (stated: Partial<Workload>, option: OptionCost['option']) => {
      const cost = recommend(workload({ name: 'n', ...stated })).costs.find((one) => one.option === option);
      return cost && writeBriefCost(cost);
    };
    const volume = { monthlyRequests: 1e6, processingTimeSeconds: 0.1, payloadSizeMB: 0.1 } as const;
    expect(briefOf({ ...volume, trafficPattern: 'steady' }, 'real-time')).toMatch(/^\$\d+\.\d\d per month/);
    expect(briefOf({ trafficPattern: 'steady' }, 'real-time')).toMatch(/^\$\d+\.\d\d per month per instance$/);
    expect(briefOf({ trafficPattern: 'intermittent', payloadSizeMB: 500 }, 'asynchronous')).toMatch(
      /^\$\d+\.\d\d per busy hour$/,
    );
    expect(briefOf({ trafficPattern: 'dataset' }, 'batch-transform')).toMatch(/^\$\d+\.\d\d per job hour$/);
    expect(briefOf({ trafficPattern: 'intermittent' }, 'serverless')).toMatch(/^\$\d+\.\d+ per 1,000 s in use$/);
    expect(briefOf({ ...volume, region: 'us-gov-west-1' }, 'real-time')).toBeUndefined();
  });

  it('says what a change does to the cost of the choice', () => {
    const steady = workload({
      name: 'n',
      trafficPattern: 'steady',
      responseTimeSeconds: 1,
      processingTimeSeconds: 0.2,
      payloadSizeMB: 1,
    });
    const few = recommend({ ...steady, monthlyRequests: 100_000 });
    const unknown = recommend(steady);
    const cost = (usd: number) => ({
      ...few,
      costs: few.costs.map((one) => ({ ...one, monthlyUsd: { low: usd, likely: usd, high: usd } })),
    });
    expect(describeCostDifference(cost(12), cost(141))).toBe('$12.00 → $141 per month');
    expect(describeCostDifference(cost(120), cost(120.2))).toBe('still $120 per month');
    expect(describeCostDifference({ ...few, costs: [] }, cost(12))).toBe('not known → $12.00 per month');
    expect(describeCostDifference({ ...unknown, costs: [] }, { ...unknown, costs: [] })).toBeUndefined();
  });
});
