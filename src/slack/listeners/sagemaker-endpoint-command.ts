import type { Middleware, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { readWords } from '../../wording/read-words.ts';
import { withoutBidiControls } from '../../wording/tidy.ts';
import { escapeMrkdwn, mrkdwn, plain } from '../block-kit/text.ts';
import { draftOf } from '../form/read-form.ts';
import { COMMAND } from '../ids.ts';
import { buildHelp } from '../notices/build-help.ts';
import { openForm } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { isPublicChannel, personOf } from './people.ts';
import { type PrivateMessage, tell } from './tell.ts';

/** `/sagemaker-endpoint`, alone, with words, or with `help`. */
export function handleSagemakerEndpointCommand(parts: ListenerParts): Middleware<SlackCommandMiddlewareArgs> {
  return async ({ command, ack, context }) => {
    await ack();
    const responder = { userId: command.user_id, responseUrl: command.response_url, channelId: command.channel_id };
    const text = command.text?.trim() ?? '';
    if (/^(help|\?)$/i.test(text)) {
      await tell(parts, responder, buildHelp());
      return;
    }

    const words = readWords(text);
    const opened = await openForm(parts, {
      triggerId: command.trigger_id,
      person: personOf(context, command.user_id),
      draft: draftOf(workloadFrom(words)),
      metadata: {
        channelId: command.channel_id,
        isPublic: isPublicChannel({ id: command.channel_id, name: command.channel_name }),
      },
      notice: noticeOf(words.faults),
      responseUrl: command.response_url,
    });
    if (!opened.ok) await tell(parts, responder, buildNotOpened(opened.text, text));
  };
}

/** What was understood, with the words around it as name and description. */
export function workloadFrom({ workload, name, description }: ReturnType<typeof readWords>) {
  return { ...workload, ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
}

/** What could not be read, to stand at the top of the form. The words are people's: escaped. */
export function noticeOf(faults: string[]): string | undefined {
  return faults.length === 0 ? undefined : faults.map(escapeMrkdwn).join('\n');
}

/** Keeps the words of the command, so that they can be sent again without being typed again. */
function buildNotOpened(why: string, text: string): PrivateMessage {
  const blocks: KnownBlock[] = [{ type: 'section', text: mrkdwn(escapeMrkdwn(why)) }];
  if (text !== '') blocks.push({ type: 'section', text: plain(`${COMMAND} ${withoutBidiControls(text)}`) });
  return { text: why, blocks };
}
