import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../local-workspace/block-kit/validate.ts';
import { buildDirectRecommendation } from '../../../src/slack/render/direct.ts';
import { readSaidValue, saidValue } from '../../../src/slack/render/message/section.ts';
import { buildDirectAnswer, buildDirectHelp, fitsButton } from '../../../src/slack/render/notices.ts';
import { buildConcernOffer } from '../../../src/slack/render/thread/help.ts';
import type { Heard } from '../../../src/wording/heard.ts';
import { hearWorkload } from '../../../src/wording/read-words.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { expectGolden } from '../../support/golden.ts';
import { workload } from '../../support/workloads.ts';
import { readable } from '../readable.ts';

const NOTHING: Heard = { says: {}, from: {}, unclear: [], notUsed: ['can you make coffee'] };
const SCANS: Heard = { ...NOTHING, says: { payloadSizeMB: 500, responseTimeSeconds: 900, requiresGpu: true } };

describe('the answer to a direct message', () => {
  it('reads as it is meant to', async () => {
    const whole = [
      buildDirectAnswer(SCANS, { kind: 'words', words: '500 MB within 15 min, gpu' }),
      buildDirectAnswer(NOTHING, { kind: 'words', words: 'can you make coffee' }),
      buildDirectHelp(),
    ].map(readable);
    await expectGolden(whole.join('\n———\n\n'), 'slack/direct-messages.txt');
  });

  it('is a message that Slack takes with the longest words that fit the button, and with one that carries none', () => {
    const words = '&'.repeat(400);
    expect([fitsButton(words), fitsButton(`${words}x`)]).toEqual([true, false]);
    for (const carried of [{ kind: 'words', words } as const, { kind: 'stored', id: 'd-1' } as const, undefined]) {
      expect(validateMessage(buildDirectAnswer(SCANS, carried))).toEqual([]);
    }
    expect(fitsButton('x'.repeat(2000))).toBe(true);
    expect(validateMessage(buildDirectAnswer(SCANS, { kind: 'words', words: 'x'.repeat(2000) }))).toEqual([]);
    expect(fitsButton('x'.repeat(2001))).toBe(false);
  });

  it('has a button for each reading that decides also where no option fits without one', () => {
    const words = 'films of 5 GB, maybe a dataset';
    const doubts = [{ words: 'maybe a dataset', readings: [{ field: 'trafficPattern' as const, value: 'dataset' }] }];
    const recommendation = ADVISOR.advise(workload({ name: 'films', payloadSizeMB: 5120 }), {}, doubts);
    expect(recommendation).toMatchObject({ choice: null, questions: [{ words: 'maybe a dataset' }] });
    const { heard } = hearWorkload(words);
    const message = buildDirectRecommendation({ words, heard, recommendation, carried: undefined, reader: undefined });
    expect(JSON.stringify(message.blocks)).toContain('*batch transform*');
  });

  it('is a message that Slack takes with as many lines of a policy and of the reading as there can be', () => {
    const words = '&'.repeat(2000);
    const unclear = Array.from({ length: 30 }, (_, at) => ({
      field: 'payloadSizeMB' as const,
      words: `${at} ${words}`,
    }));
    const heard = { ...SCANS, says: { ...SCANS.says, modelId: '&'.repeat(80) }, unclear, notUsed: [words, words] };
    const recommendation = ADVISOR.advise(
      workload({ name: '&'.repeat(40), description: words, responseTimeSeconds: 0.5 }),
    );
    const rules = Array.from({ length: 6 }, (_, at) => `${at}${'&'.repeat(200)}`);
    const policy = { version: '00000000', rules: [], decidedBy: rules, technicallyBest: null };
    const message = buildDirectRecommendation({
      words,
      heard,
      recommendation: { ...recommendation, policy },
      carried: undefined,
      reader: undefined,
    });
    expect(validateMessage(message)).toEqual([]);
  });
});

describe('the button that raises what was said as a concern', () => {
  it('has at most 2,000 characters as Slack counts them, escaped', () => {
    for (const text of ['<&>'.repeat(2000), 'x'.repeat(3000), '\u{1f642}'.repeat(1500)]) {
      const value = saidValue({ reviewId: 'r-1', text });
      expect(fitsButton(value)).toBe(true);
      expect(readSaidValue(value)).toEqual({ reviewId: 'r-1', text: expect.stringMatching(/…$/u) });
      expect(validateMessage(buildConcernOffer({ id: 'r-1', state: 'proposed' }, text))).toEqual([]);
    }
  });
});
