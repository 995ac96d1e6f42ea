import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costCurve, type Workload } from '../../src/recommender/index.ts';
import { curveLines } from '../../src/terminal/cost-chart.ts';
import { columnsOf, WIDTH } from '../../src/terminal/lines.ts';
import { runs } from '../support/lane.ts';
import { anyWorkload, sparseWorkload, workload } from '../support/workloads.ts';

const AXIS = 11;

const draw = (stated: Workload): string[] => curveLines(costCurve(stated));

/** Real-time inference or serverless inference, with a break-even near 180 million requests. */
const TWO_OPTIONS = {
  trafficPattern: 'variable',
  coldStarts: 'acceptable',
  responseTimeSeconds: 5,
  processingTimeSeconds: 0.05,
  payloadSizeMB: 0.02,
  instanceType: 'ml.m5.xlarge',
} as const;

/** The rows of the chart from top to bottom that a letter stands in, at a column of the plot. */
const rowsOf = (lines: string[], letter: string, column: number): number[] =>
  lines.flatMap((line, row) => (line.charAt(AXIS) !== '' && line.charAt(AXIS + column) === letter ? [row] : []));

describe('the cost of other volumes', () => {
  it('is drawn with the cheaper option lower, at either end of the axis', () => {
    const stated = workload({ ...TWO_OPTIONS, monthlyRequests: 2_000_000 });
    const { points = [], options = [] } = costCurve(stated) ?? {};
    const lines = draw(stated);
    const plot = lines.slice(
      0,
      lines.findIndex((line) => line.includes('+---')),
    );
    for (const [column, point] of [
      [0, points[0]],
      [65, points.at(-1)],
    ] as const) {
      const [first = 0, second = 0] = point?.usd ?? [];
      const [one = 0, other = 0] = options.map(
        (option) => rowsOf(plot, option.charAt(0).toUpperCase(), column)[0] ?? 0,
      );
      expect(Math.sign(one - other)).toBe(Math.sign(second - first));
    }
  });

  it('marks where you are', () => {
    const lines = draw(workload({ ...TWO_OPTIONS, monthlyRequests: 2_000_000 }));
    const marked = lines.find((line) => line.includes('you are here: 2 million')) ?? '';
    const column = marked.indexOf('^');
    expect(column).toBeGreaterThan(AXIS);
    expect(lines.filter((line) => line.charAt(column) === ':').length).toBeGreaterThan(5);
  });

  it('names the break-even, and which option costs less on each side', () => {
    const stated = workload({ ...TWO_OPTIONS, monthlyRequests: 2_000_000 });
    const { breakEven } = costCurve(stated) ?? {};
    expect(breakEven).not.toBeNull();
    // Two digits: what an estimate crosses at is known no better.
    expect(draw(stated).join(' ').replace(/\s+/g, ' ')).toMatch(
      /Break-even at about \d{1,2}0? million requests per month: .* costs less below, /,
    );
  });

  it('is a row of 10,000, 1 million and 100 million requests where no volume is given', () => {
    const text = draw(workload(TWO_OPTIONS)).join('\n');
    expect(text).toMatch(/Requests per month +10,000 +1 million +100 million\n/);
    expect(text).not.toContain('you are here');
  });

  it('is left out where one option fits and the volume is given', () => {
    expect(draw(workload({ ...TWO_OPTIONS, coldStarts: 'unacceptable', monthlyRequests: 2_000_000 }))).toEqual([]);
  });

  it('takes the largest volumes', () => {
    expect(() => draw(workload({ ...TWO_OPTIONS, monthlyRequests: 6e307 }))).not.toThrow();
  });

  it('keeps amounts from $1,000,000 on within their column', () => {
    const lines = draw(workload({ trafficPattern: 'steady', busyDaysPerWeek: 0.000001 }));
    expect(lines.find((line) => line.includes('$1B'))).toMatch(/^ {6}\$1B \|/);
  });

  it(`keeps to ${WIDTH} columns for any workload`, () => {
    fc.assert(
      fc.property(fc.oneof(anyWorkload, sparseWorkload), (stated) => {
        for (const line of draw(stated)) {
          expect(columnsOf(line)).toBeLessThanOrEqual(WIDTH);
          expect(line).not.toContain('NaN');
        }
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });
});
