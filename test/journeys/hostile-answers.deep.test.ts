import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isJson } from '../../local-workspace/json.ts';
import type { ShownView } from '../../local-workspace/people/shown-view.ts';
import { expectHarmless, HOSTILE } from '../support/hostile.ts';
import { answerIn, type Journey, startJourney } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

/** The questions that are typed, by block id. */
function typedQuestions(view: ShownView): string[] {
  return view.blocks.flatMap((block) => {
    const { element, block_id: blockId } = block;
    return isJson(element) && element['type'] === 'plain_text_input' ? [String(blockId)] : [];
  });
}

describe.each(connections())('over %s, hostile words', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(kind);
  });
  afterAll(() => journey.end());
  afterEach(() => journey.workspace.expectNoBreaches());

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
