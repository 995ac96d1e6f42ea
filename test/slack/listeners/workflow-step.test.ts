import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Advisor } from '../../../src/advice/advisor.ts';
import { INFERENCE_OPTIONS } from '../../../src/recommender/index.ts';
import type { ListenerParts } from '../../../src/slack/listeners/parts.ts';
import { handleFunctionExecutedEvent, recommendStep } from '../../../src/slack/listeners/workflow-step.ts';
import { declareSteps } from '../../../src/slack/workflow-steps.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { PRICED_WORKLOADS } from '../../support/priced-workloads.ts';
import { sparseWorkload } from '../../support/workloads.ts';

const DECLARED = Object.entries(declareSteps().recommend_endpoint?.output_parameters ?? {});

/** Fails unless the step ends as its manifest says: every required output with something in it, or a sentence. */
function judge(ended: ReturnType<typeof recommendStep>): void {
  if (!ended.ok) {
    expect(ended.error.trim()).not.toBe('');
    return;
  }
  const given = new Map(Object.entries<unknown>(ended.outputs));
  for (const [name, { type, is_required }] of DECLARED) {
    const output = given.get(name);
    given.delete(name);
    if (output === undefined) expect(is_required, name).toBe(false);
    else expect(typeof output, name).toBe(type);
    expect(String(output).trim(), name).not.toBe('');
  }
  expect([...given.keys()]).toEqual([]);
}

describe('the workflow step', () => {
  it('gives every required output with something in it: every option, none, every confidence, with and without a cost', () => {
    const seen = new Set<string>();
    const texts = [
      ...PRICED_WORKLOADS.slice(0, 3).map((workload) => JSON.stringify(workload)),
      '3 MB, 20 rps',
      '3 MB within 300 ms, 50 rps, steady, no cold starts',
      '300 a day, 2 MB, 3 s is fine, cold starts are fine',
      '500 MB within 15 min, 90 s per scan, sporadic',
      'churn dataset 40 GB, every night',
      'sql-helper 34B model, office hours, 10 s',
      '500 MB within 10 ms',
      'my cat likes boxes',
      '',
    ];
    for (const workload of texts) {
      const ended = recommendStep(ADVISOR, { workload });
      judge(ended);
      if (!ended.ok) seen.add('failed');
      else {
        const { option, confidence, monthly_usd } = ended.outputs;
        for (const one of [option, confidence, monthly_usd === undefined ? 'no cost' : 'cost']) seen.add(one);
      }
    }
    const others = 'none|firm|likely|needs-facts|no cost|cost|failed'.split('|');
    const outcomes = [...INFERENCE_OPTIONS.map(({ id }) => id), ...others];
    expect([...seen].sort()).toEqual(outcomes.sort());
  });

  it('does so for 25 workloads as JSON and texts of any kind', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          sparseWorkload.map((workload) => JSON.stringify(workload)),
          fc.string(),
        ),
        (workload) => {
          judge(recommendStep(ADVISOR, { workload }));
        },
      ),
      { numRuns: 25 },
    );
  });
});

type Ended = { method: 'success' | 'error'; error?: string };

/** Runs a step against answers of Slack's, in their order, then "ok". */
async function run(
  advisor: Advisor,
  refusals: readonly Error[],
): Promise<{ ends: Ended[]; acked: boolean; failed: number }> {
  const ends: Ended[] = [];
  const left = [...refusals];
  let acked = false;
  let failed = 0;
  const answer = async (ended: Ended) => {
    ends.push(ended);
    const refusal = left.shift();
    if (refusal !== undefined) throw refusal;
    return { ok: true };
  };
  const parts = {
    advisor,
    interactive: {
      functions: {
        completeSuccess: () => answer({ method: 'success' }),
        completeError: ({ error }: { error: string }) => answer({ method: 'error', error }),
      },
    },
    logger: { warn() {}, error() {} },
    onFailed: () => failed++,
    pause: async () => {},
  } as unknown as ListenerParts;
  const event = {
    function: { callback_id: 'recommend_endpoint' },
    inputs: { workload: '3 MB, 20 rps' },
    function_execution_id: 'Fx1',
  };
  const args = { event, ack: async () => (acked = true) } as unknown as SlackEventMiddlewareArgs<'function_executed'> &
    AllMiddlewareArgs;
  await handleFunctionExecutedEvent(parts)(args).catch(() => {});
  return { ends, acked, failed };
}

const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error });
const BROKEN = {
  advise() {
    throw new Error('a bug');
  },
} as unknown as Advisor;

describe('the end of a workflow step', () => {
  it('is an error with a reference where the answer throws', async () => {
    const { ends, acked, failed } = await run(BROKEN, []);
    expect(ends).toEqual([{ method: 'error', error: expect.stringMatching(/^Something went wrong .* reference: /) }]);
    expect([acked, failed]).toEqual([true, 1]);
  });

  it('is an error where Slack refuses the outputs', async () => {
    const { ends, acked } = await run(ADVISOR, [refusal('invalid_outputs')]);
    expect(ends).toEqual([
      { method: 'success' },
      { method: 'error', error: expect.stringContaining("Slack didn't take the answer") },
    ]);
    expect(acked).toBe(true);
  });

  it.each(['execution_not_in_running_state', 'function_execution_not_found'])(
    'is no second one where Slack says %s',
    async (code) => {
      const { ends, acked } = await run(ADVISOR, [refusal(code)]);
      expect([ends, acked]).toEqual([[{ method: 'success' }], true]);
    },
  );

  it('is left to another delivery where Slack is down for four calls, or refuses the token', async () => {
    const down = await run(
      ADVISOR,
      Array.from({ length: 4 }, () => refusal('internal_error')),
    );
    expect([down.ends.length, down.acked]).toEqual([4, false]);
    const revoked = await run(ADVISOR, [refusal('token_revoked')]);
    expect([revoked.ends.length, revoked.acked]).toEqual([1, false]);
  });

  it('comes after three refused calls at the fourth', async () => {
    const { ends, acked } = await run(
      ADVISOR,
      Array.from({ length: 3 }, () => refusal('internal_error')),
    );
    expect([ends.length, acked]).toEqual([4, true]);
  });
});
