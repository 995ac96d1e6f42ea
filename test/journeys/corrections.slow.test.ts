import { describe, expect, it } from 'vitest';
import { listCorrections } from '../../src/reviews/corrections.ts';
import { SHORTCUTS } from '../../src/slack/ids.ts';
import { collect } from '../support/collect.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { inRecord } from '../support/in-record.ts';
import { CT_SCANS, postedIn, startJourney } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())('over %s, with the %s database, what was read from words', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  async function corrections() {
    await journey.stopBot();
    return inRecord(journey.config.databaseUrl, (db) => collect(listCorrections(db)));
  }

  /** Sends the form that the words opened, with these answers changed. */
  async function send(answers: Readonly<Record<string, string | null>>): Promise<void> {
    const { ada, channel } = journey;
    const form = await ada.waitForView();
    for (const [question, answer] of Object.entries(answers)) {
      await ada.answer(form.id, `question_${question}`, answer);
    }
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    await postedIn(journey, channel);
  }

  it('is kept beside what was submitted in its place', async () => {
    const { workspace, ada, channel } = journey;
    await ada.slashCommand(channel, CT_SCANS);
    await send({ payload: null, within: '10 min' });
    const [correction, ...more] = await corrections();
    expect(more).toEqual([]);
    expect(correction).toMatchObject({
      teamId: workspace.teamId,
      words: CT_SCANS,
      authorId: ada.id,
      submitterId: ada.id,
      read: { payloadSizeMB: 500, responseTimeSeconds: 900, trafficPattern: 'intermittent' },
      submitted: { responseTimeSeconds: 600, trafficPattern: 'intermittent' },
    });
    expect(correction?.submitted).not.toHaveProperty('payloadSizeMB');
  });

  it('of a message is kept with the name of its author', async () => {
    const { ada, ben, channel } = journey;
    const { ts } = await ben.say(channel, CT_SCANS);
    await ada.messageShortcut(SHORTCUTS.reviewMessage, channel, ts);
    const form = await ada.waitForView();
    await ada.answer(form.id, 'question_payload', '50 MB');
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    expect(await corrections()).toMatchObject([{ words: CT_SCANS, authorId: ben.id, submitterId: ada.id }]);
  });

  it('is not kept where it was submitted as it was', async () => {
    await journey.ada.slashCommand(journey.channel, CT_SCANS);
    await send({ name: 'another-name' });
    expect(await corrections()).toEqual([]);
  });

  it("is not kept where the form started with the team's Region, which the form names", async () => {
    await journey.stopBot();
    journey.config.defaultRegion = 'eu-central-1';
    await journey.startBot();
    await journey.ada.slashCommand(journey.channel, CT_SCANS);
    expect(JSON.stringify(await journey.ada.waitForView())).toContain("eu-central-1, your team's default");
    await send({ name: 'in-frankfurt' });
    expect(await corrections()).toEqual([]);
  });

  it('is not kept where nobody typed words, nor where it is turned off', async () => {
    await journey.ada.slashCommand(journey.channel, '');
    await send({ name: 'churn', payload: '50 MB' });
    expect(await corrections()).toEqual([]);
    journey.config.keepCorrections = false;
    await journey.startBot();
    await journey.ada.slashCommand(journey.channel, CT_SCANS);
    await send({ payload: '50 MB' });
    expect(await corrections()).toEqual([]);
  });
});
