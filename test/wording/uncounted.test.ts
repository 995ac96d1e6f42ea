import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/recommender/index.ts';
import { answerLine } from '../../src/wording/answer-line.ts';
import { hearWorkload } from '../../src/wording/read-words.ts';
import { besideWords } from '../../src/wording/uncounted.ts';

function lineFor(words: string): string {
  const { heard, parsed } = hearWorkload(words);
  if (!parsed.ok) throw new Error(parsed.faults[0]?.text);
  return answerLine(besideWords(recommend(parsed.workload), heard));
}

const FIRM =
  '150 requests per second at the peak, 60 million requests per month, answer within 300 ms, 40 ms each, 1 GB model, no cold starts';

describe('an answer beside the words that it was read from', () => {
  it('is firm where each number of theirs counts', () => {
    expect(lineFor(FIRM)).toMatch(/^Real-time Inference \(firm\): /);
  });

  it('holds unless 4711 widgets count, which nobody used', () => {
    expect(lineFor(`${FIRM}, 4711 widgets`)).toMatch(/\(likely: holds unless .*“[^”]*4711 widgets” counts\): /);
  });

  it.each(['see ML-2231', 'ticket #4412', 'sprint 14', 'due 2026-03-14', 'as of 14 March', 'the 19th', 'room 3.12'])(
    'stays firm beside %s, which is no amount',
    (words) => {
      expect(lineFor(`${FIRM}. ${words}`)).toMatch(/\(firm\): /);
    },
  );

  it('stays firm beside the 40 ms of an old system', () => {
    expect(lineFor(`${FIRM}. Our old system took 40 ms.`)).toMatch(/\(firm\): /);
  });
});
