import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionTitle, parseWorkload, type Recommendation, recommend } from '../../src/recommender/index.ts';
import { columnsOf, WIDTH } from '../../src/terminal/lines.ts';
import { writeRecommendation } from '../../src/terminal/write-recommendation.ts';
import { PRICED_WORKLOADS } from '../support/priced-workloads.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url);
const examples = readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'));

function recommendFor(file: string): Recommendation {
  const parsed = parseWorkload(JSON.parse(readFileSync(new URL(file, EXAMPLES), 'utf8')));
  if (!parsed.ok) throw new Error(`${file} is refused: ${JSON.stringify(parsed.faults)}`);
  return recommend(parsed.workload);
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ');

describe.each(examples)('the answer to examples/%s', (file) => {
  const recommendation = recommendFor(file);
  const answer = writeRecommendation(recommendation);

  it('reads as it did when it was last looked at', async () => {
    await expect(answer).toMatchFileSnapshot(`../golden/terminal/${file.replace('.json', '.txt')}`);
  });

  it('names all four options, every reason and every warning', () => {
    for (const option of ['real-time', 'serverless', 'asynchronous', 'batch-transform'] as const) {
      expect(answer).toContain(optionTitle(option));
    }
    for (const { text } of [...recommendation.rationale, ...recommendation.warnings]) {
      expect(squeezed(answer)).toContain(squeezed(text));
    }
  });

  it(`keeps to ${WIDTH} columns, but for addresses, and ends in one line break`, () => {
    const lines = answer.split('\n').filter((line) => !line.trim().startsWith('https://'));
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(WIDTH);
    expect(answer).toMatch(/[^\n]\n$/);
  });
});

describe('the answer to a workload with volumes', () => {
  it.each(PRICED_WORKLOADS.map((workload) => [workload.name, workload] as const))(
    'reads as it did when it was last looked at: %s',
    async (name, workload) => {
      const recommendation = recommend(workload);
      const facts = { ...recommendation.facts, version: 'v' };
      const answer = writeRecommendation({ ...recommendation, facts });
      for (const line of answer.split('\n').filter((text) => !text.trim().startsWith('https://'))) {
        expect(columnsOf(line)).toBeLessThanOrEqual(WIDTH);
      }
      await expect(answer).toMatchFileSnapshot(`../golden/terminal/priced/${name}.txt`);
    },
  );
});

/** The lines of a section, without its title. */
const linesOf = (answer: string, title: string): string[] =>
  answer
    .split('\n\n')
    .find((part) => part.startsWith(`${title}\n`))
    ?.split('\n')
    .slice(1) ?? [];

const base = recommendFor('ct-scans.json');

describe('writeRecommendation', () => {
  it('gives each source one number, however often it is cited, and lists its address', () => {
    const answer = writeRecommendation(base);
    const urls = [...base.rationale, ...base.warnings, ...base.rejected.flatMap(({ reasons }) => reasons.slice(0, 3))];
    const distinct = new Set(urls.flatMap(({ source }) => (source ? [source.url] : [])));
    for (const url of distinct) expect(answer.split(url)).toHaveLength(2);
  });

  it('says that nothing fits', () => {
    const answer = writeRecommendation(recommend({ name: 'x', payloadSizeMB: 5000, responseTimeSeconds: 1 }));
    expect(answer).toMatch(/^No option fits x\n=+\n/);
    expect(answer.match(/ruled out/g)).toHaveLength(4);
  });

  it('shows costs where there are any, and never takes an unknown price for 0', () => {
    const component = {
      name: 'Instance',
      unit: 'hours',
      unitPriceUsd: null,
      monthlyQuantity: 730,
      monthlyCostUsd: null,
    };
    const answer = writeRecommendation({
      ...base,
      costs: [
        { option: 'asynchronous', monthlyUsd: null, components: [{ ...component, basis: 'unknown' }], note: null },
        { option: 'real-time', monthlyUsd: { low: 90, likely: 120, high: 150 }, components: [], note: 'Estimated.' },
      ],
    });
    expect(answer).toContain('Asynchronous Inference: cost not known.');
    expect(answer).toContain('Instance: 730 hours, price not listed');
    expect(answer).toContain('$120 per month ($90.00–$150). Estimated.');
    expect(answer).not.toMatch(/\$0\b/);
  });

  it('has a column of costs in the table, likely, low to high and what drives it, where any is known', () => {
    const [head = '', , ...rows] = linesOf(writeRecommendation(base), 'All options');
    expect(head.split(/ {2,}/).slice(1)).toEqual(['Option', 'Verdict', 'Number', 'Cost a month', 'What decides it']);
    const at = head.indexOf('Cost a month');
    const cells = rows.map((row) => row.slice(at, at + 16).trim());
    expect(cells.slice(0, 3)).toEqual(['$314', '($220–$471):', 'instances only']);
    expect(cells.filter((cell) => cell === 'Does not fit')).toHaveLength(3);
  });

  it('has no such column where no cost is known', () => {
    const unknown = base.costs.map((cost) => ({ ...cost, monthlyUsd: null }));
    const [head = ''] = linesOf(writeRecommendation({ ...base, costs: unknown }), 'All options');
    expect(head.split(/ {2,}/).slice(1)).toEqual(['Option', 'Verdict', 'Number', 'What decides it']);
  });

  it('breaks a range too wide for its column between its amounts, and keeps to 100 columns', () => {
    const monthlyUsd = { low: 1_000_000, likely: 1_500_000, high: 2_000_000 };
    const answer = writeRecommendation({ ...base, costs: base.costs.map((cost) => ({ ...cost, monthlyUsd })) });
    const cells = linesOf(answer, 'All options').join('\n');
    expect(cells).toMatch(/\$1,500,000.*\n.*\(\$1,000,000–.*\n.*\$2,000,000\):.*\n.*instances only/);
    for (const line of cells.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(WIDTH);
  });

  it('leaves out what is empty', () => {
    const answer = writeRecommendation({ ...base, costs: [], flips: [], warnings: [], rejectedHosting: [] });
    expect(answer).not.toMatch(/Cost a month|What would change|^Mind|Other hosting/m);
  });

  it('shows names and descriptions harmlessly and within the width, whatever they are', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }).filter((name) => name.length <= 80);
    fc.assert(
      fc.property(text, text, (name, description) => {
        const answer = writeRecommendation({ ...base, workload: { ...base.workload, name, description } });
        expect(answer).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        for (const line of answer.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(WIDTH);
      }),
    );
  });
});
