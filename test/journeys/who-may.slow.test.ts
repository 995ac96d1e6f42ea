import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import {
  choose,
  current,
  fillAndSend,
  LOOK_UPS,
  messageSaying,
  NO_OPEN_CONCERN,
  postedReview,
  raise,
  toldTo,
} from '../support/deciding.ts';
import { type Journey, type JourneyOptions, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';
import type { Granted } from '../support/workspace.ts';

const OUTSIDE = 'T0OTHERCO';
const PEOPLE: Granted = { withPeople: true };

describe.each(ways())('over %s, with the %s database,', (kind, database) => {
  let journey: Journey;
  afterEach(() => journey.end());

  async function start(options: JourneyOptions = {}): Promise<void> {
    journey = await startJourney(kind, database, options);
  }

  const guest = () => journey.workspace.addUser('gil', { isGuest: true, channels: [journey.channel] });
  const leave = (who: Person) => journey.workspace.state.channels.get(journey.channel)?.members.delete(who.id);
  const lookUps = () => LOOK_UPS.flatMap((method) => journey.workspace.calls(method));

  async function accepts(who: Person): Promise<void> {
    await who.click(current(journey), ACTIONS.accept);
    const isOwn = who.id === journey.ada.id;
    if (isOwn) await fillAndSend(who, {});
    const by = isOwn ? 'its requester ' : '';
    expect(wordsOf(await messageSaying(journey, '*Accepted*'))).toContain(`*Accepted* by ${by}<@${who.id}>`);
  }

  async function isRefused(who: Person, why: string): Promise<void> {
    const before = current(journey);
    await who.click(before, ACTIONS.accept);
    expect(await toldTo(journey, who, why)).not.toContain('\\n');
    expect(current(journey)).toEqual(before);
  }

  it('somebody of another company may not submit a dialog or a form that was opened before, either', async () => {
    await start();
    const { workspace, ben, channel } = journey;
    await postedReview(journey);
    const before = current(journey);
    const opened = (count: number) => workspace.waitFor(() => ben.views().length === count);
    await ben.click(before, ACTIONS.raiseConcern);
    await opened(1);
    await choose(ben, before, 'Choose another option');
    await opened(2);
    await ben.click(before, ACTIONS.changeAnswers);
    await opened(3);
    await ben.slashCommand(channel, 'payments 5 MB sporadic');
    await opened(4);
    // From now on Slack says that ben belongs to another company.
    const user = workspace.state.users.get(ben.id);
    if (user !== undefined) user.teamId = OUTSIDE;
    for (const view of ben.views()) {
      for (const { block_id: block } of view.blocks) {
        if (block === 'decide_concern' || block === 'decide_reason') await ben.answer(view.id, block, 'x');
        if (block === 'decide_option') await ben.answer(view.id, block, 'real-time');
      }
      expect(await ben.submit(view.id)).toMatchObject({ kind: 'updated' });
      expect(wordsOf(ben.views().find(({ id }) => id === view.id))).toContain('Only members of the workspace');
    }
    expect(workspace.messages(channel)).toEqual([before]);
  });

  it('guests, and people who are not in the channel, do not decide; a guest resolves the concern that they raised', async () => {
    await start(PEOPLE);
    const { ada, ben, channel } = journey;
    const gil = guest();
    await postedReview(journey);
    await raise(journey, gil, 'Is it warm?');
    await gil.click(current(journey), ACTIONS.resolveConcern);
    expect(await fillAndSend(gil, { decide_note: 'It is' })).toMatchObject({ kind: 'closed' });
    await messageSaying(journey, NO_OPEN_CONCERN);

    await isRefused(gil, `Guests can't decide. Full members of <#${channel}> can.`);
    leave(ben);
    await isRefused(ben, `Only members of <#${channel}> can decide. Join it and try again.`);
    await accepts(ada);
  });

  it('with DECIDERS=requester only the one who requested a review decides, until they have left', async () => {
    await start({ ...PEOPLE, settings: () => ({ deciders: 'requester' }) });
    const { workspace, ada, ben } = journey;
    await postedReview(journey);
    await isRefused(ben, `Only <@${ada.id}>, who requested this review, can decide.`);
    expect(new Set(lookUps().map(({ arguments: asked }) => asked['user']))).toEqual(new Set([ada.id]));
    await accepts(ada);

    const user = workspace.state.users.get(ada.id);
    if (user !== undefined) user.isDeleted = true;
    await journey.stopBot();
    await journey.startBot();
    await choose(ben, current(journey), 'Re-open');
    expect(await fillAndSend(ben, {})).toMatchObject({ kind: 'closed' });
    await messageSaying(journey, '· Revision');
  });

  it('with a list only those in it decide, and in its groups; the requester still withdraws and names who decides', async () => {
    await start(PEOPLE);
    const { workspace, ada, ben } = journey;
    const gil = guest();
    const group = workspace.addUserGroup([gil.id]);
    await journey.stopBot();
    journey.config.deciders = [ben.id, group];
    await journey.startBot();
    await postedReview(journey);
    await isRefused(ada, `Only <@${ben.id}>, <!subteam^${group}> can decide.`);
    await choose(ada, current(journey), 'Set owner and due date');
    expect(await fillAndSend(ada, { decide_decider: ben.id })).toMatchObject({ kind: 'closed' });
    await messageSaying(journey, `<@${ben.id}>`);
    await accepts(gil);
    await choose(ben, current(journey), 'Re-open');
    expect(await fillAndSend(ben, {})).toMatchObject({ kind: 'closed' });
    await messageSaying(journey, '· Revision');
    await choose(ada, current(journey), 'Withdraw');
    expect(await fillAndSend(ada, {})).toMatchObject({ kind: 'closed' });
    await messageSaying(journey, 'Withdrawn');
  });

  it('without the scopes nobody is looked up, and every member of the workspace decides', async () => {
    await start();
    const { workspace, ben } = journey;
    await postedReview(journey);
    leave(ben);
    await accepts(ben);
    expect(workspace.breaches).toEqual([]);
    expect(lookUps()).toEqual([]);
  });

  it('colleagues of another workspace of the same organization decide; without users:read they count as outsiders', async () => {
    await start({ ...PEOPLE, enterpriseId: 'E0ORG' });
    const cleo = journey.workspace.addUser('cleo', {
      teamId: 'T0SIBLING',
      enterpriseId: 'E0ORG',
      channels: [journey.channel],
    });
    const mallory = journey.workspace.addUser('mallory', {
      teamId: OUTSIDE,
      enterpriseId: 'E0OTHER',
      channels: [journey.channel],
    });
    await postedReview(journey);
    await isRefused(mallory, 'Only members of the workspace');
    await raise(journey, cleo, 'Which Region?');
    await journey.end();

    await start({ enterpriseId: 'E0ORG' });
    const dora = journey.workspace.addUser('dora', {
      teamId: 'T0SIBLING',
      enterpriseId: 'E0ORG',
      channels: [journey.channel],
    });
    await postedReview(journey);
    await isRefused(dora, 'Only members of the workspace');
  });
});
