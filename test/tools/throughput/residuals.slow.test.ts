import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { FACTORS } from '../../../src/recommender/throughput/factors.ts';
import { type Case, compared } from '../../../tools/throughput/compare.ts';
import { readMeasurements } from '../../../tools/throughput/measurements.ts';
import { lossOf, refit } from '../../../tools/throughput/refit.ts';
import { casesOf, quantile, residualTables } from '../../../tools/throughput/residuals.ts';
import { expectGolden } from '../../support/golden.ts';

const measurements = readMeasurements();
let cases: readonly Case[] = [];
beforeAll(() => {
  cases = casesOf(measurements);
});

describe('the measurements', () => {
  it('are 2,600, each with a source that is named', () => {
    const path = new URL('../../../tools/throughput/sources.json', import.meta.url);
    const sources: Record<string, unknown> = JSON.parse(readFileSync(path, 'utf8'));
    expect(measurements).toHaveLength(2600);
    expect(measurements.filter(({ source }) => sources[source] === undefined)).toEqual([]);
    expect(measurements.filter(({ tokensPerSecond }) => !(tokensPerSecond > 0))).toEqual([]);
  });
});

describe('the model', () => {
  it.each([
    ['A', 1135, 96.8, 1.04],
    ['B', 106, 94.3, 0.99],
    ['C', 1150, 96.9, 1.04],
    ['D', 105, 94.3, 1.02],
  ])(
    'holds of class %s %d measurements: %d %% inside its interval, measured by modelled %d at the median',
    (grade, rows, inside, median) => {
      const all = cases.map((one) => compared(one)).filter((one) => one.grade === grade);
      const ratios = all.map(({ ratio }) => ratio).toSorted((one, other) => one - other);
      expect(all).toHaveLength(rows);
      expect((100 * all.filter(({ isInside }) => isInside).length) / rows).toBeCloseTo(inside, 1);
      expect(quantile(ratios, 0.5)).toBeCloseTo(median, 2);
    },
  );

  it('lies to the measurements of each class, GPU, model, precision and source as the golden table says', async () => {
    await expectGolden(residualTables(cases), 'throughput/residuals.txt');
  });

  it('has factors within 6 % of those that fit best, from other factors too', { timeout: 60_000 }, () => {
    const far = { ...FACTORS, bandwidth: 0.7, mixture: 0.8, layerSeconds: 30e-6 };
    const { factors, loss } = refit(cases, far);
    expect(loss).toBeLessThanOrEqual(lossOf(cases, FACTORS));
    for (const name of Object.keys(FACTORS) as (keyof typeof FACTORS)[]) {
      expect(Math.abs(factors[name] / FACTORS[name] - 1), name).toBeLessThan(0.06);
    }
  });
});
