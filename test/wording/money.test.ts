import { describe, expect, it } from 'vitest';
import { type CostComponent, type OptionCost, recommend, type Workload } from '../../src/recommender/index.ts';
import { describeCostDifference, writeBriefCost, writeMonthlyCost, writeOptionCost } from '../../src/wording/money.ts';

const line = (name: string, monthlyCostUsd: number | null) => ({
  name,
  unit: 'hours',
  unitPriceUsd: 1,
  monthlyQuantity: 1,
  monthlyCostUsd,
  basis: 'listed' as const,
});

/** The cell beside the only option that has a cost. */
function writeCostCell(cost: Pick<OptionCost, 'monthlyUsd' | 'components'>): string | null {
  const known: OptionCost = {
    option: 'serverless',
    monthlyUsd: { low: 1, likely: 1, high: 1 },
    components: [],
    note: null,
  };
  const costs: OptionCost[] = [{ option: 'real-time', ...cost, note: null }, known];
  return writeOptionCost('real-time', { ...recommend({ name: 'n' }), costs, rejected: [] });
}

const costOf = (monthlyUsd: OptionCost['monthlyUsd'], components: CostComponent[] = []) =>
  ({ option: 'real-time', monthlyUsd, components }) as const;

describe('money', () => {
  it('writes a month with its range, once where both ends read the same', () => {
    expect(writeMonthlyCost(costOf({ low: 300, likely: 357, high: 535 }))).toBe('$357 per month ($300–$535)');
    expect(writeMonthlyCost(costOf({ low: 357.1, likely: 357.2, high: 357.3 }))).toBe('$357 per month');
    expect(writeMonthlyCost(costOf({ low: 8.472, likely: 8.752, high: 9.218 }))).toBe('$8.75 per month ($8.47–$9.22)');
    expect(writeMonthlyCost(costOf({ low: 0.001, likely: 0.002, high: 0.003 }))).toBe('less than $0.01 per month');
    expect(writeMonthlyCost(costOf(null, [line('Instances', 168), line('Storage volumes', 4.1)]))).toBe(
      'from $172 per month',
    );
    expect(writeMonthlyCost(costOf(null))).toBe('cost not known');
  });

  it('puts the likely amount, its range and what drives it beside an option', () => {
    const monthlyUsd = { low: 300, likely: 357, high: 535 };
    const [storage, instances] = [line('Storage volumes', 4.2), line('Instances (ml.g5.xlarge, always on)', 352.8)];
    expect(writeCostCell({ monthlyUsd, components: [storage, instances] })).toBe('$357 ($300–$535): mostly instances');
    expect(writeCostCell({ monthlyUsd, components: [instances, line('Data processed', 0)] })).toBe(
      '$357 ($300–$535): instances only',
    );
    expect(writeCostCell({ monthlyUsd: { low: 0, likely: 0, high: 0 }, components: [] })).toBe('$0');
    expect(writeCostCell({ monthlyUsd: { low: 0.001, likely: 0.002, high: 0.02 }, components: [] })).toBe(
      'less than $0.01 (less than $0.01–$0.02)',
    );
    expect(writeCostCell({ monthlyUsd: null, components: [line('Instances', null)] })).toBe('Not known');
  });

  it('names the two largest lines where none is more than half: of $100 data is 40, instances 35, storage 25', () => {
    const monthlyUsd = { low: 100, likely: 100, high: 100 };
    const [storage, data] = [line('Storage volumes', 25), line('Data processed', 40)];
    expect(writeCostCell({ monthlyUsd, components: [line('Instances (x)', 35), storage, data] })).toBe(
      '$100: data processed and instances',
    );
  });

  it('says the best number that is known: a total, else what is paid at any volume, else a rate', () => {
    const briefOf = (stated: Partial<Workload>, option: OptionCost['option']) => {
      const cost = recommend({ name: 'n', ...stated }).costs.find((one) => one.option === option);
      return cost && writeBriefCost(cost);
    };
    const volume = { monthlyRequests: 1e6, processingTimeSeconds: 0.1, payloadSizeMB: 0.1 } as const;
    expect(briefOf({ ...volume, trafficPattern: 'steady' }, 'real-time')).toMatch(/^\$\d+ per month/);
    expect(briefOf({ trafficPattern: 'steady' }, 'real-time')).toMatch(/^from \$\d+ per month$/);
    expect(briefOf({ trafficPattern: 'intermittent', payloadSizeMB: 500 }, 'asynchronous')).toMatch(
      /^\$\d+\.\d\d per busy hour$/,
    );
    expect(briefOf({ trafficPattern: 'dataset' }, 'batch-transform')).toMatch(/^\$\d+\.\d\d per job hour$/);
    expect(briefOf({ trafficPattern: 'intermittent' }, 'serverless')).toMatch(/^\$\d+\.\d+ per 1,000 s in use$/);
    expect(briefOf({ ...volume, region: 'sa-east-1' }, 'real-time')).toBeUndefined();
  });

  it('says beside an option that is ruled out that it does not fit, and of one without a bill that its cost is not known', () => {
    const priced = recommend({ name: 'n', payloadSizeMB: 5, monthlyRequests: 1e5, processingTimeSeconds: 0.2 });
    expect(writeOptionCost('real-time', priced)).toMatch(/^\$\d/);
    expect(writeOptionCost('serverless', priced)).toBe('Does not fit');
    expect(writeOptionCost('batch-transform', { ...priced, rejected: [] })).toBe('Not known');
    const unpriced = recommend({ name: 'n', payloadSizeMB: 5 });
    expect(writeOptionCost('real-time', unpriced)).toBeNull();
    expect(writeOptionCost('serverless', unpriced)).toBeNull();
  });

  it('says what a change does to the cost of the choice', () => {
    const workload = {
      name: 'n',
      trafficPattern: 'steady',
      responseTimeSeconds: 1,
      processingTimeSeconds: 0.2,
      payloadSizeMB: 1,
    } as const;
    const few = recommend({ ...workload, monthlyRequests: 100_000 });
    const unknown = recommend(workload);
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
