import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Advisor } from '../../advice/advisor.ts';
import { answerLine } from '../../wording/answer-line.ts';
import { policyWords } from '../../wording/differences.ts';
import { statesNothing, writeReading } from '../../wording/heard.ts';
import { hearWorkload } from '../../wording/read-words.ts';
import { openPoints } from '../../wording/sentences.ts';
import { clipText, oneLine } from '../../wording/text.ts';
import { codeOf } from '../connection/slack-errors.ts';
import { COMMAND, STEPS } from '../ids.ts';
import type { ListenerParts } from './parts.ts';
import { tryAgain } from './tell.ts';

type StepArgs = SlackEventMiddlewareArgs<'function_executed'> & AllMiddlewareArgs;

/** What a workflow gets back. Texts and numbers, as its manifest declares them. */
type Outputs = Record<string, string | number>;

/** What a step ends with: its outputs, or a sentence for the person who looks at the workflow. */
type Ended = { ok: true; outputs: Outputs } | { ok: false; error: string };

/**
 * Handles the workflow step *Recommend an endpoint*. Slack delivers the event again until it is acknowledged, and this is done
 * last: a crash before the answer then costs nothing. The same answer twice is one.
 */
export function handleFunctionExecutedEvent(parts: ListenerParts): (args: StepArgs) => Promise<void> {
  return async ({ event, ack }) => {
    // Fields that only a broken payload lacks are not there to be relied on.
    const { function: step, inputs, function_execution_id, bot_access_token: token }: Partial<typeof event> = event;
    if (function_execution_id === undefined) return ack();
    const ended = step?.callback_id === STEPS.recommend ? recommendStep(parts.advisor, inputs ?? {}) : UNKNOWN;
    const { functions } = parts.interactive;
    const end = () =>
      ended.ok
        ? functions.completeSuccess({ function_execution_id, outputs: ended.outputs, ...(token && { token }) })
        : functions.completeError({ function_execution_id, error: ended.error, ...(token && { token }) });
    try {
      await tryAgain(parts, end, { twiceIsOnce: true });
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      // It has ended, by an earlier delivery or a time limit of Slack's. Another one would change nothing.
      parts.logger.warn({ code }, 'Slack took no result of a workflow step');
    }
    await ack();
  };
}

const UNKNOWN: Ended = {
  ok: false,
  error: 'This step is from another version of the app. Remove it from the workflow and add it again.',
};

/** Recommends for what a workflow gathered, under the team's rules and defaults that hold in every channel. */
export function recommendStep(advisor: Advisor, inputs: Readonly<Record<string, unknown>>): Ended {
  const { workload } = inputs;
  if (typeof workload !== 'string' || workload.trim() === '') {
    return { ok: false, error: 'Workload is empty. Describe a model and its traffic, such as "3 MB, 20 rps, 200 ms".' };
  }
  const { heard, parsed, doubts } = hearWorkload(workload);
  if (statesNothing(heard)) return { ok: false, error: notUnderstood(workload) };
  if (!parsed.ok) return { ok: false, error: parsed.faults.map(({ text }) => text).join(' ') };
  const recommendation = advisor.advise(parsed.workload, {}, doubts);
  const { choice, costs } = recommendation;
  const usd = costs.find(({ option }) => option === choice?.option)?.monthlyUsd;
  const heardLines = writeReading(heard).map(({ title, text }) => `${title}: ${text}`);
  return {
    ok: true,
    outputs: {
      answer: harmless(answerLine(recommendation)),
      option: choice?.option ?? 'none',
      confidence: choice?.confidence ?? 'none',
      ...(usd && { monthly_usd: Math.round(usd.likely) }),
      to_confirm: harmless([...policyWords(recommendation), ...openPoints(recommendation)].join('\n')),
      understood: harmless(heardLines.join('\n')),
      command: harmless(`${COMMAND} ${clipText(oneLine(workload.trim()), COMMAND_MAX)}`),
    },
  };
}

/** So much of words that were not understood is repeated, in characters. */
const REPEATED_MAX = 200;

const notUnderstood = (workload: string): string =>
  harmless(
    `I understood nothing of this: "${clipText(oneLine(workload.trim()), REPEATED_MAX)}". Describe a model and its traffic, such as "3 MB, 20 rps, 200 ms".`,
  );

/** Longest words in the command, in characters: people see it in one message with the rest. */
const COMMAND_MAX = 500;
/** Longest output, in characters. A message of a workflow has at most 3,000 in a block. */
const OUTPUT_MAX = 1000;

/** A workflow puts outputs into messages. Without angle brackets nothing in them is a mention or a link. */
function harmless(text: string): string {
  return clipText(text.replaceAll('<', '‹').replaceAll('>', '›'), OUTPUT_MAX);
}
