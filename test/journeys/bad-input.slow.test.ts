import { describe, expect, it } from 'vitest';
import { SHORTCUTS } from '../../src/slack/ids.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { answerIn, postedIn, startJourney, wordsOf } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

const LONG = `ct-scans 500 MB within 15 min sporadic. ${'We look at every picture. '.repeat(2000)}`.slice(0, 40_000);
const GERMAN = 'ct-scans 500 MB, wir haben für das Modell eine GPU und die Antwort kommt nicht sofort';
const WORKLOAD =
  '```json\n{"name": "ct-scans", "payloadSizeMB": 500, "requiresGpu": true, "trafficPattern": "intermittent"}\n```';

describe.each(connections())('over %s, a form that is filled from', (kind) => {
  const journey = forEachTest(() => startJourney(kind));

  /** The form that opens for a message. */
  async function formFor(text: string) {
    const { ada, ben, channel } = journey;
    const { ts } = await ben.say(channel, text);
    await ada.messageShortcut(SHORTCUTS.reviewMessage, channel, ts);
    return ada.waitForView();
  }

  it('a message of 40,000 characters says how many it read, and where the rest is', async () => {
    const form = await formFor(LONG);
    const top = JSON.stringify(form.blocks[0]);
    expect(top).toContain('Your text has 40,000 characters. I read only the first 2,000 for facts.');
    expect(top).toContain(
      'The description keeps the first 2,000 of 40,000 characters. The rest stays in your message.',
    );
    expect(answerIn(form, 'payload')).toBe('500 MB');
    expect(answerIn(form, 'description')).toMatch(/^ct-scans 500 MB[\s\S]*…\nhttps:\/\/\S+$/);
    await journey.ada.answer(form.id, 'question_name', 'scans');
    expect(await journey.ada.submit(form.id)).toMatchObject({ kind: 'closed' });
  });

  it.each([
    ['German', GERMAN],
    ['Hebrew', 'מודל סריקות עם 500 MB לבקשה אחת'],
  ])('a message in %s says that English is read, and keeps the text', async (_, text) => {
    const form = await formFor(text);
    expect(JSON.stringify(form.blocks[0])).toContain('I only understand English. Your text is in the description.');
    expect(answerIn(form, 'description')).toContain(text);
  });

  it('a pasted workload says so and has its fields, and no other words', async () => {
    const { ada, channel } = journey;
    await ada.slashCommand(channel, WORKLOAD);
    const form = await ada.waitForView();
    expect(JSON.stringify(form.blocks[0])).toContain('I read your text as a workload, field by field.');
    expect(answerIn(form, 'name')).toBe('ct-scans');
    expect(answerIn(form, 'payload')).toBe('500 MB');
    expect(answerIn(form, 'description')).toBeUndefined();
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    expect(wordsOf(await postedIn(journey, channel))).toContain('ct-scans');
  });

  it('a pasted workload with a wrong value asks for it, and keeps all of the text', async () => {
    const form = await formFor('name: ct-scans\npayloadSizeMB: huge\nrequiresGpu: true\ncolour: red');
    const words = wordsOf(form);
    expect(words).toContain('payloadSizeMB: huge');
    expect(answerIn(form, 'payload')).toBeUndefined();
    expect(answerIn(form, 'description')).toContain('colour: red');
  });

  it.each([
    ['emoji', '🚀'.repeat(1500)],
    ['a block of code', '```\nfor (;;) { predict(500) }\n```'],
    ['control characters', 'ct-scans\u0007\u001b[31m 500 MB \u009d and more'],
    ['right-to-left marks', 'ct-scans \u202e500 MB\u202c and more'],
  ])('%s opens and can be sent', async (_, text) => {
    const { ada } = journey;
    const form = await formFor(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(answerIn(form, 'description')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    await ada.answer(form.id, 'question_name', 'scans');
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
  });
});
