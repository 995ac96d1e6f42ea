import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose } from '../support/deciding.ts';
import { answerIn, type Journey, postedIn, startJourney, wordsOf } from '../support/journey.ts';

const FRAUD = 'fraud within 1 s, payload 1 MB, 200 ms per request, steady 3M requests per month, model 2 GB,';
const RATE = 'in EUR at 0.91 per USD (2026-11-20)';

describe('a team that counts in euros', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney('socket-mode', 'embedded');
    await journey.stopBot();
    const path = join(journey.config.databaseUrl.replace(/^file:/, ''), '..', 'policy.yml');
    const prices = 'prices:\n  currency: { code: EUR, perUsd: 0.91, asOf: 2026-11-20 }\n';
    writeFileSync(path, `version: 1\n${prices}`);
    journey.config.policyFile = path;
    await journey.startBot();
  });
  afterEach(() => journey.end());

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
    const shared = await workspace.waitFor(() => said().find(({ files }) => files.length > 0));
    const record = workspace.state.files.find(shared.files[0] ?? '')?.content?.toString('utf8') ?? '';
    expect(record).toContain('budget per month: €20');
    expect(record).toContain(RATE);
    expect(record).not.toMatch(/\$\d/);
  });
});
