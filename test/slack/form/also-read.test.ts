import { describe, expect, it } from 'vitest';
import { withAlsoRead } from '../../../src/slack/form/also-read.ts';
import { type Draft, readerOf, readingOf } from '../../../src/slack/form/draft.ts';
import { draftFrom } from '../../../src/slack/form/fill-from-words.ts';
import { openOffers, take } from '../../../src/slack/form/offers.ts';
import { factsStated } from '../../../src/slack/form/read-form.ts';
import { combine } from '../../../src/wording/combine.ts';
import type { Proposed } from '../../../src/wording/proposed.ts';
import { readWords } from '../../../src/wording/read-words.ts';

const TEXT = 'churn, payload 3 MB, 20 rps, 25ms, the gizmo wheezes 12 sec on it';
const byRules = readWords(TEXT);
const PROPOSED: Proposed = {
  facts: [
    { field: 'payloadSizeMB', value: 3, quote: 'payload 3 MB', how: 'stated' },
    { field: 'processingTimeSeconds', value: 12, quote: 'the gizmo wheezes 12 sec on it', how: 'stated' },
  ],
  unclear: [],
};
const HELPED = 'Read with the help of m in your AWS account.';
const opened = draftFrom(byRules, TEXT);
const alsoRead = (draft: Draft, proposed = PROPOSED) =>
  withAlsoRead(draft, { byRules, heard: combine(TEXT, byRules, proposed), reader: HELPED });
const kindsIn = (draft: Draft) => openOffers(draft).map(({ kind = 'doubt', words }) => `${kind}: ${words}`);

describe('what a language model read beside the rules', () => {
  it('changes no answer, and says who helped', () => {
    const draft = alsoRead(opened);
    expect(factsStated(draft)).toEqual(factsStated(opened));
    expect(readerOf(draft)).toBe(HELPED);
  });

  it('is offered where the rules have nothing, and nothing is asked about what they alone have', () => {
    const kinds = kindsIn(alsoRead(opened));
    expect(kinds).toContain('use: the gizmo wheezes 12 sec on it');
    expect(kinds.filter((kind) => /3 MB|20 rps/.test(kind))).toEqual([]);
  });

  it('is a choice with both values where it differs', () => {
    const { peakRequestsPerSecond: _, ...says } = byRules.says;
    const unclear = [{ field: 'peakRequestsPerSecond' as const, words: '20 rps', readings: [20, 40] }];
    const draft = withAlsoRead(opened, { byRules, heard: { ...byRules, says, unclear, by: {} }, reader: HELPED });
    expect(openOffers(draft)).toEqual([
      {
        kind: 'check',
        words: '20 rps',
        readings: [20, 40].map((value) => ({ field: 'peakRequestsPerSecond', value })),
      },
    ]);
  });

  it('is asked about in the line for the thread until somebody takes it', () => {
    const check = (draft: Draft) => readingOf(draft).find(({ title }) => title === 'Check')?.text;
    const draft = alsoRead(opened);
    expect(check(draft)).toContain('"the gizmo wheezes 12 sec on it": processing time?');
    const reading = { field: 'processingTimeSeconds', value: 12 } as const;
    const { draft: used } = take(draft, { words: 'the gizmo wheezes 12 sec on it', reading });
    expect(check(used)).not.toContain('gizmo');
    expect(readingOf(used)[0]?.text).toMatch(/12 s per request$/);
  });

  it('asks nothing again that the person has settled meanwhile', () => {
    const before = kindsIn(alsoRead(opened)).filter((kind) => kind.includes('25ms'));
    expect(before).toEqual(['doubt: 25ms']);
    const { draft } = take(opened, { words: '25ms' });
    expect(kindsIn(alsoRead(draft)).filter((kind) => kind.includes('25ms'))).toEqual([]);
  });

  it('is nothing where its answer was not used: only the line says so', () => {
    const note = 'Read without the language model: it did not answer in 6 s.';
    const draft = withAlsoRead(opened, { byRules, heard: byRules, reader: note });
    expect(draft).toEqual({ ...opened, reader: note });
  });
});
