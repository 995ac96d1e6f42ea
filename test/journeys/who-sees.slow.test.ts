import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { LOOK_UPS, postedReview, searched } from '../support/deciding.ts';
import { type Journey, openHomeOf, postedIn, review, startJourney, wordsOf } from '../support/journey.ts';
import { letPass } from '../support/let-pass.ts';
import { ways } from '../support/ways.ts';
import type { Granted } from '../support/workspace.ts';

const PEOPLE: Granted = { withPeople: true };

describe.each(ways())('over %s, with the %s database, the Home tab and its search', (kind, database) => {
  let journey: Journey;
  afterEach(async () => {
    vi.restoreAllMocks();
    await journey.end();
  });

  async function start(granted: Granted = {}): Promise<void> {
    journey = await startJourney(kind, database, granted);
  }

  const homeOf = (who: Person) => openHomeOf(journey, who);

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
    await ben.clickInView(ben.home()?.id ?? '', `${ACTIONS.homeTurn}:Older`);
    const older = wordsOf(await workspace.waitFor(() => wordsOf(ben.home()).includes('ct-scans') && ben.home()));
    const seen = new Set(`${bens}${older}`.match(/ct-(?:mine|other|secret|scans)(?:-\d)?/g));
    expect([...seen].toSorted()).toEqual([...[1, 2, 3, 4, 5, 6].map((at) => `ct-mine-${at}`), 'ct-scans']);
    const search = await searched(ben, 'ct');
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

  it('list without the scopes what a person took part in, and nothing else, and say so', async () => {
    await start();
    const { ada, ben } = journey;
    await postedReview(journey);
    const bens = await homeOf(ben);
    expect(bens).not.toContain('ct-scans');
    expect(bens).toContain('Shows only reviews you took part in, because this app lacks the scope `channels:read`.');
    expect(await searched(ben, 'ct')).not.toContain('ct-scans');
    expect(await homeOf(ada)).toContain('ct-scans');
    expect(await searched(ada, 'ct')).toContain('ct-scans');
    expect(LOOK_UPS.flatMap((method) => journey.workspace.calls(method))).toEqual([]);
  });

  it.each([
    ['all scopes', { withPeople: true }],
    ['channels:read alone', { withPeople: ['channels:read'] }],
  ] as const)('show with %s, of a channel that turned private, only to its members', async (_, granted) => {
    await start(granted);
    const { workspace, ada, ben, channel } = journey;
    const cleo = workspace.addUser('cleo');
    await postedReview(journey);
    expect(await homeOf(cleo)).toContain('ct-scans');
    workspace.makePrivate(channel);
    workspace.state.channels.get(channel)?.members.delete(cleo.id);
    letPass(61_000);
    for (const shown of [await homeOf(cleo), await searched(cleo, 'ct')]) expect(shown).not.toContain('ct-scans');
    expect(await homeOf(ada)).toContain('ct-scans');
    // Without groups:read Slack doesn't list who is in a private channel.
    expect((await homeOf(ben)).includes('ct-scans')).toBe(granted.withPeople === true);
  });

  it.each(['archive', 'deleteChannel'] as const)('show nobody but members a review after %s', async (change) => {
    await start(PEOPLE);
    const { workspace, channel } = journey;
    const cleo = workspace.addUser('cleo', { channels: [] });
    await postedReview(journey);
    workspace[change](channel);
    letPass(61_000);
    for (const shown of [await homeOf(cleo), await searched(cleo, 'ct')]) expect(shown).not.toContain('ct-scans');
  });
});
