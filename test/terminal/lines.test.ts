import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bullet, columnsOf, inert, WIDTH, wrap } from '../../src/terminal/lines.ts';

describe('inert', () => {
  it.each([
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['bell\u0007', 'bell\\u{7}'],
    ['\u009b31m', '\\u{9b}31m'],
    ['\u202egnp', '\\u{202e}gnp'],
    ['a\u200bb', 'a\\u{200b}b'],
    ['\ud800', '\\u{d800}'],
    ['two\r\nlines\u2028three', 'two lines three'],
    ['👩‍🔬 Größe 数', '👩‍🔬 Größe 数'],
  ])('%j comes out as %j', (text, shown) => {
    expect(inert(text)).toBe(shown);
  });

  it('leaves nothing that a terminal obeys, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(inert(text)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('wrap', () => {
  it('breaks between words and never loses or adds a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrap(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('counts an ideograph as two columns', () => {
    expect(columnsOf('数a')).toBe(3);
    expect(wrap('数数数', 4)).toEqual(['数数', '数']);
  });
});

describe('bullet', () => {
  it(`stays within ${WIDTH} columns and sets the following lines below the text`, () => {
    const [first = '', second = ''] = bullet('word '.repeat(40).trim());
    expect(first).toMatch(/^ {2}- word/);
    expect(second).toMatch(/^ {4}word/);
    expect(first.length).toBeLessThanOrEqual(WIDTH);
  });
});
