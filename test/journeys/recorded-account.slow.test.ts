import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { toldTo } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { type JourneyOptions, startJourney, wordsOf } from '../support/journey.ts';

describe('a recorded AWS account in Slack', () => {
  const settings: JourneyOptions['settings'] = ({ ada }) => ({
    admins: [ada.id],
    accountFile: 'examples/account/fictional.jsonl',
  });
  const journey = forEachTest(() => startJourney('http', 'embedded', { withPeople: true, settings }));

  it('is audited without AWS and posted once by two presses, and every answer says that nothing was read there', async () => {
    const { ada, channel, logLines, workspace } = journey;
    await ada.slashCommand(channel, 'audit');
    const audit = await workspace.waitFor(
      () =>
        workspace.messages(workspace.directMessage(ada.id)).find((message) => wordsOf(message).includes('6 endpoints')),
      20_000,
      'the audit',
    );
    expect(wordsOf(audit)).toContain('*Recorded account (fictional.jsonl), not read in AWS · 6 endpoints');
    expect(wordsOf(audit)).toContain('photo-tags');
    for (const told of ['Posted in', "It's already in"]) {
      await ada.click(audit, ACTIONS.shareAudit);
      expect(await toldTo(journey, ada, told)).toContain(`<#${channel}>`);
    }
    expect(workspace.messages(channel)).toHaveLength(1);
    const audited = logLines.map((line) => JSON.parse(line)).filter((line) => line.audit === true);
    expect(audited.map(({ action }) => action)).toEqual(['account-audit-started', 'account-audit-shared']);
    await ada.slashCommand(channel, 'endpoint checkout-fraud');
    expect(await toldTo(journey, ada, 'Proposed')).toContain(
      'Nothing was read in AWS. This is the recorded account in fictional.jsonl.',
    );
  });
});
