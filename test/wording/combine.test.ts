import { describe, expect, it } from 'vitest';
import { combine, weighProposed } from '../../src/wording/combine.ts';
import type { Heard } from '../../src/wording/heard.ts';
import type { Proposed, ProposedFact } from '../../src/wording/proposed.ts';
import { readTyped } from '../../src/wording/read-words.ts';
import { HOSTILE_TEXTS } from '../support/hostile-words.ts';

const fact = (
  field: ProposedFact['field'],
  value: ProposedFact['value'],
  quote: string,
  how: ProposedFact['how'] = 'stated',
): ProposedFact => ({ field, value, quote, how });

const answer = (...facts: ProposedFact[]): Proposed => ({ facts, unclear: [] });

const read = (text: string, proposed: Proposed) => combine(text, readTyped(text), proposed);

/** Rules that read nothing. */
const SILENT: Heard = { says: {}, from: {}, unclear: [], notUsed: [] };

/** Rules that used nothing of a text. */
const unused = (text: string): Heard => ({ ...SILENT, notUsed: [text] });

/** What the model alone proves of a text that the rules were not shown. */
const proves = (text: string, field: ProposedFact['field'], value: ProposedFact['value'], quote = text) =>
  combine(text, unused(text), answer(fact(field, value, quote))).says[field];

describe('who reads a fact', () => {
  const text = 'wav clips of 3 MB, the network chews 12 sec on it';

  it('counts what both read, in the value of the rules', () => {
    const heard = read('payload 3 MB', answer(fact('payloadSizeMB', 3.05, '3 MB')));
    expect(heard).toMatchObject({ says: { payloadSizeMB: 3 }, by: { payloadSizeMB: 'both' }, unclear: [] });
  });

  it('counts what only the rules read, though the model answered', () => {
    const heard = read('payload 3 MB, GPU required', answer(fact('requiresGpu', true, 'GPU required')));
    expect(heard.says).toEqual({ payloadSizeMB: 3, requiresGpu: true });
    expect(heard.by).toEqual({ payloadSizeMB: 'rules', requiresGpu: 'both' });
  });

  it('asks about a yes that only the model reads', () => {
    const heard = combine(
      'it wants a graphics card',
      SILENT,
      answer(fact('requiresGpu', true, 'wants a graphics card')),
    );
    expect(heard.says).toEqual({});
    expect(heard.unclear).toEqual([{ field: 'requiresGpu', words: 'wants a graphics card', readings: [true] }]);
  });

  it('counts what only the model states, with its quote', () => {
    const heard = combine(text, SILENT, answer(fact('processingTimeSeconds', 12, 'the network chews 12 sec on it')));
    expect(heard).toMatchObject({
      says: { processingTimeSeconds: 12 },
      from: { processingTimeSeconds: 'the network chews 12 sec on it' },
      by: { processingTimeSeconds: 'model' },
      unclear: [],
    });
  });

  it('only asks about what the model implies', () => {
    const heard = combine(text, SILENT, answer(fact('processingTimeSeconds', 12, 'chews 12 sec', 'implied')));
    expect(heard.says).toEqual({});
    expect(heard.unclear).toEqual([{ field: 'processingTimeSeconds', words: 'chews 12 sec', readings: [12] }]);
  });

  it('asks with the readings of the model where the text proves them', () => {
    const unclear = [
      { field: 'processingTimeSeconds' as const, readings: ['12, by the network', '99'], quote: 'chews 12 sec' },
    ];
    const heard = combine(text, SILENT, { facts: [fact('payloadSizeMB', 3, 'clips of 3 MB')], unclear });
    expect(heard.unclear).toEqual([{ field: 'processingTimeSeconds', words: 'chews 12 sec', readings: [12] }]);
  });

  it('asks about both readings where they differ, and uses neither', () => {
    const said = 'payload 3 MB, or 40 MB with the attachment';
    const rules = { ...SILENT, says: { payloadSizeMB: 40 }, from: { payloadSizeMB: '40 MB' } };
    const heard = combine(said, rules, answer(fact('payloadSizeMB', 3, 'payload 3 MB')));
    expect(heard.says).toEqual({});
    expect(heard.unclear).toEqual([{ field: 'payloadSizeMB', words: 'payload 3 MB, or 40 MB', readings: [40, 3] }]);
  });

  it('asks where the model states two values of one field', () => {
    const said = 'first pass 3 s then 40 s';
    const [three, forty] = [
      fact('processingTimeSeconds', 3, 'first pass 3 s'),
      fact('processingTimeSeconds', 40, '40 s'),
    ];
    const heard = combine(said, unused(said), answer(three, forty));
    expect(heard.says).toEqual({});
    expect(heard.unclear[0]?.readings).toEqual([3, 40]);
  });

  it('settles a doubt of the rules by what the model states of the same words', () => {
    const fields = ['responseTimeSeconds', 'processingTimeSeconds'] as const;
    const unclear = fields.map((field) => ({ field, words: '25ms', readings: [0.025] }));
    const proposed = answer(fact('processingTimeSeconds', 0.025, 'net 25ms'));
    const heard = combine('net 25ms', { ...SILENT, unclear }, proposed);
    expect(heard.says).toEqual({ processingTimeSeconds: 0.025 });
    expect(heard.unclear).toEqual([]);
  });

  it('asks where the rules see another value of the field in doubt', () => {
    const unclear = [{ field: 'payloadSizeMB' as const, words: '9 MB', readings: [9] }];
    const heard = combine('3 MB in, 9 MB', { ...SILENT, unclear }, answer(fact('payloadSizeMB', 3, '3 MB in')));
    expect(heard.says).toEqual({});
    expect(heard.unclear).toEqual([{ field: 'payloadSizeMB', words: '3 MB in, 9 MB', readings: [3, 9] }]);
  });
});

describe('what a quote proves', () => {
  it.each([
    ['MB in GB', 'modelSizeGB', 0.5, 'weights 512 MB', 0.5],
    ['a rate by the day, as 30 days', 'monthlyRequests', 6080, '200 prompts a day', 6000],
    ['a rate by the week', 'monthlyRequests', 8571, 'maybe 2000/week', 8660],
    ['what each of many sends', 'peakRequestsPerSecond', 1333, '40k cameras, one frame every 30 s', 40_000 / 30],
    ['a share of a count', 'activeModelCount', 60, '20 % of 300 models are asked', 60],
    ['two counts of records', 'datasetRecordsPerRun', 4_800_000, '40k rows x 120 stores', 4_800_000],
    ['the upper end of a range', 'responseTimeSeconds', 1.5, '1-2 sec fine', 2],
    ['the hours between two times', 'datasetDeadlineHours', 8, 'start 22:00, results by 06:00', 8],
    ['a count that a period follows', 'datasetRecordsPerRun', 12_000_000, '12M customer rows', 12_000_000],
    ['a size in a model’s name', 'modelParametersBillion', 70, 'llama 70b', 70],
    ['a Region by its city', 'region', 'eu-central-1', 'hosted in Frankfurt', 'eu-central-1'],
    ['a time zone by its abbreviation', 'timeZone', 'CET', 'all times CET', 'Europe/Berlin'],
  ] as const)('makes %s anew', (_, field, claimed, quote, value) => {
    const text = `so: ${quote}${quote.startsWith('12M') ? ' every sunday' : ''}. ok`;
    const made = proves(text, field, claimed, quote);
    if (typeof value === 'number') expect(made).toBeCloseTo(value, 6);
    else expect(made).toBe(value);
  });

  it.each([
    ['words that are not in the text', 'payloadSizeMB', 9, 'payload 3 MB', '9 MB'],
    ['a number without its unit', 'payloadSizeMB', 3, 'a set of 3', 'a set of 3'],
    ['a number whose noun is another', 'modelCount', 40, 'we have 40 stores', '40 stores'],
    ['a number that was not said', 'payloadSizeMB', 4, 'payload 3 MB', 'payload 3 MB'],
    ['a number cut in two', 'monthlyRequests', 15_000, '1,500 requests a day', '500 requests a day'],
    ['a number cut off its scale', 'datasetRecordsPerRun', 250, '250 million rows', '250'],
    ['a time cut off its minutes', 'processingTimeSeconds', 12, '2 min 12 s', '12 s'],
    ['the name of a setting', 'monthlyRequests', 5, 'set monthlyRequests to 5', 'set monthlyRequests to 5'],
    ['the name of a setting with a unit', 'payloadSizeMB', 5, 'payload_size_mb 5 MB', 'payload_size_mb 5 MB'],
    ['a choice that no word is about', 'requiresVpc', true, 'photos of cats', 'photos of cats'],
    ['a Region that is not named', 'region', 'us-east-1', 'hosted in Frankfurt', 'hosted in Frankfurt'],
    ['a model that is not named', 'modelId', 'llama-3.1-8b', 'a llama of some kind', 'a llama of some kind'],
    ['a value that the field does not take', 'busyHoursPerDay', 30, 'busy 30 hours a day', 'busy 30 hours a day'],
    ['a field that no workload has', 'nonsense' as never, 3, '3 MB', '3 MB'],
    ['a name', 'name', 'clips', 'clips', 'clips'],
    ['a currency other than the dollar', 'monthlyBudgetUsd', 50, 'budget 50 euros', 'budget 50 euros'],
    ['an empty quote', 'requiresGpu', true, 'GPU', ' '],
  ] as const)('takes nothing from %s', (_, field, claimed, text, quote) => {
    expect(proves(text, field, claimed, quote)).toBeUndefined();
  });

  it('ignores case and white space in a quote, as it stands in the text', () => {
    const heard = read('budget\n  of 2 Ducats, 3  MB\tin', answer(fact('payloadSizeMB', 3, '3 mb IN')));
    expect(heard.by?.payloadSizeMB).toBe('both');
  });
});

describe('what the rules read stands as it is', () => {
  const text = 'payload 3 MB, 20 rps';
  const rules = readTyped(text);

  it('where the model states nothing that the text proves', () => {
    expect(weighProposed(text, rules, answer())).toEqual({ heard: rules, dropped: 0, isUsed: false });
  });

  it('though a fact of the model has a quote that says something else: that is asked', () => {
    const proposed = answer(fact('payloadSizeMB', 3, '3 MB'), fact('modelCount', 7, '3 MB'));
    const { heard, dropped } = weighProposed(text, rules, proposed);
    expect([heard.says, dropped]).toEqual([rules.says, 0]);
    expect(heard.unclear).toEqual([{ field: 'modelCount', words: '3 MB', readings: [7] }]);
  });

  it('where a workload was pasted', () => {
    const pasted = 'payloadSizeMB: 3\npeakRequestsPerSecond: 20';
    const heard = readTyped(pasted);
    expect(combine(pasted, heard, answer(fact('payloadSizeMB', 20, 'payloadSizeMB: 3')))).toBe(heard);
  });

  it('in a hundred texts that give orders to their reader, though the model obeys them', () => {
    expect(HOSTILE_TEXTS).toHaveLength(100);
    for (const { text: hostile, obeys } of HOSTILE_TEXTS) {
      const heard = readTyped(hostile);
      expect(combine(hostile, heard, obeys), hostile).toBe(heard);
    }
  });
});

describe('every amount of the text is used, asked about or listed', () => {
  it('takes what the model used out of what was not used, and keeps the rest', () => {
    const text = 'the gizmo wants 7 GB of weights and 900 sprockets';
    const heard = combine(text, unused(text), answer(fact('modelSizeGB', 7, '7 GB of weights')));
    expect(heard.says).toEqual({ modelSizeGB: 7 });
    expect(heard.notUsed).toEqual(['and 900 sprockets']);
  });

  it('lists an amount that a quote has beside the one that its fact is made of', () => {
    const text = 'about 1.2k tps at peak, 300 tps normally';
    const heard = combine(text, unused(text), answer(fact('peakRequestsPerSecond', 1200, text)));
    expect(heard.says).toEqual({ peakRequestsPerSecond: 1200 });
    expect(heard.notUsed).toEqual(['300 tps']);
  });
});
