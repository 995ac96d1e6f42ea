import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../local-workspace/block-kit/validate.ts';
import { buildDirectAnswer, buildDirectHelp, fitsButton } from '../../../src/slack/render/notices.ts';
import type { Heard } from '../../../src/wording/heard.ts';
import { expectGolden } from '../../support/golden.ts';
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
});
