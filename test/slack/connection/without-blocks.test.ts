import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutBlocks } from '../../../src/slack/connection/clients.ts';
import { runs } from '../../support/lane.ts';

describe("an answer without the view's blocks", () => {
  it('has what stood before and after them', () => {
    const answer = '{"ok":true,"view":{"id":"V1","blocks":[{"type":"divider"},{"elements":[[]]}],"hash":"1.a"}}';
    expect(withoutBlocks(answer)).toBe('{"ok":true,"view":{"id":"V1","blocks":[],"hash":"1.a"}}');
  });

  it.each([
    '',
    '{"ok":true}',
    '{"ok":true,"view":{"id":"V1","blocks":null}}',
    '{"ok":false,"error":"invalid_arguments","response_metadata":{"messages":["[ERROR] \\"blocks\\":[ is wrong"]}}',
    '{"view":{"blocks":[{"text":"cut off',
    '{"view":{"blocks":[{"text":"cut off \\',
    '{"view":{"blocks":[{"text":"]}]"}',
  ])('is %s where there are none, or no end to them', (text) => {
    expect(withoutBlocks(text)).toBe(text);
  });

  it('is the same answer but for the blocks, whatever is written in them', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), fc.string(), (blocks, state, title) => {
        const answer = { ok: true, view: { title, blocks, state: { values: state }, hash: '1.a' } };
        const cut = withoutBlocks(JSON.stringify(answer));
        expect(JSON.parse(cut)).toEqual(
          JSON.parse(JSON.stringify({ ...answer, view: { ...answer.view, blocks: [] } })),
        );
      }),
      { numRuns: runs(2000) },
    );
  });

  it('is the same where a text says what a key would: the first key counts, and a text is no key', () => {
    const hostile = '"blocks":[1,2], \\"blocks\\":[ ]}"';
    const answer = { ok: true, view: { title: hostile, blocks: [{ text: hostile }, hostile], hash: hostile } };
    expect(JSON.parse(withoutBlocks(JSON.stringify(answer)))).toEqual({
      ...answer,
      view: { ...answer.view, blocks: [] },
    });
  });
});
