import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/recommender/index.ts';
import { describeChanges } from '../../src/wording/differences.ts';
import { type Heard, withoutQuestions, writeReading } from '../../src/wording/heard.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { workload } from '../support/workloads.ts';

const heard = (parts: Partial<Heard>): Heard => ({ says: {}, from: {}, unclear: [], notUsed: [], ...parts });

describe('what was heard', () => {
  it('is one line each: understood, not used, to check', () => {
    const lines = writeReading(
      heard({
        says: { payloadSizeMB: 500, processingTimeSeconds: 90, responseTimeSeconds: 900, requiresGpu: true },
        notUsed: ['from the clinic'],
        unclear: [
          { field: 'modelSizeGB', words: '4 GB' },
          { field: 'payloadSizeMB', words: '4 GB' },
        ],
      }),
    );
    expect(lines).toEqual([
      { title: 'Understood', text: 'response in 15 min · 500 MB payload · 90 s per request · GPU' },
      { title: 'Not used', text: '"from the clinic"' },
      { title: 'Check', text: '"4 GB": model memory or payload?' },
    ]);
  });

  it.each([
    [1, '1 image per request'],
    [2, '2 images per request'],
  ])('counts %d as "%s"', (images, text) => {
    expect(writeReading(heard({ says: { images } }))).toEqual([{ title: 'Understood', text }]);
  });

  it('drops a question about words that have the mark between questions, and no other', () => {
    const unclear = [
      { field: 'responseTimeSeconds' as const, words: '25 ms · p99' },
      { field: 'payloadSizeMB' as const, words: '3 MB' },
    ];
    const [line] = writeReading(heard({ unclear }));
    const left = (...words: string[]) =>
      (line === undefined ? [] : withoutQuestions(line, words)).map(({ text }) => text);
    expect(left('25 ms · p99')).toEqual(['"3 MB": payload?']);
    expect(left('3 MB')).toEqual(['"25 ms · p99": response time?']);
    expect(left('25 ms · p99', '3 MB')).toEqual([]);
  });

  it('leaves out a line that has nothing', () => {
    expect(writeReading(heard({}))).toEqual([]);
    expect(writeReading(heard({ says: { name: 'a', description: 'b' } }))).toEqual([]);
    expect(writeReading(heard({ says: { payloadSizeMB: 20 / 1024 } }))[0]?.text).toBe('20 KB payload');
    expect(writeReading(heard({ notUsed: ['hm'] }))).toEqual([{ title: 'Not used', text: '"hm"' }]);
  });

  it('says texts, words, counts, and what is denied', () => {
    const says = {
      trafficPattern: 'intermittent',
      monthlyRequests: 60_000,
      busyFrom: '09:00',
      timeZone: 'Europe/Berlin',
      modelCount: 400,
      modelId: 'llama-3-8b',
      requiresGpu: false,
      requiresStreaming: 'response',
      region: 'eu-central-1',
    } as const;
    expect(writeReading(heard({ says }))[0]?.text).toBe(
      'sporadic · 60,000 requests per month · from 09:00 · Europe/Berlin · 400 models · llama-3-8b · no GPU · ' +
        'streamed answers · eu-central-1',
    );
  });

  it('speaks of the records of a dataset, which has no requests', () => {
    const says = { trafficPattern: 'dataset', payloadSizeMB: 1, processingTimeSeconds: 0.02 } as const;
    expect(writeReading(heard({ says }))[0]?.text).toBe('dataset · 1 MB per record · 20 ms per record');
  });

  it.each(['500 lightgbm models, 20 MB each', '4 GB', 'steady, sporadic'])(
    'asks about "%s" by fields alone',
    (typed) => {
      for (const { text } of writeReading(readWords(typed))) expect(text).not.toMatch(/undefined|sizeEach/);
    },
  );

  it('rounds what is not whole', () => {
    const says = { peakRequestsPerSecond: 10 / 3, monthlyRequests: 1_234_567 };
    expect(writeReading(heard({ says }))[0]?.text).toBe(
      '1,234,567 requests per month · 3.333 requests per second at peak',
    );
  });

  it('has at most 6 entries of what was not used, those first that have an amount or a demand, and counts the words of the rest', () => {
    const notUsed = [
      'the clinic',
      'HIPAA applies',
      '3 TB of logs',
      'for Ada',
      'thanks',
      'ticket ML-4412',
      'see below',
      'a, b - c',
    ];
    const about = [{ quote: '3 TB of logs', why: 'past' as const }];
    expect(writeReading(heard({ notUsed, about }))).toEqual([
      {
        title: 'Not used',
        text: '"HIPAA applies" · "3 TB of logs" (the past) · "the clinic" · "for Ada" · "thanks" · "ticket ML-4412" · and 5 more words',
      },
    ]);
    const [all] = writeReading(heard({ notUsed, about }), { entries: Number.POSITIVE_INFINITY });
    expect(all?.text).not.toContain('more word');
    expect(writeReading(heard({ notUsed: ['hm', 'a\nb'] }), { max: 8 })[0]?.text).toBe('"hm" · and 2 more words');
  });

  it('speaks of one request in the singular', () => {
    const said = (rate: number) => writeReading(heard({ says: { peakRequestsPerSecond: rate } }))[0]?.text;
    expect([said(1), said(2)]).toEqual(['1 request per second at peak', '2 requests per second at peak']);
  });

  it('is on one line, and where there is little room says how much it leaves out', () => {
    const words = `${'long '.repeat(100)}\nline`;
    const all = heard({ notUsed: Array.from({ length: 9 }, () => words), unclear: [{ field: 'region', words }] });
    const [notUsed, check] = writeReading(all, { max: 800 });
    expect(notUsed?.text).toMatch(/^(?:"[^"]{200}" \u00b7 ){3}and 606 more words$/);
    for (const line of [notUsed, check]) expect(line?.text).not.toContain('\n');
  });

  it.each([
    ['1,500 a day, Mon\u2013Fri', '"1,500 a day" (32,140 requests per month)', { monthlyRequests: 32_142.8571428571 }],
    ['peak 600 an hour', '"600 an hour" (0.1667 requests per second at peak)', { peakRequestsPerSecond: 600 / 3600 }],
    ['budget 12k a year', '"12k a year" ($1,000 per month at most)', { monthlyBudgetUsd: 1000 }],
    [
      '310 inverters, each calls it 4 times an hour',
      '"310 inverters, each calls it 4 times an hour" (905,200 requests per month)',
      { monthlyRequests: 905_200 },
    ],
    ['60k requests a month', '60,000 requests per month', { monthlyRequests: 60_000 }],
    ['peak 12.3456 rps', '12.35 requests per second at peak', { peakRequestsPerSecond: 12.3456 }],
  ])('says in the own unit of who typed it: %s', (typed, said, says) => {
    const read = readWords(typed);
    for (const [field, value] of Object.entries(says))
      expect(read.says).toHaveProperty(field, expect.closeTo(value, 6));
    expect(writeReading(read)[0]?.text.split(' \u00b7 ')).toContain(said);
  });
});

describe('changes between two answers', () => {
  it('say a volume that was typed for weekdays in whole requests: 32,140 per month', () => {
    const { monthlyRequests = 0 } = readWords('1,500 a day, Mon–Fri').says;
    const [before, after] = [12_000_000, monthlyRequests].map((volume) =>
      recommend(workload({ monthlyRequests: volume })),
    );
    if (before === undefined || after === undefined) throw new Error('there are two');
    expect(describeChanges(before, after)).toBe('requests per month 12,000,000 → 32,140');
  });
});
