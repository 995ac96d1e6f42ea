import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { startBotProcess } from '../../../local-workspace/trial/bot-process.ts';

const DAY_MS = 86_400_000;

/** What a program in the bot's place writes where the clock is so far ahead. */
async function written(program: string, aheadMs: number): Promise<string> {
  let output = '';
  await new Promise<void>((resolve) => {
    startBotProcess({
      environment: {},
      from: ['--eval', program],
      aheadMs,
      folder: tmpdir(),
      onOutput: (text) => {
        output += text;
      },
      onEnd: () => resolve(),
    });
  });
  return output;
}

it.each([0, 9 * DAY_MS])(
  'the bot reads a clock that is %d ms ahead wherever it asks, and dates it names are its own',
  async (aheadMs) => {
    const program = `
    const [asked, made, named] = [Date.now(), new Date(), new Date(2026, 11, 4)];
    console.log(JSON.stringify([asked, made.getTime(), Date.parse(Date()), named.getDate(), made instanceof Date]));`;
    const before = Date.now();
    const [asked, made, spoken, day, isDate] = JSON.parse(await written(program, aheadMs));
    for (const time of [asked, made, spoken + 999]) {
      expect(time).toBeGreaterThanOrEqual(before + aheadMs);
      expect(time).toBeLessThan(Date.now() + 1000 + aheadMs);
    }
    expect([day, isDate]).toEqual([4, true]);
  },
);
