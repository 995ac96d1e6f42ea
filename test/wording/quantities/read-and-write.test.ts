import { describe, expect, it } from 'vitest';
import * as quantities from '../../../src/wording/quantities/index.ts';
import type { Read } from '../../../src/wording/text.ts';

interface Quantity {
  read(text: string): Read<unknown>;
  reads: readonly (readonly [text: string, value: unknown])[];
  /** `example`: of what to type instead, in the refusal. */
  refused: readonly string[];
  example?: RegExp;
}

const known = { trafficPredictable: true };

const QUANTITIES: Readonly<Record<string, Quantity>> = {
  seconds: {
    read: quantities.readDuration,
    reads: [
      ['300 ms', 0.3],
      ['300ms', 0.3],
      ['15 min', 900],
      ['15 minutes', 900],
      ['15\u00a0MIN', 900],
      ['within 15 minutes', 900],
      ['under 200ms', 0.2],
      ['< 1 s', 1],
      ['≤ 1 s', 1],
      ['~3 s', 3],
      ['at most 2 hours', 7200],
      ['no more than 2 s', 2],
      ['1h30', 5400],
      ['1 h 30 min', 5400],
      ['2 min 30 s', 150],
      ['1.1 min', 66],
      ['1,000 ms', 1],
      ['overnight', 43_200],
      ['an hour', 3600],
      ['half an hour', 1800],
      ['250 µs', 0.00025],
      ['2 days', 172_800],
    ],
    refused: ['5 min 3 h', '15', '0 s', '3 - 5 min', 'soon', '1:30', '5 mins ago', '15 minx', '', '1h30h', '> 5 s'],
    example: /300 ms/,
  },
  hours: {
    read: quantities.readHours,
    reads: [
      ['6 h', 6],
      ['90 min', 1.5],
      ['2 days', 48],
      ['overnight', 12],
      ['0.1 h', 0.1],
    ],
    refused: [],
  },
  'a payload in MB of 2^20 bytes': {
    read: quantities.readPayload,
    reads: [
      ['3 MB', { payloadSizeMB: 3 }],
      ['500MB', { payloadSizeMB: 500 }],
      ['1.5 GB', { payloadSizeMB: 1536 }],
      ['100KB', { payloadSizeMB: 100 / 1024 }],
      ['512 KiB', { payloadSizeMB: 0.5 }],
      ['6291456 bytes', { payloadSizeMB: 6 }],
      ['~3 mb', { payloadSizeMB: 3 }],
      ['up to 25 MB', { payloadSizeMB: 25 }],
      ['1,000 MB', { payloadSizeMB: 1000 }],
      ['.5 MB', { payloadSizeMB: 0.5 }],
      ['5M', { payloadSizeMB: 5 }],
      ['S3 link', { payloadByReference: true }],
      ['s3', { payloadByReference: true }],
      ['2 GB, S3 link', { payloadSizeMB: 2048, payloadByReference: true }],
      ['2 GB via S3', { payloadSizeMB: 2048, payloadByReference: true }],
      ['no S3 link', { payloadByReference: false }],
      ['not by reference', { payloadByReference: false }],
      ['3 MB, in the request', { payloadSizeMB: 3, payloadByReference: false }],
      ['', {}],
    ],
    refused: [],
  },
  GB: {
    read: quantities.readSizeGB,
    reads: [
      ['14 GB', 14],
      ['14G', 14],
      ['512 MB', 0.5],
      ['2 TB', 2048],
      ['0 GB', 0],
    ],
    refused: [],
  },
  'a volume, with peak, average and burst apart': {
    read: quantities.readVolume,
    reads: [
      ['2000/day', { monthlyRequests: 60_000 }],
      ['50,000 a day', { monthlyRequests: 1_500_000 }],
      ['2k per hour', { monthlyRequests: 1_460_000 }],
      ['3M a month', { monthlyRequests: 3_000_000 }],
      ['1,000,000/month', { monthlyRequests: 1_000_000 }],
      ['100 requests per minute', { monthlyRequests: 4_380_000 }],
      ['100 rpm', { monthlyRequests: 4_380_000 }],
      ['2000 daily', { monthlyRequests: 60_000 }],
      ['50 rps', { peakRequestsPerSecond: 50 }],
      ['50/s', { peakRequestsPerSecond: 50 }],
      ['50 requests per second', { peakRequestsPerSecond: 50 }],
      ['50 QPS', { peakRequestsPerSecond: 50 }],
      ['peak 600/min', { peakRequestsPerSecond: 10 }],
      ['50 rps on average', { monthlyRequests: 131_400_000 }],
      ['20 at once', { burstRequests: 20 }],
      ['bursts of 20', { burstRequests: 20 }],
      ['20 in parallel', { burstRequests: 20 }],
      ['2000/day, 20 at once', { monthlyRequests: 60_000, burstRequests: 20 }],
      ['2000/day and 5 rps', { monthlyRequests: 60_000, peakRequestsPerSecond: 5 }],
      ['', {}],
    ],
    refused: ['2000', '10 rps and 5 rps', '2,5/day', '-5/day', 'a lot', '1e308/day', '5 MB/day'],
    example: /2000\/day/,
  },
  'runs per month': {
    read: quantities.readRuns,
    reads: [
      ['nightly', 30],
      ['every night', 30],
      ['weekly', 4.33],
      ['every monday', 4.33],
      ['every weekday', 21.65],
      ['monthly', 1],
      ['hourly', 730],
      ['every 15 min', 2920],
      ['every 2 days', 15],
      ['twice a day', 60],
      ['4 a month', 4],
      ['4.33 a month', 4.33],
      ['4.33 per month', 4.33],
    ],
    refused: ['sometimes', '4', '-1 a month', 'every 0 min', '1,5 a month'],
    example: /every night/,
  },
  'hours a day and days a week': {
    read: quantities.readBusyHours,
    reads: [
      ['Mon–Fri 8–18', { busyHoursPerDay: 10, busyDaysPerWeek: 5, ...known }],
      ['8-18 Mon-Fri', { busyHoursPerDay: 10, busyDaysPerWeek: 5, ...known }],
      ['monday to friday, 8:30-17:00', { busyHoursPerDay: 8.5, busyDaysPerWeek: 5, ...known }],
      ['weekdays 9-17', { busyHoursPerDay: 8, busyDaysPerWeek: 5, ...known }],
      ['Mon, Wed and Fri 9-12', { busyHoursPerDay: 3, busyDaysPerWeek: 3, ...known }],
      ['Sat-Mon', { busyDaysPerWeek: 3, ...known }],
      ['every day 8 to 18', { busyHoursPerDay: 10, busyDaysPerWeek: 7, ...known }],
      ['9-11', { busyHoursPerDay: 2, ...known }],
      ['8am-6pm', { busyHoursPerDay: 10, ...known }],
      ['9-5', { busyHoursPerDay: 8, ...known }],
      ['22-6', { busyHoursPerDay: 8, ...known }],
      ['0-24', { busyHoursPerDay: 24, ...known }],
      ['office hours', { busyHoursPerDay: 8, busyDaysPerWeek: 5, ...known }],
      ['24/7', { busyHoursPerDay: 24, busyDaysPerWeek: 7 }],
      ['10 h a day', { busyHoursPerDay: 10 }],
      ['10 hours a day, 5 days a week', { busyHoursPerDay: 10, busyDaysPerWeek: 5 }],
      ['', {}],
    ],
    refused: [
      ...'25 h a day|8 days a week|8-30|25-30|8-8|Mon-Fri 8-18, Sat 9-12|1,5 h a day|soon'.split('|'),
      ...'-3 h a day'.split('|'),
    ],
    example: /Mon–Fri 8–18|10 h a day|5 days a week/,
  },
  'the size, the GPU and the number of models': {
    read: quantities.readModel,
    reads: [
      ['2 GB', { modelSizeGB: 2 }],
      ['14 GB gpu', { modelSizeGB: 14, requiresGpu: true }],
      ['400 models', { modelCount: 400 }],
      ['2k models', { modelCount: 2000 }],
      ['one model', { modelCount: 1 }],
      ['400 models, 512 MB each', { modelCount: 400, modelSizeGB: 0.5 }],
      ['400 models of 512MB', { modelCount: 400, modelSizeGB: 0.5 }],
      ['GPU', { requiresGpu: true }],
      ['gpu required', { requiresGpu: true }],
      ['', {}],
      // Never that a GPU is needed.
      ...[
        'no gpu',
        'no GPUs',
        'without a gpu',
        'needs no gpu',
        "doesn't need a gpu",
        'not gpu',
        'gpu: no',
        'gpu not needed',
        'gpu is not required',
        'cpu only',
        'non-gpu',
      ].map((text) => [text, { requiresGpu: false }] as const),
    ],
    refused: ['0 models', '1.5 models', '0 GB', '7B', '-2 GB', 'gpu, no gpu', '2 GB 3 GB', 'gpu maybe', '1,5 GB'],
  },
  'a count': {
    read: quantities.readCount,
    reads: [
      ['400', 400],
      ['1,000', 1000],
      ['2k', 2000],
      ['2.5k', 2500],
      ['100 million', 100_000_000],
      ['3M records', 3_000_000],
      ['4.33', 4.33],
    ],
    refused: ['12,34', '5 dozen', '5 percent', '-1', 'many', '1.000.000', '١٢', '10²', '½'],
  },
  'dollars per month': {
    read: quantities.readUsd,
    reads: [
      ['$500', 500],
      ['500 USD', 500],
      ['500', 500],
      ['$1,500/month', 1500],
      ['1.5k a month', 1500],
      ['under $500 per month', 500],
    ],
    refused: ['€500', '500 EUR', '$5 a day', '$-5', '1,5', 'cheap'],
  },
};

describe.each(Object.entries(QUANTITIES))('%s', (_, { read, reads, refused, example = /./ }) => {
  it.each(reads)('are what "%s" says: %j', (text, value) => {
    expect(read(text)).toEqual({ ok: true, value });
  });

  if (refused.length > 0)
    it.each(refused)('are not what "%s" says, and the refusal has an example', (text) => {
      expect(read(text)).toEqual({ ok: false, text: expect.stringMatching(example) });
    });
});

describe('a refusal', () => {
  it.each([
    ['1,5 GB', 'Use a point'],
    ['0,500 MB', 'Use a point'],
    ['5', 'Say the unit'],
    ['-5 MB', 'Enter 0 or more; write it like'],
    ['3 MB, 4 MB', 'two different things'],
    ['S3 link, not by reference', 'two different things'],
    ['1.5.5 GB', 'could not be read'],
    ['3 MBit', 'could not be read'],
    ['3 - 5 MB', 'could not be read'],
    ['over 3 MB', 'could not be read'],
  ])('of the payload "%s" says why: %s', (text, why) => {
    const read = quantities.readPayload(text);
    expect(read).toEqual({ ok: false, text: expect.stringContaining(why) });
    if (!read.ok) expect(read.text).toContain('3 MB, 2 GB or S3 link');
  });

  it('of a time with a decimal comma says what to write', () => {
    expect(quantities.readDuration('1,5 s')).toEqual({
      ok: false,
      text: expect.stringContaining('Use a point for decimals'),
    });
  });
});

it.each([
  ['300 ms', quantities.writeDuration(0.3)],
  ['80 ms', quantities.writeDuration(0.08)],
  ['45 s', quantities.writeDuration(45)],
  ['90 s', quantities.writeDuration(90)],
  ['15 min', quantities.writeDuration(900)],
  ['90 min', quantities.writeDuration(5400)],
  ['12 h', quantities.writeDuration(43_200)],
  ['2 days', quantities.writeHours(48)],
  ['6 h', quantities.writeHours(6)],
  ['1.5 GB', quantities.writePayload({ payloadSizeMB: 1536 })],
  ['500 MB', quantities.writePayload({ payloadSizeMB: 500 })],
  ['100 KB', quantities.writePayload({ payloadSizeMB: 100 / 1024 })],
  ['2 GB, S3 link', quantities.writePayload({ payloadSizeMB: 2048, payloadByReference: true })],
  ['', quantities.writePayload({})],
  ['2,000/day, 20 at once', quantities.writeVolume({ monthlyRequests: 60_000, burstRequests: 20 })],
  ['3,000,000/month', quantities.writeVolume({ monthlyRequests: 3_000_000 })],
  ['100/month', quantities.writeVolume({ monthlyRequests: 100 })],
  ['50 rps', quantities.writeVolume({ peakRequestsPerSecond: 50 })],
  ['200 KB', quantities.writeSizeGB(200 / 2 ** 20)],
  ['80 MB', quantities.writeSizeGB(80 / 1024)],
  ['0.2 GB', quantities.writeSizeGB(0.2)],
  ['14 GB', quantities.writeSizeGB(14)],
  ['every night', quantities.writeRuns(30)],
  ['every week', quantities.writeRuns(4.33)],
  ['4 per month', quantities.writeRuns(4)],
  [
    '10 h a day, 5 days a week, predictable',
    quantities.writeBusyHours({ busyHoursPerDay: 10, busyDaysPerWeek: 5, ...known }),
  ],
  ['24/7', quantities.writeBusyHours({ busyHoursPerDay: 24, busyDaysPerWeek: 7 })],
  ['400 models, 512 MB, no gpu', quantities.writeModel({ modelCount: 400, modelSizeGB: 0.5, requiresGpu: false })],
  ['2,000,000', quantities.writeCount(2_000_000)],
  ['$1,500', quantities.writeUsd(1500)],
])('what is written is "%s"', (text, written) => {
  expect(written).toBe(text);
});
