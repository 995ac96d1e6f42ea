import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateView } from '../../../local-workspace/block-kit/validate.ts';
import { type Doubt, type DoubtReading, WORKLOAD_FIELDS } from '../../../src/recommender/index.ts';
import { buildForm } from '../../../src/slack/form/build-form.ts';
import {
  type Draft,
  doubtsIn,
  FORM_ACTION,
  type Offer,
  readingDraft,
  withOffers,
} from '../../../src/slack/form/draft.ts';
import { decodePressed, draftInBlocks, encodePressed, openOffers, take } from '../../../src/slack/form/offers.ts';
import { draftOf, factsStated, interpretDraft, readForm } from '../../../src/slack/form/read-form.ts';
import type { Heard } from '../../../src/wording/heard.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, HOSTILE_WORDS } from '../../support/recommendations.ts';
import { workload } from '../../support/workloads.ts';
import { asReadBack, nameIsVisible } from './kept.ts';

const LATENCY: Doubt = {
  words: '25ms',
  readings: [
    { field: 'responseTimeSeconds', value: 0.025 },
    { field: 'processingTimeSeconds', value: 0.025 },
  ],
};
const asOffers = (doubts: readonly Doubt[], kind?: Offer['kind']) =>
  withOffers(
    {},
    doubts.map((doubt) => ({ ...(kind && { kind }), ...doubt })),
  );

const HEARD: Heard = {
  says: { payloadSizeMB: 3 },
  from: { payloadSizeMB: '3 MB' },
  unclear: LATENCY.readings.map(({ field }) => ({ field, words: '25ms' })),
  notUsed: [],
};
const DRAFT: Draft = { name: 'churn', payload: '3 MB', ...readingDraft(HEARD), ...asOffers([LATENCY]) };

const formOf = (draft: Draft, showMore = false) =>
  buildForm({ draft, metadata: { draftId: 'd', channelId: 'C1' }, showMore });
const buttonsIn = (draft: Draft): string[] =>
  [...JSON.stringify(formOf(draft).blocks).matchAll(/"action_id":"form_take_\w+","text":{[^}]*"text":"([^"]*)"/g)].map(
    ([, text = '']) => text,
  );
const textOf = (draft: Draft): string => JSON.stringify(formOf(draft).blocks);

describe('words in doubt at the top of the form', () => {
  it('have a button for each reading and one for neither, instead of a question on the line', () => {
    expect(buttonsIn(DRAFT)).toEqual(['Response time 25 ms', 'Processing time 25 ms', 'Neither']);
    expect(textOf(DRAFT)).toContain('*Check* “25ms”');
    expect(textOf(DRAFT)).not.toContain('*Check:*');
    expect(textOf(DRAFT)).toContain('*Understood:* 3 MB payload');
  });

  it.each([0, 1])('fill the empty input of reading %i, in a new block, and are settled', (at) => {
    const reading = LATENCY.readings[at];
    const { draft, notice } = take(DRAFT, { words: '25ms', ...(reading && { reading }) });
    expect(notice).toBeUndefined();
    const question = at === 0 ? 'within' : 'processing';
    const block = formOf(draft).blocks.find(({ block_id: id }) => id?.startsWith(`question_${question}`));
    expect(block).toMatchObject({ block_id: `question_${question}.1`, element: { initial_value: '25 ms' } });
    expect(formOf(draft).blocks.filter(({ block_id: id }) => id === 'question_payload')).toHaveLength(1);
    expect(buttonsIn(draft)).toEqual([]);
    expect(textOf(draft)).toMatch(/\*Understood:\* 3 MB payload · [^*]*25 ms/);
    expect(textOf(draft)).not.toContain('*Check');
  });

  it('are settled by neither, which fills nothing', () => {
    const { draft } = take(DRAFT, { words: '25ms' });
    expect(factsStated(draft)).toEqual(factsStated(DRAFT));
    expect(textOf(draft)).not.toContain('25ms');
  });

  it('are settled by an answer that somebody types', () => {
    expect(openOffers({ ...DRAFT, within: '2 s' })).toEqual([]);
  });

  it('are not settled by a caller who waits, which is no response time yet', () => {
    const draft = { ...DRAFT, waits: 'caller' };
    expect(openOffers(draft)).toHaveLength(1);
    const { draft: taken } = take(draft, { words: '25ms', reading: { field: 'responseTimeSeconds', value: 0.025 } });
    expect(factsStated(taken)).toMatchObject({ responseTimeSeconds: 0.025 });
  });

  it('change nothing once they are settled, so a second press does no harm', () => {
    const { draft } = take(DRAFT, { words: '25ms' });
    expect(take(draft, { words: '25ms', reading: { field: 'responseTimeSeconds', value: 0.025 } })).toEqual({ draft });
  });

  it('go beside what an input says about something else', () => {
    const peak: Doubt = { words: '20', readings: [{ field: 'peakRequestsPerSecond', value: 20 }] };
    const { draft } = take(
      { volume: '2000/day', ...asOffers([peak]) },
      { words: '20', reading: peak.readings[0] ?? never() },
    );
    expect(draft['volume']).toBe('2000/day, 20 rps');
  });

  it('replace no answer, and say whose it is', () => {
    const draft = { ...DRAFT, within: 'soon\u202e <!here>' };
    const taken = take(draft, { words: '25ms', reading: { field: 'responseTimeSeconds', value: 0.025 } });
    expect(taken.draft).toBe(draft);
    expect(taken.notice).toBe(
      '*Response time needed* says “soon &lt;!here&gt;”, so I left it as it is. To use 25 ms, change it there.',
    );
  });

  it('say where a question is not asked with the other answers', () => {
    const size: Doubt = { words: '2 TB', readings: [{ field: 'datasetSizeGB', value: 2048 }] };
    const draft = { waits: 'caller', ...asOffers([size]) };
    expect(openOffers(draft)).toEqual([]);
    expect(take(draft, { words: '2 TB', reading: size.readings[0] ?? never() }).notice).toBe(
      "*Dataset size per run* isn't asked with the other answers, so I didn't fill in 2 TB.",
    );
  });

  it('are at most four with buttons; the fifth stays on the line', () => {
    const unclear = ['a', 'b', 'c', 'd', 'e'].map((words) => ({ field: 'modelSizeGB' as const, words }));
    const doubts = unclear.map(({ field, words }, at) => ({ words, readings: [{ field, value: at + 1 }] }));
    const draft = { ...readingDraft({ ...HEARD, unclear }), ...asOffers(doubts) };
    expect(buttonsIn(draft).filter((text) => text !== 'No')).toHaveLength(4);
    expect(textOf(draft)).toContain('*Check:* \\"e\\": model memory?');
  });

  it('survive the loss of the draft: the form itself says what they are, and what was filled', () => {
    const { draft } = take(
      { ...DRAFT, ...asOffers([LATENCY, { words: '4 GB', readings: [{ field: 'modelSizeGB', value: 4 }] }]) },
      {
        words: '25ms',
        reading: { field: 'responseTimeSeconds', value: 0.025 },
      },
    );
    const lost = draftInBlocks(formOf(draft).blocks);
    expect(openOffers(lost)).toEqual(openOffers(draft));
    const read = readForm({ 'question_within.1': { form_within: { value: '30 ms' } } }, lost);
    expect(factsStated(read)).toMatchObject({ responseTimeSeconds: 0.03 });
  });

  it('have their errors beside the input that was filled', () => {
    const { draft } = take(DRAFT, { words: '25ms', reading: { field: 'responseTimeSeconds', value: 0.025 } });
    const read = readForm({ 'question_within.1': { form_within: { value: 'soon' } } }, draft);
    expect(interpretDraft(read, { needsChannel: false })).toMatchObject({
      ok: false,
      errors: { 'question_within.1': expect.any(String) },
    });
  });

  it('fill in any fact that the form asks for, so that it reads back as the same, and change no other answer', () => {
    fc.assert(
      fc.property(anyFact, fc.option(anyFact, { nil: undefined }), (meant, before) => {
        const doubt = { words: 'w', readings: [meant] };
        const draft = { ...draftOf({ ...(before && { [before.field]: before.value }) }), ...asOffers([doubt]) };
        const taken = take(draft, { words: 'w', reading: meant });
        expect(factsStated(taken.draft)).toMatchObject(factsStated(draft));
        if (before === undefined) expect(factsStated(taken.draft)[meant.field]).toEqual(meant.value);
        if (taken.notice !== undefined) expect(taken.draft).toBe(draft);
        expect(validateView(formOf(taken.draft))).toEqual([]);
      }),
      { numRuns: runs(1000, { costly: true }) },
    );
  });
});

describe('a reading that an input has, and that is in question', () => {
  const filled: Draft = { name: 'churn', waits: 'caller', within: '25 ms', volume: '2,000/day, 20 rps' };

  it('is kept by its own button, and the input stays as it is', () => {
    const draft = { ...filled, ...asOffers([{ words: '25ms', readings: LATENCY.readings.slice(0, 1) }], 'check') };
    expect(buttonsIn(draft)).toEqual(['Yes', 'No']);
    expect(textOf(draft)).toContain('*Check* “25ms”: Response time 25 ms?');
    const taken = take(draft, { words: '25ms', reading: { field: 'responseTimeSeconds', value: 0.025 } });
    expect(taken).toEqual({ draft: filled });
  });

  it('is taken out of the input by "No"', () => {
    const draft = { ...filled, ...asOffers([{ words: '25ms', readings: LATENCY.readings.slice(0, 1) }], 'check') };
    expect(factsStated(take(draft, { words: '25ms' }).draft)).toEqual({
      name: 'churn',
      monthlyRequests: 60_000,
      peakRequestsPerSecond: 20,
    });
  });

  it('makes place for another one, and what else its input says stays', () => {
    const rate: Doubt = {
      words: '20 rps',
      readings: [
        { field: 'peakRequestsPerSecond', value: 20 },
        { field: 'peakRequestsPerSecond', value: 40 },
      ],
    };
    const draft = { ...filled, ...asOffers([rate], 'check') };
    expect(buttonsIn(draft)).toEqual(['Peak requests per second 20', 'Peak requests per second 40', 'Neither']);
    const { draft: taken } = take(draft, { words: '20 rps', reading: { field: 'peakRequestsPerSecond', value: 40 } });
    expect(taken['volume']).toBe('2,000/day, 40 rps');
    expect(openOffers(taken)).toEqual([]);
  });

  it('is one question where the same words have filled in several facts', () => {
    const days: Doubt = {
      words: 'weekdays',
      readings: [
        { field: 'busyDaysPerWeek', value: 5 },
        { field: 'trafficPredictable', value: true },
      ],
    };
    const draft = { ...filled, hours: 'Mon–Fri', ...asOffers([days], 'confirm') };
    expect(textOf(draft)).toContain('*Check* “weekdays”: Busy days per week 5 · Busy periods known?');
    expect(buttonsIn(draft)).toEqual(['Yes', 'No']);
    const { draft: kept } = take(draft, { words: 'weekdays', reading: days.readings[0] ?? never() });
    expect(kept).toEqual({ ...filled, hours: 'Mon–Fri' });
    expect(factsStated(take(draft, { words: 'weekdays' }).draft)).toEqual(factsStated(filled));
  });

  it('is no longer asked about once somebody typed another value', () => {
    const draft = { ...filled, ...asOffers([{ words: '25ms', readings: LATENCY.readings.slice(0, 1) }], 'check') };
    expect(openOffers({ ...draft, within: '2 s' })).toEqual([]);
  });
});

describe('what a language model also read', () => {
  const also: Doubt = { words: 'answers in 25ms', readings: [{ field: 'responseTimeSeconds', value: 0.025 }] };

  it('stands with its words and a button each, under a title', () => {
    const draft = { ...readingDraft(HEARD), ...asOffers([also], 'use') };
    expect(textOf(draft)).toContain('*Also read*');
    expect(textOf(draft)).toContain('Response time 25 ms · “answers in 25ms”');
    expect(buttonsIn(draft)).toEqual(['Use']);
  });

  it('fills its input when it is used', () => {
    const { draft } = take(asOffers([also], 'use'), { words: also.words, reading: also.readings[0] ?? never() });
    expect(factsStated(draft)).toEqual({ responseTimeSeconds: 0.025 });
    expect(textOf(draft)).not.toContain('Also read');
  });
});

describe('a button of the form', () => {
  it('carries what it means, and its action is one of the form', () => {
    for (const words of HOSTILE_WORDS) {
      const pressed = { words: words.slice(0, 100), reading: { field: 'modelId' as const, value: 'llama' } };
      expect(encodePressed({ ...pressed, words }).length).toBeLessThanOrEqual(2000);
      expect(decodePressed(encodePressed(pressed))?.reading).toEqual(pressed.reading);
    }
    for (const [, id = ''] of textOf(DRAFT).matchAll(/"action_id":"(form_take\w*)"/g)) expect(id).toMatch(FORM_ACTION);
  });

  it.each([
    ...'|{}|null|[]|{"words":1}|{"words":"a","field":"__proto__","value":1}'.split('|'),
    ...'{"words":"a","field":"modelSizeGB","value":-1}'.split('|'),
    ...'{"words":"a","field":"modelConfig","value":{}}'.split('|'),
  ])('of another version means nothing: %s', (text) => expect(decodePressed(text)).toBeUndefined());

  it.each(['check', 'confirm'] as const)(
    'is not asked again in the review where its input of kind %s was emptied',
    (kind) => {
      const doubt = { words: '3 MB', readings: [{ field: 'payloadSizeMB' as const, value: 3 }] };
      const draft = { name: 'churn', payload: '', ...asOffers([doubt], kind) };
      expect(openOffers(draft)).toEqual([]);
      expect(doubtsIn(draft, workload({ name: 'churn' }))).toEqual([]);
      expect(doubtsIn({ ...draft, ...asOffers([doubt]) }, workload({ name: 'churn' }))).toEqual([doubt]);
    },
  );

  it('stays inside the limits of Slack, whatever the words are', () => {
    for (const words of [...HOSTILE_WORDS, '&'.repeat(4000)]) {
      const doubts = Array.from({ length: 9 }, (_, at) => ({ words: `${at}${words}`, readings: LATENCY.readings }));
      for (const kind of [undefined, 'use'] as const) expect(validateView(formOf(asOffers(doubts, kind)))).toEqual([]);
    }
  });
});

function never(): never {
  throw new Error('It has a reading.');
}

/** One fact that the form keeps of a workload, alone. */
const anyFact: fc.Arbitrary<DoubtReading> = fc
  .tuple(anyWorkload.filter(nameIsVisible), fc.nat())
  .map(([workload, at]) => {
    const facts = WORKLOAD_FIELDS.flatMap((field) => {
      const value = asReadBack(workload)[field];
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      return isPlain ? [{ field, value }] : [];
    });
    return facts[at % facts.length] ?? never();
  });
