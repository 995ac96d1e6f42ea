import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Advisor } from '../../advice/advisor.ts';
import { currentReference } from '../../logger.ts';
import { answerLine } from '../../wording/answer-line.ts';
import { policyWords } from '../../wording/differences.ts';
import { DESCRIBE_WORKLOAD, statesNothing, writeReading } from '../../wording/heard.ts';
import { hearWorkload } from '../../wording/read-words.ts';
import { openPoints } from '../../wording/sentences.ts';
import { oneLine } from '../../wording/text.ts';
import { besideWords } from '../../wording/uncounted.ts';
import { classifyFailure, type Failure } from '../connection/slack-errors.ts';
import { COMMAND, STEPS } from '../ids.ts';
import { clip } from '../render/mrkdwn.ts';
import type { RecommendOutputs } from '../workflow-steps.ts';
import type { ListenerParts } from './parts.ts';
import { tryAgain } from './tell.ts';

type StepArgs = SlackEventMiddlewareArgs<'function_executed'> & AllMiddlewareArgs;

/** What a step ends with: its outputs, or a sentence for the person who runs the workflow. */
type Ended = { ok: true; outputs: RecommendOutputs } | { ok: false; error: string };

/**
 * Handles the workflow step *Recommend an endpoint*. It always ends: with outputs, or with an error that says what to do. Slack
 * delivers the event again until it is acknowledged, and this is done last: a crash or an outage before the end then costs
 * nothing. The same answer twice is one.
 */
export function handleFunctionExecutedEvent(parts: ListenerParts): (args: StepArgs) => Promise<void> {
  return async ({ event, ack }) => {
    // Fields that only a broken payload lacks are not there to be relied on.
    const { function: step, inputs, function_execution_id: id, bot_access_token: token }: Partial<typeof event> = event;
    if (id === undefined) return ack();
    const ended = runStep(parts, step?.callback_id, inputs ?? {});
    if (!(await end(parts, { id, token }, ended)) && ended.ok) await end(parts, { id, token }, REFUSED);
    await ack();
  };
}

const UNKNOWN: Ended = {
  ok: false,
  error: 'This step is from another version of the app. Remove it from the workflow and add it again.',
};

const REFUSED: Ended = {
  ok: false,
  error:
    "Slack didn't take the answer. The app may have been updated: remove this step from the workflow and add it again.",
};

function runStep(parts: ListenerParts, callbackId: string | undefined, inputs: Inputs): Ended {
  if (callbackId !== STEPS.recommend) return UNKNOWN;
  try {
    return recommendStep(parts.advisor, inputs);
  } catch (error) {
    parts.onFailed?.();
    parts.logger.error({ err: error }, 'A workflow step failed');
    return {
      ok: false,
      error: `Something went wrong on our side. Try again. If it keeps happening, give your administrator this reference: ${currentReference() ?? 'none'}`,
    };
  }
}

/** The codes of a step that has ended, by an earlier delivery or Slack's time limit (docs.slack.dev/reference/methods/functions.completeError). */
const OVER = new Set(['execution_not_in_running_state', 'function_execution_not_found']);

/**
 * Ends a step. Returns whether it is over; false where Slack refuses this end. Rejects where Slack can't be reached, or refuses
 * the token: another delivery may do better.
 */
async function end(
  parts: ListenerParts,
  { id, token }: { id: string; token: string | undefined },
  ended: Ended,
): Promise<boolean> {
  const { functions } = parts.interactive;
  const of = { function_execution_id: id, ...(token && { token }) };
  try {
    await tryAgain(
      parts,
      () =>
        ended.ok
          ? functions.completeSuccess({ ...of, outputs: { ...ended.outputs } })
          : functions.completeError({ ...of, error: ended.error }),
      { twiceIsOnce: true },
    );
    return true;
  } catch (error) {
    const { kind, error: code } = classifyFailure(error);
    if (!LASTING.has(kind)) throw error;
    parts.logger.warn({ code }, 'Slack took no result of a workflow step');
    return OVER.has(code);
  }
}

/** Failures that another delivery would meet again. */
const LASTING = new Set<Failure['kind']>(['content', 'no-access', 'not-permitted', 'gone']);

type Inputs = Readonly<Record<string, unknown>>;

/** Recommends for what a workflow gathered, under the team's rules and defaults that hold in every channel. */
export function recommendStep(advisor: Advisor, inputs: Inputs): Ended {
  const { workload } = inputs;
  if (typeof workload !== 'string' || workload.trim() === '') {
    return { ok: false, error: `Workload is empty. ${DESCRIBE_WORKLOAD}` };
  }
  const { heard, parsed, doubts } = hearWorkload(workload);
  if (statesNothing(heard)) return { ok: false, error: notUnderstood(workload) };
  if (!parsed.ok) return { ok: false, error: harmless(parsed.faults.map(({ text }) => text).join(' ')) };
  const recommendation = besideWords(advisor.advise(parsed.workload, {}, doubts), heard);
  const { choice, costs } = recommendation;
  const usd = costs.find(({ option }) => option === choice?.option)?.monthlyUsd;
  const heardLines = writeReading(heard).map(({ title, text }) => `${title}: ${text}`);
  const toConfirm = [...policyWords(recommendation), ...openPoints(recommendation)].join('\n');
  return {
    ok: true,
    outputs: {
      answer: harmless(answerLine(recommendation)),
      option: choice?.option ?? 'none',
      confidence: choice?.confidence ?? 'none',
      ...(usd && { monthly_usd: Math.round(usd.likely) }),
      to_confirm: harmless(toConfirm || 'Nothing to confirm.'),
      understood: harmless(heardLines.join('\n')),
      command: harmless(`${COMMAND} ${clip(oneLine(workload.trim()), COMMAND_MAX)}`),
    },
  };
}

/** So much of words that were not understood is repeated, in characters. */
const REPEATED_MAX = 200;

const notUnderstood = (workload: string): string =>
  harmless(`I understood nothing of this: "${clip(oneLine(workload.trim()), REPEATED_MAX)}". ${DESCRIBE_WORKLOAD}`);

/** Longest words in the command, in characters: people see it in one message with the rest. */
const COMMAND_MAX = 500;
/** Longest output, in characters. A message of a workflow has at most 3,000 in a block. */
const OUTPUT_MAX = 1000;

/** A workflow puts outputs into messages. Without angle brackets nothing in them is a mention or a link. */
const harmless = (text: string): string => clip(text.replaceAll('<', '‹').replaceAll('>', '›'), OUTPUT_MAX);
