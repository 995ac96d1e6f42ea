import type { Button } from '@slack/types';
import { type Heard, writeHeard } from '../../wording/heard.ts';
import { ACTIONS } from '../ids.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { Message } from './message.ts';
import { escapeMrkdwn, escapeWithin, mrkdwn, plain } from './mrkdwn.ts';
import { buildHelp } from './notices.ts';

/** What the button that opens the form carries: the words, or the id under which they are stored; undefined for none. */
export type FormWords = { kind: 'words'; words: string } | { kind: 'stored'; id: string } | undefined;

/** Returns whether a button can carry these words. Slack may count them escaped. */
export function fitsButton(words: string): boolean {
  return escapeMrkdwn(words).length <= SLACK_LIMITS.button.value;
}

const UNDERSTOOD_MAX = 600;

/** The answer to a direct message that describes a workload, or seems to. */
export function buildDirectAnswer(heard: Heard, carried: FormWords): Message {
  const understood = writeHeard(heard).find(({ title }) => title === 'Understood')?.text;
  const [found, next] =
    understood === undefined
      ? [
          "I didn't find any facts about a workload in your message.",
          'Open the form to describe one. Your message goes into its description.',
        ]
      : [
          `*Understood:* ${escapeWithin(understood, UNDERSTOOD_MAX)}`,
          "Open the form to check it and add what's missing.",
        ];
  const text = `${found}\n${next} Write \`help\` for examples.`;
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }, formButton(carried)] };
}

/** The answer to a direct message that asks for help. */
export function buildDirectHelp(): Message {
  const { text, blocks } = buildHelp();
  return { text, blocks: [...blocks, formButton(undefined)] };
}

/** Says that the words of a long message are no longer stored. */
export function describeWordsGone(): string {
  return 'I keep long messages for a day, and yours is older. Send it again, or copy it into the form.';
}

function formButton(carried: FormWords): Message['blocks'][number] {
  const value = carried?.kind === 'words' ? carried.words : carried?.id;
  const button: Button = {
    type: 'button',
    action_id: carried?.kind === 'stored' ? ACTIONS.fillFormFromStored : ACTIONS.fillForm,
    text: plain('Open the form'),
    style: 'primary',
    ...(value !== undefined && { value }),
  };
  return { type: 'actions', block_id: 'direct_actions', elements: [button] };
}
