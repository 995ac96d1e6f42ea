import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWorkloads } from '../../src/terminal/answer-workload.ts';

const entries = (text: string) => [...readWorkloads(text)];
const one = { ok: true, input: { name: 'a' } };
const two = { ok: true, input: { name: 'b' } };
const broken = { ok: false, text: expect.stringContaining('is not JSON') };

describe('readWorkloads', () => {
  it.each([
    ['one object', '{"name":"a"}', [one]],
    ['an object over several lines', '{\n  "name": "a"\n}\n', [one]],
    ['an array', '[{"name":"a"},\n{"name":"b"}]', [one, two]],
    ['JSON Lines', '{"name":"a"}\n{"name":"b"}\n', [one, two]],
    ['JSON Lines with Windows line ends and empty lines', '{"name":"a"}\r\n\r\n{"name":"b"}\r\n', [one, two]],
    ['a byte order mark', '\ufeff{"name":"a"}', [one]],
    ['an empty array', '[]', []],
    ['nothing', ' \n', []],
    [
      'things that are no objects',
      '[1,null]',
      [
        { ok: true, input: 1 },
        { ok: true, input: null },
      ],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(entries(text)).toEqual(expected);
  });

  it.each([
    ['a broken line between whole ones', '{"name":"a"}\n{"name":}\n{"name":"b"}', [one, broken, two]],
    ['a first line that is broken', 'oops\n{"name":"b"}', [broken, two]],
    ['broken lines only', '{"name":\n{"name":', [broken, broken]],
    ['one broken object over several lines', '{\n  "name": "a",\n}\n', [broken]],
    ['one broken array', '[\n{"name":"a"},\n{"name":"b"}\n', [broken]],
    ['NaN, which is no JSON', '{"name":"a","payloadSizeMB":NaN}', [broken]],
  ])('gives %s a place of its own', (_, text, expected) => {
    expect(entries(text)).toEqual(expected);
  });

  it('names the line that is broken', () => {
    expect(entries('{"name":"a"}\n\n{"name":}')[1]).toEqual({ ok: false, text: expect.stringMatching(/^Line 3 /) });
  });

  it('never throws, and gives one entry a line for JSON Lines', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void entries(text)));
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string() }), { minLength: 1 }), (inputs) => {
        const lines = inputs.map((input) => JSON.stringify(input)).join('\n');
        expect(entries(lines)).toEqual(inputs.map((input) => ({ ok: true, input })));
      }),
    );
  });
});
