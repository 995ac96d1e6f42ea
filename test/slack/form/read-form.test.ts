import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIdOf, type Draft } from '../../../src/slack/form/draft.ts';
import { QUESTIONS } from '../../../src/slack/form/questions/index.ts';
import { readChannel } from '../../../src/slack/form/questions/review.ts';
import { draftOf, interpretDraft, readForm } from '../../../src/slack/form/read-form.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, HOSTILE_WORDS } from '../../support/recommendations.ts';
import { kept, nameIsVisible } from './kept.ts';

describe('readForm', () => {
  it('replaces the answers in sight and keeps the hidden ones', () => {
    const values = {
      question_name: { form_name: { value: 'new' } },
      question_waits: { form_waits: { selected_option: { value: 'nobody' } } },
    };
    expect(readForm(values, { name: 'old', within: '300 ms' })).toEqual({
      name: 'new',
      waits: 'nobody',
      within: '300 ms',
    });
  });

  it('takes an emptied input for an empty answer, and a missing one for an untouched one', () => {
    const values = { question_within: { form_within: { value: null } } };
    expect(readForm(values, { within: '300 ms', name: 'kept' })).toEqual({ within: '', name: 'kept' });
  });

  it('keeps the chosen channel', () => {
    const values = { question_channel: { form_channel: { selected_conversation: 'C1' } } };
    expect(readForm(values, {})).toEqual({ channel: 'C1' });
    expect(readForm({}, { channel: 'C1' })).toEqual({ channel: 'C1' });
  });

  it('ignores blocks that are not its own', () => {
    expect(readForm({ other: { form_name: { value: 'x' } } }, {})).toEqual({});
  });
});

describe('readChannel', () => {
  it('is null where the form asked for none', () => {
    expect(readChannel({})).toBeNull();
    expect(readChannel({ question_channel: { form_channel: { selected_conversation: null } } })).toBeNull();
  });
});

describe('interpretDraft', () => {
  it('gives back every workload whose draft was made from it, save what its other answers make meaningless', () => {
    fc.assert(
      fc.property(anyWorkload.filter(nameIsVisible), (workload) => {
        expect(interpretDraft(draftOf(workload), { needsChannel: false })).toEqual({
          ok: true,
          workload: kept(workload),
        });
      }),
      { numRuns: runs(1500, { costly: true }) },
    );
  });

  it('takes any draft: a workload, or one sentence for each block that is wrong', () => {
    const blocks = new Set(QUESTIONS.map(({ id }) => blockIdOf(id)));
    const odd = '-1|1e308|NaN|0|2|yes|no|dont-know|nobody|999 models'.split('|');
    const anyAnswer = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...HOSTILE_WORDS, ...odd));
    const anyDraft = fc.dictionary(
      fc.constantFrom(...QUESTIONS.map(({ id }) => id), '__proto__', 'rubbish'),
      anyAnswer,
    );
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const interpreted = interpretDraft(draft, { needsChannel: false });
        if (interpreted.ok) return;
        expect(Object.keys(interpreted.errors).length).toBeGreaterThan(0);
        for (const [block, sentence] of Object.entries(interpreted.errors)) {
          expect(blocks).toContain(block);
          expect(sentence.length).toBeGreaterThan(10);
          expect(sentence.length).toBeLessThan(250);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('reports several faults at once, each beside its question', () => {
    const draft = { name: 'x'.repeat(81), within: 'soon', processing: '-3 s', payload: '1,5 GB', budget: 'plenty' };
    const interpreted = interpretDraft(draft, { needsChannel: true });
    expect(Object.keys(interpreted.ok ? {} : interpreted.errors).sort()).toEqual([
      ...'question_budget question_channel question_name question_payload question_processing'.split(' '),
      ...'question_within'.split(' '),
    ]);
  });

  it('puts a value out of range beside the question that asked for it, in the words of the form', () => {
    const interpreted = interpretDraft(
      { name: 'x', model: '3 models', 'active-models': '1.5', region: 'Atlantis' },
      { needsChannel: false },
    );
    expect(interpreted).toEqual({
      ok: false,
      errors: {
        'question_active-models': 'Models called per hour must be a whole number of at least 1; it is 1.5.',
        question_region: 'That is not an AWS Region; write it like eu-west-1 or Frankfurt.',
      },
    });
  });

  it('leaves out answers to questions that are hidden again, wrong ones too', () => {
    const draft = { name: 'x', waits: 'nobody', within: 'rubbish', volume: '2000/day', 'dataset-runs': 'every night' };
    expect(interpretDraft(draft, { needsChannel: false })).toEqual({
      ok: true,
      workload: { name: 'x', trafficPattern: 'dataset', datasetRunsPerMonth: 30 },
    });
  });

  it.each([{}, { name: '' }, { name: ' \u200B' }, { name: '-' }])(
    'never stops at the name %j: it is the model, or else "workload"',
    (named) => {
      const nameOf = (draft: Draft) => {
        const interpreted = interpretDraft(draft, { needsChannel: false });
        return interpreted.ok ? interpreted.workload.name : interpreted.errors;
      };
      expect(nameOf(named)).toBe('workload');
      expect(nameOf({ ...named, model: 'llama 3 8b' })).toBe('llama-3-8b');
      expect(nameOf({ ...named, 'model-id': 'our own' })).toBe('our own');
    },
  );

  it('asks for a channel only where one is needed', () => {
    expect(interpretDraft({ name: 'x' }, { needsChannel: false }).ok).toBe(true);
    expect(interpretDraft({ name: 'x' }, { needsChannel: true })).toMatchObject({ ok: false });
    expect(interpretDraft({ name: 'x', channel: 'C1' }, { needsChannel: true }).ok).toBe(true);
  });
});
