import { describe, expect, it } from 'vitest';
import { changesSince, type Region } from '../../../local-workspace/page/regions/fragment.ts';

const region = (name: string, html: Record<string, string>): Region => ({
  name,
  fragments: Object.entries(html).map(([key, text]) => ({ key, html: text, print: text })),
});

describe('what a browser is sent', () => {
  it('is everything at first, and nothing while nothing changes', () => {
    const sent = new Map();
    expect(changesSince(sent, [region('messages', { a: 'A', b: 'B' })])).toEqual([
      { name: 'messages', order: ['a', 'b'], changed: { a: 'A', b: 'B' } },
    ]);
    expect(changesSince(sent, [region('messages', { a: 'A', b: 'B' })])).toEqual([]);
  });

  it('is the fragment that changed, the order of all, and no other region', () => {
    const sent = new Map();
    changesSince(sent, [region('messages', { a: 'A', b: 'B' }), region('people', { p: 'P' })]);
    expect(changesSince(sent, [region('messages', { b: 'B2' }), region('people', { p: 'P' })])).toEqual([
      { name: 'messages', order: ['b'], changed: { b: 'B2' } },
    ]);
  });

  it('leaves out what differs only in what was typed there', () => {
    const sent = new Map();
    const typed = (value: string): Region => ({
      name: 'form',
      fragments: [{ key: 'q', html: `<input value="${value}">`, print: '<input>' }],
    });
    changesSince(sent, [typed('')]);
    expect(changesSince(sent, [typed('500 MB')])).toEqual([]);
  });

  it('is all of a region again that was away meanwhile', () => {
    const sent = new Map();
    changesSince(sent, [region('thread', { a: 'A' })]);
    changesSince(sent, []);
    expect(changesSince(sent, [region('thread', { a: 'A' })])).toHaveLength(1);
  });
});
