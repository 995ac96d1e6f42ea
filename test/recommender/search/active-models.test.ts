import { describe, expect, it } from 'vitest';
import { answerTo } from '../../support/answers.ts';

const shops = { modelCount: 5000, modelSizeGB: 0.02, peakRequestsPerSecond: 30, processingTimeSeconds: 0.015 } as const;

describe('the models that are called within an hour', () => {
  it('are asked, and are a condition with the bills of the fewest and the most: $79 to $910 of 5,000 × 20 MB', () => {
    const { choice, assumptions } = answerTo(shops);
    expect(choice).toMatchObject({ confidence: 'likely', hosting: 'multi-model' });
    expect(choice?.holdsIf).toMatchObject([{ field: 'activeModelCount', to: 'real-time', value: 5000 }]);
    expect(choice?.holdsIf[0]?.text).toBe(
      'If over 640 models are called within a busy hour: over twice the bill (50 to 5,000 of them: $78.94 to $910 per month).',
    );
    expect(choice?.sizing?.needs).toEqual(['activeModelCount']);
    expect(assumptions.find(({ field }) => field === 'activeModelCount')?.decisive).toBe(true);
  });

  it('halve the bill where hardly any is called: 61 of 800', () => {
    const rare = { modelCount: 800, modelSizeGB: 0.2, monthlyRequests: 4e6, processingTimeSeconds: 0.1 } as const;
    const { choice } = answerTo({ ...rare, modelInvocationFrequency: 'rare' });
    expect(choice?.holdsIf.at(-1)?.text).toMatch(
      /^If at most 61 models are called within a busy hour: under half the bill/,
    );
  });

  it.each([
    ['are stated', { ...shops, activeModelCount: 300 }],
    ['change no bill by half', { ...shops, modelCount: 50 }],
    ['are of no stated size', { ...shops, modelSizeGB: undefined }],
  ])('decide nothing where they %s', (_what, stated) => {
    expect(answerTo(stated as typeof shops).choice?.holdsIf.map(({ field }) => field)).not.toContain(
      'activeModelCount',
    );
  });
});
