import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectHarmless, HOSTILE } from '../support/hostile.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

const LONG: [title: string, words: string][] = [
  ['3,900 letters and a size', `${'x'.repeat(3900)} 3 MB`],
  ['3,000 Chinese characters', '字'.repeat(3000)],
  ['1,500 emoji', '🚀'.repeat(1500)],
  ['3,000 ampersands', '&'.repeat(3000)],
];

describe.each(connections())('over %s, hostile words', (kind) => {
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
});
