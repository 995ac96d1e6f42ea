import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose, current, messageSaying, offered, postedReview, searched, toldTo } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { openHomeOf, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())('over %s, with the %s database, the team', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  it('accepts: message, thread and buttons show it', async () => {
    const { workspace, ben, channel } = journey;
    const message = await postedReview(journey);
    expect(offered(message).buttons).toEqual(['Accept', 'Change answers', 'Raise concern']);
    await ben.click(message, ACTIONS.accept);
    const accepted = await messageSaying(journey, '*Accepted*');
    expect(wordsOf(accepted)).toContain(`*Accepted* by <@${ben.id}>`);
    expect(accepted.text).toMatch(/^Accepted\. Asynchronous Inference/);
    expect(offered(accepted)).toEqual({
      buttons: ['Get the code', 'Note the endpoint'],
      menu: ['Export decision record', 'Re-open', 'Replace with a new review'],
    });
    const line = await workspace.waitFor(() => workspace.thread(channel, message.ts)[2]);
    expect(line.text).toBe(`<@${journey.ada.id}>: A colleague accepted Asynchronous Inference.`);
  });

  it('presses Accept twice at once: one wins, the other is told who and when', async () => {
    const { workspace, ben, channel } = journey;
    const chen = workspace.addUser('chen', { channels: [channel] });
    const message = await postedReview(journey);
    await Promise.all([chen.click(message, ACTIONS.accept), ben.click(message, ACTIONS.accept)]);
    await messageSaying(journey, '*Accepted*');
    const [winner, loser] = wordsOf(current(journey)).includes(`*Accepted* by <@${ben.id}>`)
      ? [ben, chen]
      : [chen, ben];
    const told = await toldTo(journey, loser, 'accepted this review');
    expect(told).toContain(`<@${winner.id}>`);
    expect(told).toMatch(/<!date\^\d+\^/);
    await workspace.waitFor(() => workspace.thread(channel, message.ts).length === 3);
    expect(workspace.ephemerals(winner.id)).toEqual([]);
  });

  it('supersedes by a new review: each links to the other, in the channel, the old thread and the search', async () => {
    const { workspace, ben, channel } = journey;
    const message = await postedReview(journey);
    await ben.click(message, ACTIONS.accept);
    await choose(ben, await messageSaying(journey, '*Accepted*'), 'Replace with a new review');
    const form = await ben.waitForView();
    await ben.answer(form.id, 'question_name', 'ct-scans v2');
    expect(await ben.submit(form.id)).toMatchObject({ kind: 'closed' });
    const successor = await workspace.waitFor(() => workspace.messages(channel)[1]);
    const linkTo = ({ ts }: { ts: string }, name: string) => `/archives/${channel}/p${ts.replace('.', '')}|${name}>`;
    expect(wordsOf(successor)).toContain(linkTo(message, 'ct-scans'));
    const old = await messageSaying(journey, linkTo(successor, 'ct-scans v2'));
    expect(wordsOf(old)).toContain('*Replaced* with <');
    expect(offered(old)).toEqual({ buttons: ['Export decision record'], menu: [] });
    const line = await workspace.waitFor(() => workspace.thread(channel, message.ts)[3]);
    expect(line.text).toMatch(/^<@\w+>: A colleague replaced </);
    expect(line.text).toContain(linkTo(message, 'ct-scans'));
    expect(line.text).toContain(linkTo(successor, 'ct-scans v2'));

    await openHomeOf(journey, ben);
    const found = await searched(ben, 'ct');
    expect(found).toContain(`Replaced with <`);
    expect(found).toContain(linkTo(successor, 'ct-scans v2'));
  });
});
