import { describe, expect, it } from 'vitest';
import { QUOTAS } from '../../src/recommender/index.ts';
import { answerLimit } from '../../src/wording/limits.ts';
import { isLimitQuestion, readLimit } from '../../src/wording/read-limit.ts';

const answerTo = (text: string): string =>
  answerLimit(readLimit(text))
    .limits.map(({ title, says }) => `${title}: ${says}`)
    .join('; ');

describe("a question for one of AWS's limits", () => {
  it.each([
    ['max payload of async?', 'Asynchronous Inference: payload at most 1 GB'],
    ['how long can a serverless call run', 'Serverless Inference: processing at most 60 s'],
    [
      'how much memory does serverless get?',
      'Serverless Inference: memory for model, server and requests at most 6 GB',
    ],
    ['biggest container image on serverless', 'Serverless Inference: container image at most 10 GB'],
    ['how many containers per endpoint', 'Real-time Inference: on one endpoint at most 15 containers'],
    ['how long do requests wait in the async queue', 'Asynchronous Inference: the wait in the queue at most 6 hours'],
    ['does serverless support GPUs?', 'Serverless Inference: no GPUs'],
    ['does batch transform support network isolation?', "Batch Transform: AWS's pages disagree on network isolation"],
  ])('"%s" gets the figure of that limit', (text, says) => {
    expect(isLimitQuestion(text)).toBe(true);
    expect(answerTo(text)).toBe(says);
  });

  it('about 8 MB says that serverless takes at most 4, and about 3 MB that it fits', () => {
    expect(answerLimit(readLimit('can serverless do 8 MB?')).limits).toMatchObject([{ holds: false }]);
    expect(answerLimit(readLimit('can serverless do 3 MB?')).limits).toMatchObject([{ holds: true }]);
  });

  it("about an amount between two of AWS's figures says neither", () => {
    const [limit] = answerLimit(readLimit('can real-time do 10 MB?')).limits;
    expect(limit).not.toHaveProperty('holds');
    expect(limit?.disputed?.says).toBe(`${QUOTAS.realTimePayload.disputed.value} MB`);
  });

  it.each(['is there a limit on s3 buckets?', 'max models per endpoint?'])(
    '"%s" is answered with no figure of that',
    (text) => {
      expect(answerLimit(readLimit(text)).missing).toContain('I have no figure');
      expect(answerTo(text)).not.toMatch(/bucket|models/);
    },
  );

  it.each(['max payload 12 MB', 'what if the payload is 5 MB', 'llama 3 8b for 2M requests a month'])(
    '"%s" is none',
    (text) => {
      expect(isLimitQuestion(text)).toBe(false);
    },
  );
});
