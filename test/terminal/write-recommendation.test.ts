import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkload, type Recommendation, recommend, type Workload } from '../../src/recommender/index.ts';
import { columnsOf, WIDTH } from '../../src/terminal/lines.ts';
import { writeRecommendation } from '../../src/terminal/write-recommendation.ts';
import { ADVISOR } from '../support/advisor.ts';
import { expectGolden } from '../support/golden.ts';
import { runs } from '../support/lane.ts';
import { measured } from '../support/measured.ts';
import { PRICED_WORKLOADS } from '../support/priced-workloads.ts';
import { workload } from '../support/workloads.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url);
const examples = readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'));

function recommendFor(file: string): Recommendation {
  const parsed = parseWorkload(JSON.parse(readFileSync(new URL(file, EXAMPLES), 'utf8')));
  if (!parsed.ok) throw new Error(`${file} is refused: ${JSON.stringify(parsed.faults)}`);
  return recommend(parsed.workload);
}

const write = (recommendation: Recommendation): string =>
  writeRecommendation(recommendation, ADVISOR.curveOf(recommendation));

/** URLs stay whole, so that they can be opened. */
const withoutAddresses = (answer: string) => answer.split('\n').filter((line) => !line.trim().startsWith('https://'));

const MEASURED_ANSWERS = {
  chat: {
    modelId: 'llama-3.1-8b',
    trafficPattern: 'variable',
    inputTokens: 300,
    outputTokens: 500,
    peakRequestsPerSecond: 8,
    requiresStreaming: 'response',
    instanceType: 'ml.g6e.xlarge',
    measurements: [
      measured({
        source: 'aiperf',
        instanceType: 'ml.g6e.xlarge',
        model: 'meta-llama/Llama-3.1-8B-Instruct',
        points: [
          {
            concurrency: 16,
            requestsPerSecond: 1.6,
            outputTokensPerSecond: 800,
            p95: 11,
            timeToFirstTokenSeconds: 0.2,
          },
          { concurrency: 64, requestsPerSecond: 4, outputTokensPerSecond: 2000, p95: 18, timeToFirstTokenSeconds: 0.4 },
        ],
      }),
    ],
  },
  classifier: {
    trafficPattern: 'steady',
    modelSizeGB: 1,
    peakRequestsPerSecond: 300,
    responseTimeSeconds: 0.5,
    processingTimeSeconds: 0.02,
    measurements: [
      measured({}),
      measured({ measuredAt: '2026-10-02', points: [{ concurrency: 16, requestsPerSecond: 25, p95: 0.8 }] }),
    ],
  },
} satisfies Record<string, Partial<Workload>>;

describe('an answer whose size was measured', () => {
  it.each(Object.entries(MEASURED_ANSWERS))('reads as reviewed: %s', async (name, stated) => {
    await expectGolden(write(recommend(workload(stated))), `terminal/measured/${name}.txt`);
  });
});

const onOneLine = (text: string): string => text.replace(/ \\\n\s+|\s+/g, ' ');

describe('what measures the chosen type', () => {
  const chat = { modelId: 'llama-3.1-8b', trafficPattern: 'steady', inputTokens: 1000, outputTokens: 500 } as const;
  const written = (stated: Partial<Workload>): string => onOneLine(write(recommend(workload(stated))));

  it('is one command at the planned load of a modelled size, a script, and the way back', () => {
    const text = written({ ...chat, peakRequestsPerSecond: 50 });
    expect(text).toContain(
      'Measure it aiperf profile --model meta-llama/Llama-3.1-8B-Instruct --tokenizer meta-llama/Llama-3.1-8B-Instruct --url https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/ENDPOINT/openai --endpoint-type chat --streaming --api-key "$TOKEN" --isl 1000 --osl 500',
    );
    expect(text).toMatch(
      / - --measure prints a script with GuideLLM, AIPerf, and an AI recommendation job\. Add the result with --measured FILE@ml\.\S+\. /,
    );
  });

  it('is none where the time was stated, and a script where it is what is missing', () => {
    const images = { trafficPattern: 'steady', responseTimeSeconds: 1, peakRequestsPerSecond: 800 } as const;
    expect(written({ ...images, processingTimeSeconds: 0.02, modelSizeGB: 1 })).not.toContain('Measure it');
    expect(written({ ...images, requiresGpu: true })).toContain(
      'Measure it - --measure prints a script with a load test by Inference Recommender and rows to fill in.',
    );
  });
});

describe.each(examples)('the answer to examples/%s', (file) => {
  const recommendation = recommendFor(file);
  const answer = write(recommendation);

  it('reads as it did when it was last looked at', async () => {
    await expectGolden(answer, `terminal/${file.replace('.json', '.txt')}`);
  });

  it(`keeps to ${WIDTH} columns, but for addresses, and ends in one line break`, () => {
    for (const line of withoutAddresses(answer)) expect(columnsOf(line)).toBeLessThanOrEqual(WIDTH);
    expect(answer).toMatch(/[^\n]\n$/);
  });
});

describe('the answer to a workload with volumes', () => {
  it.each(PRICED_WORKLOADS.map((workload) => [workload.name, workload] as const))(
    'reads as it did when it was last looked at: %s',
    async (name, workload) => {
      const recommendation = recommend(workload);
      const facts = { ...recommendation.facts, version: 'v' };
      const answer = write({ ...recommendation, facts });
      for (const line of withoutAddresses(answer)) expect(columnsOf(line)).toBeLessThanOrEqual(WIDTH);
      await expectGolden(answer, `terminal/priced/${name}.txt`);
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
  it('says that no option fits, and what would', () => {
    const answer = write(recommend(workload({ name: 'x', payloadSizeMB: 5000, responseTimeSeconds: 1 })));
    expect(answer).toMatch(/^No option fits · x\n=+\n/);
    expect(answer.match(/ruled out/g)).toHaveLength(4);
    expect(linesOf(answer, 'What would make it fit').length).toBeGreaterThan(0);
  });

  it('shows costs where there are any, and never takes an unknown price for 0', () => {
    const component = {
      name: 'Instance',
      unit: 'hours',
      unitPriceUsd: null,
      monthlyQuantity: 730,
      monthlyCostUsd: null,
    };
    const answer = write({
      ...base,
      costs: [
        {
          option: 'asynchronous',
          monthlyUsd: null,
          perMillionOutputTokensUsd: null,
          components: [{ ...component, basis: 'unknown' }],
          note: null,
        },
        {
          option: 'real-time',
          monthlyUsd: { low: 90, likely: 120, high: 150 },
          perMillionOutputTokensUsd: null,
          components: [],
          note: 'Estimated.',
        },
      ],
    });
    expect(answer).toContain('Asynchronous Inference: cost not known.');
    expect(answer).toContain('Instance: 730 hours, price not listed');
    expect(answer).toMatch(/Real-time Inference: .*\$120 .*\$90\.00.*\$150.*Estimated\./);
    expect(answer).not.toMatch(/\$0\b/);
  });

  it('names no option in the title where facts are needed', () => {
    expect(write(recommend(workload({ name: 'x' })))).toMatch(/^(?!.*Inference).* · x\n=+\n/);
  });

  it('leaves out what is empty', () => {
    const answer = write({ ...base, costs: [], flips: [], warnings: [] });
    expect(answer).not.toMatch(/^(?:Bill|What would change it|Before you deploy)$/m);
  });

  it('shows names harmlessly and within the width, whatever they are', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }).filter((name) => name.length <= 80);
    fc.assert(
      fc.property(text, (name) => {
        const answer = write({ ...base, workload: { ...base.workload, name } });
        expect(answer).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        for (const line of withoutAddresses(answer)) expect(columnsOf(line)).toBeLessThanOrEqual(WIDTH);
      }),
      { numRuns: runs(100, { costly: true }) },
    );
  });
});
