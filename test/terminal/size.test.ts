import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { rounded } from '../../src/mcp/tools/tool.ts';
import { optionTitle, type Recommendation, recommend, type Workload } from '../../src/recommender/index.ts';
import { writeRecommendation } from '../../src/terminal/write-recommendation.ts';
import { writeShort } from '../../src/terminal/write-short.ts';
import { sizeAndCost } from '../../src/wording/answer-head.ts';
import { runs } from '../support/lane.ts';
import { sparseWorkload, workload } from '../support/workloads.ts';

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ');

const LANGUAGE: Partial<Workload> = {
  modelId: 'meta-llama/Llama-3.1-8B-Instruct',
  trafficPattern: 'steady',
  requiresStreaming: 'response',
  peakRequestsPerSecond: 50,
  inputTokens: 1000,
  outputTokens: 500,
};

const full = (stated: Partial<Workload>): string => onOneLine(writeRecommendation(recommend(workload(stated)), null));

describe('the size in a terminal', () => {
  it('of a language model names count, cost, what decides, what comes next and what it rests on', () => {
    const text = full(LANGUAGE);
    expect(text).toMatch(
      /^Real-time Inference · a workload =+ us-east-1 \(assumed\), prices as of \S+ Option firm, size modelled · about \d+ \(\d+–\d+\) × ml\./,
    );
    expect(text).toMatch(
      / · \$[\d,]+ per month \(\$[\d,]+–\$[\d,]+\) Each user sees \d+ \(\d+–\d+\) tokens per second, the first after /,
    );
    expect(text).toContain(
      'Decides: 50 requests per second of 1,000 tokens in × 500 out are 25,000 tokens per second; one ml.',
    );
    expect(text).toMatch(/ Next best: \d+ × ml\.\S+ \(\$[\d,]+\)/);
    expect(text).toContain('at 16 bits, 1,000 tokens in and 500 out, 50 requests per second at the peak.');
    expect(text).toMatch(/ First: Load-test 2 of the \d+ × ml\.\S+ with real prompts before committing: /);
  });

  it('rests on one request per second, not on "1 requests"', () => {
    expect(full({ ...LANGUAGE, peakRequestsPerSecond: 1 })).toContain('out, 1 request per second at the peak.');
  });

  it('that nobody can know says which fact decides, and no price of one', () => {
    const text = full({
      requiresGpu: true,
      trafficPattern: 'variable',
      responseTimeSeconds: 1,
      peakRequestsPerSecond: 800,
    });
    expect(text).toMatch(/Option firm, size unknown until the seconds per request are known/);
    expect(text).not.toMatch(/from \$|\d+ × ml\./);
  });

  it('of an answer from before sizes were explained says so', () => {
    const { choice, ...answer } = recommend(workload({ ...LANGUAGE }));
    if (choice === null) throw new Error('nothing fits');
    const { sizing: _, ...stored } = choice;
    expect(onOneLine(writeShort({ ...answer, choice: stored } as Recommendation))).toContain('sized by earlier rules');
  });

  it('is what an assistant is told, in text and in data, for any workload', async () => {
    const [tool] = TOOLS;
    const advisor = createAdvisor({});
    await fc.assert(
      fc.asyncProperty(sparseWorkload, async (stated) => {
        const recommendation = advisor.advise(stated);
        const { choice, costs } = recommendation;
        const answer = await tool?.run({ workload: stated }, { advisor } as never);
        if (!answer?.ok || choice === null) return;
        const told = onOneLine(answer.text);
        const size = onOneLine(sizeAndCost(recommendation));
        for (const text of [writeShort(recommendation), writeRecommendation(recommendation, null), told]) {
          expect(onOneLine(text).toLowerCase()).toContain(size.toLowerCase());
        }
        const { recommendation: structured } = answer.structured as { recommendation: Recommendation };
        expect(structured.choice?.sizing).toEqual(rounded(choice.sizing));
        expect(structured.costs[0]?.monthlyUsd).toEqual(rounded(costs[0]?.monthlyUsd));
        expect(told).toContain(optionTitle(choice.option));
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });
});
