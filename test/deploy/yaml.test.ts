import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toYaml } from '../../src/deploy/cloudformation.ts';
import type { Template, Value } from '../../src/deploy/template.ts';
import { parseTemplate } from '../support/parse-template.ts';

/** Texts that YAML 1.1 takes for something else, or that end what they stand in. */
const MISTAKEN = `
  yes No ON off y n true null ~ = << 1 -1 +1.5 .5 5. 1e3 0x1F 0o17 012345678901 1_000 190:20:30 2026-11-29 2026-11-29T10:00:00Z
  .inf -.Inf .NaN . .. - -- --- ... ? : :: # *a &a !a %a @a |  > >- [a] {a} , a: a:b a,b 'a' "a" it's \\n s3://a ]
`
  .trim()
  .split(/\s+/);

const text = fc.oneof(
  fc.constantFrom(...'| |a: b|a #b|- a|? a|a | a|a\nb|a\tb|\u2028|\ufeff|\u0085'.split('|'), ...MISTAKEN),
  fc
    .array(fc.constantFrom('a', "it's", '"so"', '#1', 'key:', '-', '  ', 'é', '\u{1f600}', ...MISTAKEN), {
      maxLength: 60,
    })
    .map((words) => words.join(' ')),
  fc.string({ unit: 'binary' }),
);

/** `__proto__` is a key that no object literal has. */
const key = text.filter((name) => name !== '__proto__' && !/^(?:Ref|Fn::.*|<<)$/.test(name));

const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    text,
    fc.integer(),
    fc.boolean(),
    text.map((name) => ({ Ref: name })),
    text.map((name) => ({ 'Fn::Sub': name })),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(tie('value'), { maxLength: 3 }).map((list) => ({ 'Fn::If': list })),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  ),
}));

const templateWith = (held: Value): Template => ({
  Description: 'd',
  Parameters: {},
  Conditions: {},
  Resources: { R: { Type: 'T', Properties: { held } } },
  Outputs: {},
});

it('reads as what was written, with any text and any nesting, in 300 templates', () => {
  fc.assert(
    fc.property(value, (held) => {
      const template = templateWith(held);
      expect(parseTemplate(toYaml(template, ['header'])).Resources).toEqual(template.Resources);
    }),
    { numRuns: 300 },
  );
});

it('keeps lines to 140 characters where spaces allow it, and indents by 1 space what would have over 51,200 bytes', () => {
  const words = 'word '.repeat(100).trim();
  const short = toYaml(templateWith({ words: [{ words }] }), []);
  expect(Math.max(...short.split('\n').map((line) => line.length))).toBe(138);
  expect(short).toContain('\n    Type: T\n');
  const long = toYaml(templateWith(Array.from({ length: 500 }, () => ({ words: { words: 'x'.repeat(70) } }))), []);
  expect(long).toContain('\n  Type: T\n');
});

it('keeps two spaces wherever a long text is broken', () => {
  for (let length = 1; length <= 140; length++) {
    const template = templateWith(`${'x'.repeat(length)}  ${'a word  and '.repeat(30)}end`);
    expect(parseTemplate(toYaml(template, [])).Resources).toEqual(template.Resources);
  }
});
