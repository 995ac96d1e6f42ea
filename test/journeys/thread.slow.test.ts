import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { current, messageSaying, postedReview, toldTo } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { type Journey, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())("over %s, with the %s database, in a review's thread", (kind, database) => {
  let journey: Journey;
  let ts: string;
  beforeEach(async () => {
    journey = await startJourney(kind, database);
    ({ ts } = await postedReview(journey));
  });
  afterEach(() => journey.end());

  const replies = () => journey.workspace.thread(journey.channel, ts).filter(({ user }) => isBot(user));
  const isBot = (user: string) => user === journey.workspace.botUserId;

  /** Asks, and waits for the answer. */
  async function ask(words: string, who = journey.ben) {
    const before = replies().length;
    await who.mention(journey.channel, words, ts);
    return journey.workspace.waitFor(() => replies()[before], 20_000, `an answer to ${words}`);
  }

  it('"what if" says what changes, and its button makes it revision 2', async () => {
    const { workspace, ada, ben, channel } = journey;
    const card = await ask('what if payload is 3 MB and it takes 2 s');
    const words = wordsOf(card);
    expect(words).toContain('payload 500 → 3 MB');
    expect(words).toContain('Asynchronous Inference');
    expect(words).toContain('Make it revision 2');

    await ada.click(card, ACTIONS.makeRevision);
    const revised = await messageSaying(journey, /Revision 2/);
    expect(wordsOf(revised)).toContain('· Revision 2');
    await workspace.waitFor(() => replies().find(({ text }) => text.startsWith('Revision 2 by')));

    await ben.click(card, ACTIONS.makeRevision);
    expect(await toldTo(journey, ben, 'revision 2')).toContain(`<@${ada.id}> saved revision 2`);
    await ada.click(card, ACTIONS.makeRevision);
    await toldTo(journey, ada, 'You already made this revision 2');
    expect(workspace.messages(channel)).toHaveLength(1);
  });

  it('a change that takes an answer back makes a revision without it', async () => {
    const { ada } = journey;
    const card = await ask('drop the latency requirement');
    expect(wordsOf(card)).toContain('15 min → not stated');
    await ada.click(card, ACTIONS.makeRevision);
    await messageSaying(journey, /Revision 2/);
    await journey.workspace.waitFor(() => replies().find(({ text }) => text.startsWith('Revision 2 by')));
    expect(wordsOf(await ask('drop the latency requirement'))).toContain('The review already says that');
  });

  it('a change of a decided review is answered, and offers no revision', async () => {
    const { ben } = journey;
    await ben.click(current(journey), ACTIONS.accept);
    await journey.workspace.waitFor(() => replies().some(({ text }) => text.includes('accepted')));
    const card = await ask('what if payload is 3 MB');
    expect(wordsOf(card)).toContain('payload 500 → 3 MB');
    expect(wordsOf(card)).not.toContain('Make it revision');
  });

  it('a revision that was offered before the decision is refused after it', async () => {
    const { ada, ben } = journey;
    const card = await ask('what if payload is 3 MB');
    await ben.click(current(journey), ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
    await ada.click(card, ACTIONS.makeRevision);
    await toldTo(journey, ada, `<@${ben.id}> accepted this review`);
    expect(wordsOf(current(journey))).toContain('*Accepted*');
  });
});

describe.each(ways())('over %s, with the %s database, where no review stands', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  it('the bot says how to start one, in the thread of the message, whether it is a thread or not', async () => {
    const { workspace, ada, channel } = journey;
    const said = await ada.mention(channel, 'what if it rains');
    const answer = await workspace.waitFor(() => workspace.thread(channel, said.ts)[1]);
    expect(answer.text).toContain('/sagemaker-endpoint');

    const root = await ada.say(channel, 'Shall we?');
    await ada.mention(channel, 'compare', root.ts);
    const [, , reply] = await workspace.waitFor(() => {
      const thread = workspace.thread(channel, root.ts);
      return thread.length === 3 && thread;
    });
    expect(reply?.text).toContain("I don't know a review in this thread");
    expect(workspace.messages(channel)).toHaveLength(2);
  });
});
