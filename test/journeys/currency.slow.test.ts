import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { answerIn, postedIn, sharedUnder, startJourney, wordsOf } from '../support/journey.ts';

const FRAUD = 'fraud within 1 s, payload 1 MB, 200 ms per request, steady 3M requests per month, model 2 GB,';
const RATE = 'in EUR at 0.91 per USD (2026-11-20)';

describe('a team that counts in euros', () => {
  const policy = () => 'version: 1\nprices:\n  currency: { code: EUR, perUsd: 0.91, asOf: 2026-11-20 }\n';
  const journey = forEachTest(() => startJourney('socket-mode', 'embedded', { policy }));

  it('types its budget in euros, reads every amount in them, and finds them in the record', async () => {
    const { ada, ben, channel, workspace } = journey;
    await ada.slashCommand(channel, `${FRAUD} budget 20 a month`);
    const form = await ada.waitForView();
    expect(answerIn(form, 'budget')).toBe('€20');
    expect(wordsOf(form)).toContain('In EUR.');
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    const message = await postedIn(journey, channel);
    const words = wordsOf(message);
    expect(words).toContain('over your budget of €20.00');
    expect(words).toContain(`Amounts ${RATE}`);
    expect(words).not.toMatch(/\$\d/);

    const said = () => workspace.thread(channel, message.ts).filter(({ user }) => user === workspace.botUserId);
    expect(wordsOf(said()[1])).toContain(RATE);
    const ask = async (question: string) => {
      const before = said().length;
      await ben.mention(channel, question, message.ts);
      return wordsOf(await workspace.waitFor(() => said()[before], 20_000, `an answer to ${question}`));
    };
    expect(await ask('what if the budget is 900 a month')).toContain('budget per month €20 → €900');
    expect(await ask('what if the budget is $910 a month')).toContain('budget per month €20 → €828.1');
    expect(await ask('what if the budget is £900 a month')).toContain("isn't clear");
    expect(await ask('does it stay under €50?')).toContain('the high estimate is over €50.00 per month');

    await ada.click(message, ACTIONS.changeAnswers);
    const again = await ada.waitForView();
    expect(answerIn(again, 'budget')).toBe('€20');

    await choose(ada, message, 'Export decision record');
    const { text: record } = await sharedUnder(journey, message);
    expect(record).toContain('budget per month: €20');
    expect(record).toContain(RATE);
    expect(record).not.toMatch(/\$\d/);
  });
});
