import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateView } from '../../../local-workspace/block-kit/validate.ts';
import { buildForm, type Form, showsMoreAfter } from '../../../src/slack/form/build-form.ts';
import {
  actionIdOf,
  blockIdOf,
  decodeMetadata,
  type FormMetadata,
  MORE_ACTION,
  measurementsIn,
  withMeasurements,
} from '../../../src/slack/form/draft.ts';
import type { AnswerState, StateValues } from '../../../src/slack/form/question.ts';
import { QUESTIONS } from '../../../src/slack/form/questions/index.ts';
import { draftOf, interpretDraft, readForm } from '../../../src/slack/form/read-form.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, HOSTILE_WORDS } from '../../support/recommendations.ts';
import { asTyped, kept, nameIsVisible } from './kept.ts';

const METADATA: FormMetadata = { draftId: 'd1', channelId: 'C1' };
const formOf = (form: Partial<Form>) => buildForm({ draft: {}, metadata: METADATA, showMore: false, ...form });
const blockIds = (form: Partial<Form>): string[] => formOf(form).blocks.map((block) => block.block_id ?? block.type);
const asked = (form: Partial<Form>): string[] => blockIds(form).filter((id) => id.startsWith('question_'));

/** What Slack sends for a form that nobody touched: its initial values. */
function statesIn({ blocks }: ReturnType<typeof buildForm>): StateValues {
  const values: Record<string, Record<string, AnswerState>> = {};
  for (const block of blocks as KnownBlock[]) {
    if (block.type !== 'input') continue;
    const { element } = block;
    const state = (): AnswerState => {
      if (element.type === 'plain_text_input') return { value: element.initial_value ?? null };
      if (element.type === 'checkboxes')
        return { selected_options: (element.initial_options ?? []).map(({ value = '' }) => ({ value })) };
      return { selected_option: 'initial_option' in element ? (element.initial_option as { value: string }) : null };
    };
    values[block.block_id ?? ''] = { ['action_id' in element ? (element.action_id ?? '') : '']: state() };
  }
  return values;
}

describe('buildForm', () => {
  it('stays inside the limits of Slack for any draft, with and without more details', () => {
    const anyDraft = fc.oneof(
      anyWorkload.map(draftOf),
      fc.dictionary(
        fc.constantFrom(...QUESTIONS.map(({ id }) => id)),
        fc.oneof(
          fc.constantFrom(...HOSTILE_WORDS, '9'.repeat(5000), 'nobody', '2 models', '3'),
          fc.string({ unit: 'grapheme' }),
        ),
      ),
    );
    const anyMetadata = fc.record({ draftId: fc.uuid(), channelId: fc.option(fc.constant('C1')) });
    fc.assert(
      fc.property(anyDraft, anyMetadata, fc.boolean(), (draft, metadata, showMore) => {
        expect(validateView(buildForm({ draft, metadata, showMore, notice: 'Someone was quicker.' }))).toEqual([]);
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });

  it('shows all that a review states, so that saving it untouched changes nothing but bidirectional controls', () => {
    fc.assert(
      fc.property(anyWorkload.filter(nameIsVisible), fc.boolean(), (workload, showMore) => {
        const opened = draftOf(workload);
        const unasked = withMeasurements({}, measurementsIn(opened));
        const draft = readForm(statesIn(formOf({ draft: opened, showMore })), unasked);
        expect(interpretDraft(draft, { needsChannel: false })).toEqual({ ok: true, workload: kept(asTyped(workload)) });
      }),
      { numRuns: runs(500, { costly: true }) },
    );
  });

  it('asks how several models live together only when there are several, behind More details', () => {
    expect(asked({ draft: { model: '400 models' } })).not.toContain('question_share-container');
    expect(asked({ draft: { model: '400 models' }, showMore: true })).toContain('question_share-container');
    expect(asked({ draft: { model: '1 model' }, showMore: true })).not.toContain('question_share-container');
    expect(asked({ draft: { containers: '2' }, showMore: true })).toContain('question_container-order');
  });

  it('keeps what has an answer in sight, also behind More details', () => {
    expect(asked({ draft: { required: 'requiresVpc' } })).toContain('question_required');
  });

  it('shows every answer of the draft again, so that an update loses nothing', () => {
    const { blocks } = formOf({ draft: { name: 'fraud <!channel>', waits: 'caller' } });
    const element = (id: 'name' | 'waits') => {
      const block = blocks.find(({ block_id }) => block_id === blockIdOf(id));
      return block?.type === 'input' && 'element' in block ? block.element : undefined;
    };
    expect(element('name')).toMatchObject({ action_id: actionIdOf('name'), initial_value: 'fraud <!channel>' });
    expect(element('waits')).toMatchObject({ initial_option: { value: 'caller' } });
  });

  it('asks for a channel only where there is none, and never for changed answers', () => {
    expect(asked({ metadata: { draftId: 'd', channelId: null } })).toContain('question_channel');
    expect(asked({ metadata: { draftId: 'd', channelId: null, reviewId: 'r' } })).not.toContain('question_channel');
    expect(asked({})).not.toContain('question_channel');
  });

  it('says at the top what happened meanwhile', () => {
    const notice = '<@U1> changed this review while you typed (revision 3).';
    expect(formOf({ notice }).blocks[0]).toMatchObject({ type: 'section', text: { text: notice } });
  });

  it('names what its button does: a recommendation, or a revision', () => {
    expect(formOf({}).submit?.text).toBe('Get recommendation');
    expect(formOf({ metadata: { ...METADATA, reviewId: 'r1' } }).submit?.text).toBe('Save as revision');
  });

  it('carries its metadata, and whether more details are in sight', () => {
    const view = formOf({ metadata: { ...METADATA, reviewId: 'r1', baseRevision: 2 }, showMore: true });
    expect(decodeMetadata(view.private_metadata ?? '')).toEqual({
      ...METADATA,
      reviewId: 'r1',
      baseRevision: 2,
      showMore: true,
    });
  });
});

describe('decodeMetadata', () => {
  it.each(['', 'null', '[]', '{', '{"draftId":1}', '{"draftId":"d"}'])('takes %j for no metadata', (text) => {
    expect(decodeMetadata(text)).toBeNull();
  });
});

describe('showsMoreAfter', () => {
  it('follows the button, and stays as it was after any other action', () => {
    expect(showsMoreAfter({ action_id: MORE_ACTION, value: 'show' }, METADATA)).toBe(true);
    expect(showsMoreAfter({ action_id: MORE_ACTION, value: 'hide' }, { ...METADATA, showMore: true })).toBe(false);
    expect(showsMoreAfter({ action_id: actionIdOf('waits') }, { ...METADATA, showMore: true })).toBe(true);
    expect(showsMoreAfter({ action_id: actionIdOf('waits') }, METADATA)).toBe(false);
  });
});
