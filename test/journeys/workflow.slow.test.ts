import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { answerIn, asks, CT_SCANS, type Journey, postedIn, review, startJourney } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

const STEP = 'recommend_endpoint';

describe.each(connections())('over %s, a workflow', (kind) => {
  const journey = forEachTest(() => startJourney(kind, 'embedded', { workflows: true }));

  it('gets the answer with option, confidence, cost, what to confirm, and the command that opens a review', async () => {
    const { workspace } = journey;
    const workload = 'ct-scans 500 MB within 15 min 90 s per scan sporadic';
    expect(await workspace.runStep(STEP, { workload })).toEqual({
      kind: 'done',
      outputs: {
        answer: expect.stringMatching(
          /^Asynchronous Inference \(option firm\): scales to zero, size unknown until the requests per month are known · one ml\.\S+ is \$\S+ per busy hour$/,
        ),
        option: 'asynchronous',
        confidence: 'firm',
        to_confirm: 'Nothing to confirm.',
        understood: 'Understood: sporadic · response in 15 min · 500 MB payload · 90 s per request',
        command: `/sagemaker-endpoint ${workload}`,
      },
    });
  });

  it('gets the cost as a number where the traffic is known', async () => {
    const { workspace } = journey;
    const step = await workspace.runStep(STEP, {
      workload: 'llama 3 8b chat, 20 users at once, 1000 tokens in, 300 out',
    });
    expect(step).toMatchObject({ kind: 'done', outputs: { monthly_usd: expect.any(Number), confidence: 'likely' } });
    expect(step.kind === 'done' && Object.values(step.outputs).every((output) => output !== undefined)).toBe(true);
  });

  it.each([
    ['nothing', {}, 'Workload is empty. Describe a model and its traffic, such as "3 MB, 20 rps, 200 ms".'],
    ['spaces', { workload: '  ' }, /^Workload is empty/],
    ['a number', { workload: 3 }, /^Workload is empty/],
    [
      'not understood',
      { workload: 'my cat likes <boxes>' },
      /^I understood nothing of this: "my cat likes ‹boxes›"\. /,
    ],
  ])('fails with one sentence where the workload is %s', async (_, inputs, error) => {
    const { workspace } = journey;
    const step = await workspace.runStep(STEP, inputs);
    expect(step).toEqual({ kind: 'failed', error: typeof error === 'string' ? error : expect.stringMatching(error) });
  });

  it('with a step of another version fails and says what to do', async () => {
    const { workspace } = journey;
    expect(await workspace.runStep('recommend_2019', { workload: '3 MB' })).toEqual({
      kind: 'failed',
      error: 'This step is from another version of the app. Remove it from the workflow and add it again.',
    });
  });

  it('gets its answer once where Slack refuses the first call and delivers the event twice', async () => {
    const { workspace } = journey;
    workspace.faults.next('functions.completeSuccess', { kind: 'status', status: 503 });
    expect(await workspace.runStep(STEP, { workload: '3 MB, 20 rps' })).toMatchObject({ kind: 'done' });
    expect((await workspace.redeliverEvent())?.ok).toBe(true);
    const answers = workspace.calls('functions.completeSuccess').map(({ answer }) => answer['ok'] === true);
    expect(answers.filter((isTaken) => isTaken)).toHaveLength(1);
  });

  it('never gets a mention or a link out of what somebody typed', async () => {
    const { workspace } = journey;
    const workload = '<!channel> <@U123> <https://evil.example|here> 3 MB 20 rps';
    const step = await workspace.runStep(STEP, { workload });
    expect(step.kind).toBe('done');
    expect(JSON.stringify(step)).not.toMatch(/[<>]/);
  });
});

describe.each(connections())('over %s, a link to the page', (kind) => {
  const PAGE = 'https://recommend.example.com/index.html';
  const journey = forEachTest(() => startJourney(kind, 'embedded', { workflows: true, withPeople: true }));

  /** The preview of the first link that was previewed, as text. */
  const previewed = async ({ workspace }: Journey, count = 1) => {
    const calls = await workspace.waitFor(() => {
      const all = workspace.calls('chat.unfurl');
      return all.length >= count && all;
    });
    const call = calls[count - 1];
    expect(call?.answer['ok']).toBe(true);
    return JSON.stringify(call?.arguments['unfurls']);
  };

  it('shows the answer below it, what is to confirm, its state and dates, and a button that opens the form with the words', async () => {
    const { ada, ben, channel } = journey;
    const { ts } = await ada.say(channel, `look: <${PAGE}#words=llama+3+8b+chat%2C+20+users+at+once>`);
    const shown = await previewed(journey);
    expect(shown).toMatch(/Real-time Inference \([^)]+\): .*\$.* per month.*To confirm: Traffic pattern/);
    expect(shown).toMatch(/Not a review yet · prices as of \d{4}-\d\d-\d\d · AWS facts \d{4}-\d\d/);
    await ben.click({ channelId: channel, ts }, ACTIONS.fillForm);
    const form = await ben.waitForView();
    expect(answerIn(form, 'model')).toContain('llama-3-8b');
    expect(asks(form, 'channel')).toBe(false);
  });

  it('to a workload opens the form with every fact, the description too', async () => {
    const { ada, channel } = journey;
    const workload = { name: 'ct-scans', description: 'From the clinic', payloadSizeMB: 500, responseTimeSeconds: 900 };
    const { ts } = await ada.say(channel, `<${PAGE}#${new URLSearchParams({ workload: JSON.stringify(workload) })}>`);
    await previewed(journey);
    await ada.click({ channelId: channel, ts }, ACTIONS.fillForm);
    const form = await ada.waitForView();
    const asked = ['name', 'payload', 'within', 'description'].map((id) => answerIn(form, id));
    expect(asked).toEqual(['ct-scans', '500 MB', '15 min', 'From the clinic']);
  });

  it('to what the channel has reviewed shows the review with its state, and its button leads there', async () => {
    const { workspace, ada, channel } = journey;
    const elsewhere = workspace.addChannel({ name: 'elsewhere', kind: 'public', botIsMember: true });
    await review(journey, channel, CT_SCANS);
    const { ts } = await postedIn(journey, channel);
    const link = `<${PAGE}#words=ct-scans+500+MB+within+15+min>`;
    await ada.say(channel, link);
    const here = await previewed(journey);
    expect(here).toContain(`archives/${channel}/p${ts.replace('.', '')}`);
    expect(here).toMatch(/Proposed, <!date.*Open the review/);
    await ada.say(channel, link.replace('500', '50'));
    expect(await previewed(journey, 2)).toContain('Not a review yet');
    await ada.say(elsewhere, link);
    expect(await previewed(journey, 3)).toContain('Not a review yet');
  });

  it('whose preview Slack refuses is left without one, and nobody is bothered', async () => {
    const { workspace, ada, channel, logLines } = journey;
    workspace.faults.next('chat.unfurl', { kind: 'error', error: 'cannot_unfurl_url' });
    await ada.say(channel, `<${PAGE}#words=3+MB%2C+20+rps>`);
    await workspace.waitFor(() => logLines.some((line) => line.includes('Could not show the preview of a link')));
    expect(workspace.calls('chat.postEphemeral')).toEqual([]);
    expect(workspace.calls('chat.postMessage')).toEqual([]);
  });

  it('shows nothing where it asks nothing, is not understood, was changed, or leads elsewhere', async () => {
    const { workspace, ada, channel } = journey;
    for (const url of [
      PAGE,
      `${PAGE}#words=my+cat+likes+boxes`,
      `${PAGE}#workload={`,
      'https://elsewhere.example.com/#words=3+MB',
    ]) {
      await ada.say(channel, `<${url}>`);
    }
    await ada.say(channel, `<${PAGE}#words=3+MB>`);
    await workspace.waitFor(() => workspace.calls('chat.unfurl').length > 0);
    expect(workspace.calls('chat.unfurl')).toHaveLength(1);
  });

  it('shows nothing of a review, by the link to its message or by its name', async () => {
    const { workspace, ada, channel } = journey;
    const elsewhere = workspace.addChannel({ name: 'elsewhere', kind: 'public', botIsMember: true });
    await review(journey, channel, CT_SCANS);
    const { ts } = await postedIn(journey, channel);
    workspace.makePrivate(channel);
    await ada.say(elsewhere, `<https://local-workspace.slack.com/archives/${channel}/p${ts.replace('.', '')}>`);
    await ada.say(elsewhere, `<${PAGE}#words=ct-scans>`);
    await ada.say(elsewhere, `<${PAGE}#words=3+MB>`);
    const unfurled = await workspace.waitFor(() => {
      const calls = workspace.calls('chat.unfurl');
      return JSON.stringify(calls).includes('#words=3+MB') && calls;
    });
    expect(JSON.stringify(unfurled)).not.toMatch(/archives|500 MB|Asynchronous/);
  });
});
