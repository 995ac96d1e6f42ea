import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { named, recommend } from '../../src/recommender/index.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { postedReview, searched } from '../support/deciding.ts';
import { inRecord } from '../support/in-record.ts';
import { answerIn, type Journey, openHomeOf, postedIn, review, startJourney, wordsOf } from '../support/journey.ts';

describe('after the command, in a workspace that tells who is in which channel', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney('socket-mode', 'embedded', { withPeople: true });
    await postedReview(journey);
  });
  afterAll(() => journey.end());

  /** The private answer to some words, as the person sees it. */
  async function told(who: Person, words: string, channelId = journey.channel) {
    const { workspace } = journey;
    const before = workspace.ephemerals(who.id).length;
    await who.slashCommand(channelId, words);
    return workspace.waitFor(() => workspace.ephemerals(who.id).slice(before).at(-1));
  }

  it('list and stats say privately in one sentence where that is, and open no form', async () => {
    const { ben, channel, workspace } = journey;
    const posts = workspace.messages(channel).length;
    for (const words of ['list', 'stats'])
      expect((await told(ben, words))?.text).toMatch(/^My \*Home\* tab lists [^.]*\.$/);
    expect(ben.views()).toEqual([]);
    expect(workspace.messages(channel)).toHaveLength(posts);
  });

  it('status says who may decide and what it costs, and search finds by the start of a word', async () => {
    const { ben } = journey;
    const status = wordsOf(await told(ben, 'status of ct-scans?'));
    expect(status).toContain("One person decides: anyone in the channel who isn't a guest.");
    expect(status).toMatch(/\*Cost:\* \$\d+/);
    expect(wordsOf(await told(ben, 'search sca'))).toContain('1 review has a name like that.');
  });

  it('nobody sees a review of a channel that they are not in', async () => {
    const { workspace, ada, ben } = journey;
    const secret = workspace.addChannel({ name: 'secret', kind: 'private', botIsMember: true, members: [ada.id] });
    await review(journey, secret, 'hidden 5 MB sporadic');
    await postedIn(journey, secret);
    expect(wordsOf(await told(ada, 'search hid', secret))).toContain('hidden');
    for (const words of ['status hidden', 'search hid']) {
      const answer = wordsOf(await told(ben, words));
      expect(answer).not.toContain('5 MB');
      expect(answer).not.toMatch(/hidden\|?\*/);
    }
  });

  it('words with a number open the form', async () => {
    const { ben, channel } = journey;
    await ben.slashCommand(channel, 'search ranking model, 200 rps');
    const form = await ben.waitForView();
    expect(answerIn(form, 'name')).toContain('search ranking');
    await ben.closeView(form.id);
  });

  it('in doubt it asks, and each button does what it says', async () => {
    const { ben, workspace, channel } = journey;
    const question = await told(ben, 'search gpu');
    expect(wordsOf(question)).toContain('or is “search gpu” a workload to review?');
    if (question === undefined) throw new Error('no question');
    await ben.click(question, ACTIONS.showReviews);
    await workspace.waitFor(() => wordsOf(workspace.ephemerals(ben.id).at(-1)).includes('is called “gpu”'));
    const again = await told(ben, 'status of an unheard-of model');
    expect(wordsOf(again)).toContain('None of the reviews that you can see is called');
    if (again === undefined) throw new Error('no question');
    await ben.click(again, ACTIONS.fillForm);
    const form = await ben.waitForView();
    expect(asksForChannel(form)).toBe(false);
    expect(answerIn(form, 'description') ?? answerIn(form, 'name')).toContain('unheard-of');
    expect(workspace.messages(channel)).toHaveLength(1);
  });

  it('the Home tab counts what was decided', async () => {
    const { ben, channel, workspace } = journey;
    expect(await openHomeOf(journey, ben)).not.toContain('Last 90 days');
    await ben.click(await postedIn(journey, channel), ACTIONS.accept);
    await workspace.waitFor(() => wordsOf(workspace.messages(channel)[0]).includes('*Accepted*'));
    expect(await openHomeOf(journey, ben)).toMatch(/Last 90 days: 1 decided · median \d+ minutes? to a decision/);
  });

  it('the Home tab has 5 of 7 reviews, the others and these again by a press, and finds one by its name', async () => {
    const { workspace, config, ada, ben, channel: channelId } = journey;
    const { teamId } = workspace;
    await inRecord(config.databaseUrl, async (db) => {
      for (let number = 1; number <= 7; number++) {
        const workload = named(`job-${number}`);
        const asked = { teamId, requesterId: ada.id, channelId, workload, recommendation: recommend(workload) };
        await submitNewReview(db, { ...asked, isPublic: true });
      }
    });
    const turned = async (action: string, words: string) => {
      await ben.clickInView(ben.home()?.id ?? '', action);
      return wordsOf(await workspace.waitFor(() => wordsOf(ben.home()).includes(words) && ben.home()));
    };
    expect(await openHomeOf(journey, ben)).not.toContain('job-1');
    expect(await turned(`${ACTIONS.homeTurn}:Older`, 'job-1')).not.toContain('job-7');
    expect(await turned(`${ACTIONS.homeTurn}:Newest`, 'job-7')).not.toContain('job-1');
    const found = await searched(ben, 'JOB 7');
    expect([found.includes('job-7'), found.includes('job-6')]).toEqual([true, false]);
  });
});

const asksForChannel = (form: Parameters<typeof wordsOf>[0]): boolean => wordsOf(form).includes('Where should I post');

describe('in the thread, with the names of people', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney('socket-mode', 'embedded', { withPeople: true });
  });
  afterAll(() => journey.end());

  it('who decides, what happened and what changed are answered by name, and mention nobody', async () => {
    const { ada, ben, channel, workspace } = journey;
    const message = await postedReview(journey);
    for (const question of ['who decides this?', 'show history', 'what changed since revision 1']) {
      const before = workspace.thread(channel, message.ts).length;
      await ben.mention(channel, question, message.ts);
      const answer = await workspace.waitFor(() =>
        workspace
          .thread(channel, message.ts)
          .slice(before + 1)
          .at(-1),
      );
      const words = wordsOf(answer);
      expect(words).not.toContain(`<@${ada.id}>`);
      expect(words).toMatch(/ada|only revision 1/);
    }
  });
});
