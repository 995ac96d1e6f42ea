import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isJson } from '../../local-workspace/json.ts';
import type { ShownView } from '../../local-workspace/people/shown-view.ts';
import { answerIn, type Journey, startJourney } from '../support/journey.ts';
import { CONNECTIONS } from '../support/workspace.ts';

const HOSTILE = [
  '<!channel> <!here> @channel',
  '<@U00000001|x> <https://evil.example|AWS>',
  'a\u200bb\u2060c',
  '\u200b',
  '\u202eevitcaretni\u202c',
  'gpj.\u061c\u200f\u2067exe\u2069',
  'https://bare.example/x www.bare.example a@bare.example',
  '٣ GB',
  'NaN',
  'Infinity',
  '1e308',
  '1e308 GB',
  '-5',
  '-5 MB',
  '0',
  '1,5 GB',
  '99999999999999999999',
  '🚀👩‍👩‍👧',
  '{"a":"\\"}',
  '`*_~>&amp;',
  '__proto__',
];

const LONG: [title: string, words: string][] = [
  ['3,900 letters and a size', `${'x'.repeat(3900)} 3 MB`],
  ['3,000 Chinese characters', '字'.repeat(3000)],
  ['1,500 emoji', '🚀'.repeat(1500)],
  ['3,000 ampersands', '&'.repeat(3000)],
];

/** Texts that Slack reads as mrkdwn: the fallback text and every mrkdwn object. Plain text pings nobody. */
function mrkdwnIn(shown: unknown): string[] {
  if (Array.isArray(shown)) return shown.flatMap(mrkdwnIn);
  if (!isJson(shown)) return [];
  if (shown['type'] === 'mrkdwn') expect(shown).toHaveProperty('verbatim', true);
  const own = shown['type'] === 'mrkdwn' ? [String(shown['text'])] : [];
  return [...own, ...Object.values(shown).flatMap(mrkdwnIn)];
}

function expectHarmless(shown: { text: string; blocks: unknown }[]): void {
  for (const { text, blocks } of shown) {
    expect(JSON.stringify([text, blocks])).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    for (const read of [text, ...mrkdwnIn(blocks)]) {
      expect(read).not.toMatch(/<!/);
      expect(read).not.toContain('<https://evil.example');
      expect(read).not.toContain('<@U00000001');
    }
  }
}

/** The questions that are typed, by block id. */
function typedQuestions(view: ShownView): string[] {
  return view.blocks.flatMap((block) => {
    const { element, block_id: blockId } = block;
    return isJson(element) && element['type'] === 'plain_text_input' ? [String(blockId)] : [];
  });
}

describe.each(CONNECTIONS)('over %s, hostile words', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(kind);
  });
  afterAll(() => journey.end());
  afterEach(() => journey.workspace.expectNoBreaches());

  it.each([...HOSTILE.map((words) => [JSON.stringify(words), words] as const), ...LONG])(
    'after the command open a form that can be sent: %s',
    async (_title, words) => {
      const { workspace, ada, channel } = journey;
      await ada.slashCommand(channel, words);
      const form = await ada.waitForView();
      await ada.answer(form.id, 'question_name', 'churn');
      const outcome = await ada.submit(form.id);
      expect(['closed', 'errors']).toContain(outcome.kind);
      if (outcome.kind !== 'closed') await ada.closeView(form.id);
      expectHarmless([...workspace.messages(channel), ...workspace.ephemerals(ada.id)]);
    },
  );

  // Each way in takes one of the two sets of questions: what is typed does not depend on how it arrives.
  const waits = kind === 'http' ? 'caller' : 'nobody';

  it(`in any question, where ${waits} waits, give an error beside it or are shown harmlessly`, async () => {
    const { workspace, ada, channel } = journey;
    const openForm = async () => {
      await ada.slashCommand(channel, 'churn 400 models');
      const form = await ada.waitForView();
      await ada.answer(form.id, 'question_waits', waits);
      await ada.clickInView(form.id, 'form_more');
      return ada.waitForView((view) => view.blocks.some((block) => block['block_id'] === 'question_region'));
    };

    let form = await openForm();
    const tried = new Set<string>();
    for (const question of typedQuestions(form)) {
      const before = form;
      for (const words of HOSTILE) {
        await ada.answer(form.id, question, words);
        const outcome = await ada.submit(form.id);
        tried.add(`${question} ${outcome.kind}`);
        if (outcome.kind === 'errors') {
          expect(Object.keys(outcome.errors)).toEqual([question]);
          expect(outcome.errors[question]?.length).toBeGreaterThan(10);
          await ada.answer(form.id, question, answerIn(before, question.replace('question_', '')) ?? null);
        } else {
          expect(outcome.kind).toBe('closed');
          form = await openForm();
        }
      }
    }
    expect(tried.size).toBeGreaterThan(10);
    await ada.closeView(form.id);
    const shown = workspace.messages(channel);
    expectHarmless(shown.flatMap(({ ts }) => workspace.thread(channel, ts)));
  }, 120_000);
});
