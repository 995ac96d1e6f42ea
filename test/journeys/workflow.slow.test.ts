import { describe, expect, it } from 'vitest';
import { forEachTest } from '../support/for-each-test.ts';
import { startJourney } from '../support/journey.ts';
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
        answer:
          'Asynchronous Inference (option firm, size unknown until the requests per month are known): scales to zero',
        option: 'asynchronous',
        confidence: 'firm',
        to_confirm: 'Nothing to confirm.',
        understood:
          'Understood: sporadic · response in 15 min, from "within 15 min" · 500 MB payload · 90 s per request, from "90 s per scan"',
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
