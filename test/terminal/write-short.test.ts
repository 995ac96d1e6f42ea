import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../src/recommender/index.ts';
import { answerWords } from '../../src/terminal/answer-workload.ts';
import { writeRecommendation } from '../../src/terminal/write-recommendation.ts';
import { writeShort } from '../../src/terminal/write-short.ts';
import { shortParts } from '../../src/wording/short-parts.ts';
import { ADVISOR } from '../support/advisor.ts';
import { expectGolden } from '../support/golden.ts';
import { runs } from '../support/lane.ts';
import { anyRecommendation } from '../support/recommendations.ts';
import { anyWorkload, sparseWorkload, workload } from '../support/workloads.ts';

/** One option, a language model, open questions, nothing that fits, a dataset, others that fit, many words, a budget, long text. */
const WORDS = [
  '500 MB CT scans, 90 s each, within 15 min, sporadic, gpu, 200 per day',
  'llama 3.1 8b chat, 20 concurrent users, 1000 tokens in, 300 out, streaming',
  'customer churn, 2 MB',
  '5 GB payload within 100 ms',
  'nightly batch over 4 million rows, done in 3 hours',
  'fraud scoring, steady, 3 MB, 20 rps, 40 ms per request, within 200 ms',
  '8,000 xgboost models, one container, rarely called',
  'chat llama 3.1 70b, 20 rps, 1000 tokens in, 300 out, budget $2,000',
  'sql-helper 34B model, office hours, 10 s',
  'Hi team, as discussed on Monday with Ada we plan a classifier. We have 3 TB of logs, HIPAA applies, sporadic, 2 MB, 1 s per call, 400 calls per day, thanks and see the ticket ML-4412 for the rest',
];

const LINES_MAX = 40;

const short = (stated: Partial<Workload>): string => writeShort(recommend(workload(stated)));

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ');

describe('the short answer', () => {
  it('to any workload has at most 40 lines of 80 columns, and no sentence that the whole answer does not have', () => {
    fc.assert(
      fc.property(fc.oneof(anyWorkload, sparseWorkload), (stated) => {
        const recommendation = recommend({ ...stated, name: 'a workload' });
        const lines = writeShort(recommendation).split('\n');
        expect(lines.length).toBeLessThanOrEqual(LINES_MAX);
        expect(lines.filter((line) => line.length > 80)).toEqual([]);
        const whole = onOneLine(writeRecommendation(recommendation, null))
          .replaceAll(/ \[\d+\]/g, '')
          .toLowerCase();
        const said = shortParts(recommendation)
          .flatMap(({ title, lines: own }) => (title === 'Fits too' || title === 'Ruled out' ? [] : own))
          .map(({ text }) => onOneLine(text).toLowerCase());
        expect(said.filter((text) => !whole.includes(text))).toEqual([]);
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });

  it('has no character that a terminal obeys', () => {
    fc.assert(
      fc.property(anyRecommendation, (recommendation) => {
        expect(writeShort(recommendation)).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
      { numRuns: runs(200) },
    );
  });

  it('of 10 workloads reads as reviewed, in at most 27 lines each', async () => {
    const told = WORDS.map((words) => {
      const { stdout } = answerWords(ADVISOR, words, 'short');
      expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(27);
      return `> ${words}\n\n${stdout}`;
    });
    await expectGolden(told.join('\n'), 'terminal/short.txt');
  });

  it('names the conditions and the assumptions that decide', () => {
    const stated = { trafficPattern: 'intermittent', responseTimeSeconds: 300, coldStarts: 'acceptable' } as const;
    const text = short(stated);
    const { choice, assumptions } = recommend(workload(stated));
    expect(choice?.confidence).toBe('likely');
    expect(text).toMatch(/\nLikely · .*\nHolds if .*60 s/s);
    const decisive = assumptions.filter((assumption) => assumption.decisive).map((assumption) => assumption.text);
    expect(onOneLine(text)).toContain(`To confirm: ${decisive.join(' ')}`);
  });
});
