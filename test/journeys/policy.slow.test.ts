import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findReview } from '../../src/reviews/review-store.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose, current, fillAndSend, messageSaying, postedReview, toldTo } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { inRecord } from '../support/in-record.ts';
import {
  type JourneyOptions,
  openHomeOf,
  postedIn,
  review,
  sharedUnder,
  startJourney,
  wordsOf,
} from '../support/journey.ts';

const GPU = 'vision 1 MB within 500 ms 100 ms per image steady 1M per month 4 GB gpu';

describe("a team's policy in Slack", () => {
  const policy: JourneyOptions['policy'] = ({ ben, channel }) => `version: 1
defaults:
  - assume: { region: eu-central-1 }
  - when: { channel: ${channel} }
    assume: { availability: single-instance }
rules:
  - name: no G4 without approval
    forbid: { instanceType: ml.g4dn.* }
    overriddenBy: [${ben.id}]
  - name: tagged
    require: { tags: [cost-center] }
`;
  const journey = forEachTest(() => startJourney('socket-mode', 'embedded', { workflows: true, policy }));

  const posted = async (): Promise<string> => wordsOf(await postedIn(journey, journey.channel));
  it("starts the form with the team's defaults, and says whose they are", async () => {
    const { ada, channel } = journey;
    await ada.slashCommand(channel, GPU);
    const form = await ada.waitForView();
    expect(JSON.stringify(form.blocks)).toContain("your team's defaults. Change them");
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    expect(await posted()).toContain('Team defaults: Region eu-central-1, availability');
  });

  it('answers with the next best instance, and says what is technically best and which rule decided', async () => {
    await review(journey, journey.channel, GPU);
    const message = await posted();
    expect(message).toMatch(/\*1 × ml\.g6\.xlarge\*/);
    expect(message).toContain('Technically best: Real-time Inference on 1 × ml.g4dn.xlarge, $');
    expect(message).toContain('Policy \\"no G4 without approval\\" rules it out.');
    expect(message).toContain('Override policy…');
  });

  it('lets the lead whom the rule names override it with a reason, and the record keeps who, which rule and why', async () => {
    const { ada, ben, workspace, config } = journey;
    const message = await postedReview(journey, GPU);
    await choose(ada, message, 'Override policy…');
    expect(await toldTo(journey, ada, 'can override')).toContain(`Only <@${ben.id}> can override policy`);

    await choose(ben, message, 'Override policy…');
    expect(await fillAndSend(ben, { decide_reason: 'The pilot ends in May.' })).toMatchObject({ kind: 'closed' });
    const edited = wordsOf(await messageSaying(journey, 'overrode'));
    expect(edited).toContain('*1 × ml.g4dn.xlarge*');
    expect(edited).toContain(`<@${ben.id}> overrode \\"no G4 without approval\\": The pilot ends in May.`);
    expect(edited).not.toContain('Override policy…');

    await journey.stopBot();
    const kept = await inRecord(config.databaseUrl, async (db) => {
      const { id } = await db.selectFrom('reviews').select('id').executeTakeFirstOrThrow();
      return findReview(db, workspace.teamId, id);
    });
    expect(kept?.latest.recommendation.policy).toMatchObject({
      rules: [{ name: 'tagged' }],
      overrides: [{ rule: 'no G4 without approval', byId: ben.id, reason: 'The pilot ends in May.' }],
    });
    await journey.startBot();
  });

  it('is overridden by nobody whom the policy of today names no more', async () => {
    const { ada, ben, config } = journey;
    const message = await postedReview(journey, GPU);
    await journey.stopBot();
    const path = String(config.policyFile);
    writeFileSync(path, readFileSync(path, 'utf8').replace(`overriddenBy: [${ben.id}]`, `overriddenBy: [${ada.id}]`));
    await journey.startBot();
    await choose(ben, message, 'Override policy…');
    expect(await toldTo(journey, ben, 'can override')).toContain(`Only <@${ada.id}> can override policy`);
    await choose(ada, message, 'Override policy…');
    expect(await toldTo(journey, ada, 'has changed')).toContain('Press *Change answers* and save, then override it.');
  });

  it.each([
    ['is removed', 'version: 1\nrules: []\n', '*1 × ml.g4dn.xlarge*'],
    ['has another name', undefined, 'Policy \\"no G4 unless approved\\" rules it out.'],
  ])(
    'accepts as it was what was overridden before the rule %s, and a revision is under the new file',
    async (...given) => {
      const [, content, revised] = given;
      const { ada, ben, config } = journey;
      await choose(ben, await postedReview(journey, GPU), 'Override policy…');
      await fillAndSend(ben, { decide_reason: 'The pilot ends in May.' });
      await messageSaying(journey, 'overrode');
      await journey.stopBot();
      const path = String(config.policyFile);
      writeFileSync(path, content ?? readFileSync(path, 'utf8').replace('without approval', 'unless approved'));
      await journey.startBot();

      await ada.click(current(journey), ACTIONS.accept);
      await fillAndSend(ada, {});
      const accepted = wordsOf(await messageSaying(journey, `*Accepted* by its requester <@${ada.id}>`));
      expect(accepted).toContain('*1 × ml.g4dn.xlarge*');
      expect(await openHomeOf(journey, ada)).toContain(
        '1 decided · median 1 minute to a decision · 0 overridden · 1 despite a policy',
      );
      await choose(ada, current(journey), 'Export decision record');
      const { text: record } = await sharedUnder(journey, current(journey));
      expect(record).toMatch(/overrode .*no G4/);
      await choose(ada, current(journey), 'Re-open');
      await fillAndSend(ada, {});
      const open = await messageSaying(journey, '· Revision');
      await ada.click(open, ACTIONS.changeAnswers);
      expect(await fillAndSend(ada, { question_payload: '2 MB' })).toMatchObject({ kind: 'closed' });
      const changed = wordsOf(await messageSaying(journey, 'Revision 3'));
      expect(changed).toContain(revised);
      expect(changed).not.toContain('overrode');
    },
  );

  it('stands with an old review after the file has changed, and a faulty file refuses the start', async () => {
    const { channel, config } = journey;
    await review(journey, channel, GPU);
    await posted();
    await journey.stopBot();
    writeFileSync(String(config.policyFile), 'version: 1\nrules:\n  - name: r\n    forbids: {}\n');
    await expect(journey.startBot()).rejects.toThrow(
      /policy\.yml: line 4, rules\[0\]\.forbids: Unknown field\. Did you mean forbid\?/,
    );
    writeFileSync(String(config.policyFile), 'version: 1\nrules: []\n');
    await journey.startBot();
    expect(await posted()).toContain('Policy \\"no G4 without approval\\" rules it out.');
  });
});
