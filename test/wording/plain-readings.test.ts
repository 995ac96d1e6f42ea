import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WORKLOAD_FIELDS, type WorkloadField } from '../../src/recommender/index.ts';
import { readWords } from '../../src/wording/read-words.ts';

// What stands in the file is said at its top.

const FILE = new URL('phrases/plain-readings.txt', import.meta.url);

const [, ...sections] = readFileSync(FILE, 'utf8').split('\n## ');

/** "6", "768 / 1024", "true", "eu-west-1" */
function amountOrWord(text: string): unknown {
  const [number, divisor = '1'] = text.split(' / ');
  if (text !== '' && Number.isFinite(Number(number))) return Number(number) / Number(divisor);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function check(words: string, expected: string): void {
  const { says, unclear } = readWords(words);
  const isExact = expected.startsWith('=');
  const parts = expected
    .replace(/^=,? ?/, '')
    .split(', ')
    .filter(Boolean);
  const stated: Record<string, unknown> = {};
  for (const part of parts) {
    const [, sign = '', field = '', value = ''] = /^([?!]?) ?(\w+) ?(.*)$/.exec(part) ?? [];
    expect(WORKLOAD_FIELDS).toContain(field);
    if (sign === '') stated[field] = amountOrWord(value);
    else expect(says).not.toHaveProperty(field);
    if (sign === '?') expect(unclear.map((one) => one.field)).toContain(field as WorkloadField);
  }
  if (isExact) expect(says).toEqual(stated);
  else expect(says).toMatchObject(stated);
}

/** What is wrong with the reading of a line, with the line. */
function faultOf(line: string): string[] {
  const [words = '', expected = ''] = line.replace(/ {2}# .*$/, '').split(/ → ?/);
  try {
    check(words, expected);
    return [];
  } catch (error) {
    return [`${line}: ${error instanceof Error ? error.message : ''}`];
  }
}

describe('what people say plainly', () => {
  it.each(sections.map((section) => section.trimEnd().split('\n')))('%s', (_title, ...lines) => {
    expect(lines.flatMap(faultOf)).toEqual([]);
  });

  it('is read of a change where the model is known', () => {
    for (const [modelId, words, says] of [
      ['qwen2.5-vl-7b', 'two images per request', { images: 2 }],
      ['whisper-small', 'recordings are 20 min', { audioSeconds: 1200 }],
      ['llama-3-8b', 'the whole answer must come within 5 s', { answerSeconds: 5 }],
      ['whisper-small', 'the whole answer must come within 5 s', { responseTimeSeconds: 5 }],
      ['resnet-50', 'two images per request', {}],
      ['llama-3-8b', 'each user needs 50 tokens per second', { streamTokensPerSecond: 50 }],
    ] as const) {
      expect([words, readWords(words, { modelId }).says]).toEqual([words, says]);
    }
  });

  it('has the larger payload of two: 3 MB', () => {
    expect(readWords('most requests have 100 KB, the largest is 3 MB').says.payloadSizeMB).toBe(3);
  });
});
