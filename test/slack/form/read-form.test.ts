import { describe, expect, it } from 'vitest';
import { readChannel } from '../../../src/slack/form/channel-question.ts';
import { readForm } from '../../../src/slack/form/read-form.ts';

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
