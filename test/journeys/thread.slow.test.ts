import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { current, messageSaying, postedReview, toldTo } from '../support/deciding.ts';
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
    expect(wordsOf(revised)).toContain('· Revision 2 ·');
    await workspace.waitFor(() => replies().find(({ text }) => text.startsWith('Revision 2 by')));

    await ben.click(card, ACTIONS.makeRevision);
    expect(await toldTo(journey, ben, 'revision 2')).toContain(`<@${ada.id}> saved revision 2`);
    await ada.click(card, ACTIONS.makeRevision);
    await toldTo(journey, ada, 'You already made this revision 2');
    expect(workspace.messages(channel)).toHaveLength(1);
  });

  it('words in relation to the answers mean their multiple, and are refused where there is nothing to multiply', async () => {
    expect(wordsOf(await ask('what if half the payload'))).toContain('payload 500 → 250 MB');
    expect(wordsOf(await ask('what if twice the traffic'))).toContain("isn't clear");
  });

  it('asks why not, compare, cost, assumptions and help, each answered with its card', async () => {
    expect(wordsOf(await ask('why not serverless?'))).toContain('the 4 MB limit of Serverless Inference');
    expect(wordsOf(await ask('why not async'))).toContain('is the choice');
    expect((await ask('compare')).blocks?.some((block) => block['type'] === 'table')).toBe(true);
    expect(wordsOf(await ask('cost'))).toMatch(/Cost|No cost/);
    expect(wordsOf(await ask('assumptions'))).toContain('none can change the option');
    expect(wordsOf(await ask('help'))).toContain('what if twice the traffic');
  });

  it('asks in own words for cost, size, scaling, deployment and who decides, each answered', async () => {
    expect(wordsOf(await ask('waht would it cost on ml.g5.2xlarge'))).toContain('ml.g5.2xlarge');
    expect(wordsOf(await ask('which instance would that be?'))).toContain('ml.c6i.large');
    expect(wordsOf(await ask('how many do we need'))).toContain('How many');
    expect(wordsOf(await ask('and how does it scale?'))).toContain('scales to zero');
    expect(wordsOf(await ask('ok how do I deploy this'))).toContain('Press “Get the code”');
    expect(wordsOf(await ask('who decided this?'))).toContain('Nobody has decided yet');
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

  it('what is not understood is said in one line, with examples, and pings nobody', async () => {
    const answer = await ask('sing &lt;!channel&gt; a song');
    expect(answer.text).toContain("I didn't understand");
    expect(wordsOf(answer)).not.toMatch(/<!channel>/);
    expect(wordsOf(answer)).toContain('why not serverless');
  });

  it('an event that Slack delivers twice is answered once', async () => {
    const { workspace } = journey;
    await ask('help');
    await workspace.redeliverEvent();
    await ask('compare');
    expect(replies().filter(({ text }) => text.startsWith('What you can ask'))).toHaveLength(1);
  });

  it('an answer whose table Slack refuses comes without one', async () => {
    journey.workspace.faults.next('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    const answer = await ask('compare');
    expect(answer.blocks?.some((block) => block['type'] === 'table')).toBe(false);
    expect(wordsOf(answer)).toContain('Serverless Inference');
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
    expect(wordsOf(current(journey))).toContain('Revision 1');
  });
});

describe.each(ways())('over %s, with the %s database, where no review stands', (kind, database) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney(kind, database);
  });
  afterEach(() => journey.end());

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
