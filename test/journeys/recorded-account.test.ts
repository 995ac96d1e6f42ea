import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toldTo } from '../support/deciding.ts';
import { type Journey, startJourney, wordsOf } from '../support/journey.ts';

describe('a recorded AWS account in Slack', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney('http', 'embedded', { withPeople: true });
    journey.config.admins = [journey.ada.id];
    journey.config.accountFile = 'examples/account/fictional.jsonl';
    await journey.stopBot();
    await journey.startBot();
  });
  afterEach(() => journey.end());

  it('is audited without AWS, and every answer says that nothing was read there', async () => {
    const { ada, channel, workspace } = journey;
    await ada.slashCommand(channel, 'audit');
    const audit = await workspace.waitFor(
      () =>
        workspace.messages(workspace.directMessage(ada.id)).find((message) => wordsOf(message).includes('6 endpoints')),
      20_000,
      'the audit',
    );
    expect(wordsOf(audit)).toContain('*Recorded account (fictional.jsonl), not read in AWS · 6 endpoints');
    expect(wordsOf(audit)).toContain('photo-tags');
    await ada.slashCommand(channel, 'endpoint checkout-fraud');
    expect(await toldTo(journey, ada, 'Proposed')).toContain(
      'Nothing was read in AWS. This is the recorded account in fictional.jsonl.',
    );
  });
});
