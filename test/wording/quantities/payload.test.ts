import { describe, expect, it } from 'vitest';
import { readPayload, readSizeGB, writePayload, writeSizeGB } from '../../../src/wording/quantities/index.ts';

describe('readPayload', () => {
  it.each([
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
  ])('"%s" is read in MB of 2^20 bytes', (text, payload) => {
    expect(readPayload(text)).toEqual({ ok: true, value: payload });
  });

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
  ])('"%s" is refused: %s', (text, why) => {
    const read = readPayload(text);
    expect(read).toEqual({ ok: false, text: expect.stringContaining(why) });
    if (!read.ok) expect(read.text).toContain('3 MB, 2 GB or S3 link');
  });
});

describe('writePayload', () => {
  it.each([
    [{ payloadSizeMB: 1536 }, '1.5 GB'],
    [{ payloadSizeMB: 500 }, '500 MB'],
    [{ payloadSizeMB: 100 / 1024 }, '100 KB'],
    [{ payloadSizeMB: 2048, payloadByReference: true }, '2 GB, S3 link'],
    [{}, ''],
  ])('%o is written as "%s"', (payload, text) => {
    expect(writePayload(payload)).toBe(text);
  });
});

describe('readSizeGB', () => {
  it.each([
    ['14 GB', 14],
    ['14G', 14],
    ['512 MB', 0.5],
    ['2 TB', 2048],
    ['0 GB', 0],
  ])('"%s" is %d GB', (text, gigabytes) => {
    expect(readSizeGB(text)).toEqual({ ok: true, value: gigabytes });
  });

  it('is written in MB below 1 GB where that is shorter', () => {
    expect([writeSizeGB(80 / 1024), writeSizeGB(0.2), writeSizeGB(14)]).toEqual(['80 MB', '0.2 GB', '14 GB']);
  });
});
