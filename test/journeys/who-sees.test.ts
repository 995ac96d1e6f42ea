import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { LOOK_UPS, postedReview } from '../support/deciding.ts';
import { type Journey, openHomeOf, postedIn, review, startJourney, wordsOf } from '../support/journey.ts';
import { type Granted, WAYS } from '../support/workspace.ts';

const PEOPLE: Granted = { withPeople: true };

describe.each(WAYS)('over %s, with the %s database, the Home tab and its search', (kind, database) => {
  let journey: Journey;
  afterEach(() => journey.end());

  async function start(granted: Granted = {}): Promise<void> {
    journey = await startJourney(kind, database, granted);
  }

  const homeOf = (who: Person) => openHomeOf(journey, who);

  async function found(who: Person, words: string): Promise<string> {
    await who.clickInView(who.home()?.id ?? '', ACTIONS.homeSearch);
    const dialog = await who.waitForView();
    await who.answer(dialog.id, 'search_words', words);
    expect(await who.submit(dialog.id)).toMatchObject({ kind: 'updated' });
    const shown = wordsOf(await who.waitForView());
    await who.closeView(dialog.id);
    return shown;
  }

  it('list the reviews of the channels that a person is in, and no others', async () => {
    await start(PEOPLE);
    const { workspace, ada, ben, channel } = journey;
    const other = workspace.addChannel({ name: 'other', kind: 'public', botIsMember: true, members: [ada.id] });
    const secret = workspace.addChannel({
      name: 'secret',
      kind: 'private',
      botIsMember: true,
      members: [ada.id, ben.id],
    });
    await postedReview(journey);
    for (let number = 1; number <= 6; number++) {
      await review(journey, other, `ct-other-${number} 5 MB sporadic`);
      await review(journey, channel, `ct-mine-${number} 5 MB sporadic`);
    }
    await review(journey, secret, 'ct-secret 5 MB sporadic');
    await postedIn(journey, secret);
    const adas = await homeOf(ada);
    expect(adas).toContain('ct-secret');
    expect(adas).toContain('ct-other-6');
    const bens = await homeOf(ben);
    expect(bens).toContain("Shows reviews from public channels you're in and private ones you took part in.");
    expect(bens).toContain('ct-mine-6');
    await ben.clickInView(ben.home()?.id ?? '', ACTIONS.homeOlder);
    const older = wordsOf(await workspace.waitFor(() => wordsOf(ben.home()).includes('ct-scans') && ben.home()));
    const seen = new Set(`${bens}${older}`.match(/ct-(?:mine|other|secret|scans)(?:-\d)?/g));
    expect([...seen].toSorted()).toEqual([...[1, 2, 3, 4, 5, 6].map((at) => `ct-mine-${at}`), 'ct-scans']);
    const search = await found(ben, 'ct');
    expect(search).toContain('ct-scans');
    expect(search).not.toContain('ct-other');
    // Who has left a private channel no longer sees its reviews, not even their own.
    for (const id of [secret, channel]) workspace.state.channels.get(id)?.members.delete(ada.id);
    await journey.stopBot();
    await journey.startBot();
    const later = await homeOf(ada);
    expect(later).not.toContain('ct-secret');
    expect(later).not.toContain('ct-scans');
    expect(later).toContain('ct-other-6');
    expect(workspace.calls('users.conversations').length).toBe(3);
  });

  it('list every public review without the scopes, and say so', async () => {
    await start();
    const { ben } = journey;
    await postedReview(journey);
    journey.workspace.state.channels.get(journey.channel)?.members.delete(ben.id);
    expect(await homeOf(ben)).toContain('ct-scans');
    expect(await homeOf(ben)).toContain('Shows reviews from all public channels and private ones you took part in.');
    expect(await found(ben, 'ct')).toContain('ct-scans');
    expect(LOOK_UPS.flatMap((method) => journey.workspace.calls(method))).toEqual([]);
  });
});
