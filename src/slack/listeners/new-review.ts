import type {
  BlockAction,
  ButtonAction,
  GlobalShortcut,
  MessageShortcut,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { formatNumber } from '../../recommender/index.ts';
import { within } from '../../retry.ts';
import type { Heard } from '../../wording/heard.ts';
import { withoutModelConfig } from '../../wording/pasted-config.ts';
import { READ_MAX, readPastedWorkload, readWords } from '../../wording/read-words.ts';
import { isForeign, withoutBidiControls } from '../../wording/text.ts';
import { buildEndpointAnswer, notReadWords, readingWords } from '../account/answer.ts';
import { readLine, saveMeasured } from '../account/measured.ts';
import { type AccountWords, readAccountWords } from '../account/reader.ts';
import { type Draft, heardDraft } from '../form/draft.ts';
import type { HeardWords } from '../form/draft-store.ts';
import { draftOf } from '../form/read-form.ts';
import { COMMAND } from '../ids.ts';
import { clip, escapeMrkdwn, mrkdwn, plain, plainWords } from '../render/mrkdwn.ts';
import { buildHelp } from '../render/notices.ts';
import { openForm } from './open-form.ts';
import { isPublicChannel, type ListenerParts, type Person, personOf } from './parts.ts';
import { denialFor } from './permit.ts';
import { type PrivateMessage, presserOf, tell } from './tell.ts';

/** An endpoint that is read within this many milliseconds is answered at once. */
const QUICK_MS = 1500;

/** Handles `/sagemaker-endpoint`, alone, with words, or with `help`, `endpoint` or `audit`. */
export function handleSagemakerEndpointCommand(parts: ListenerParts): Middleware<SlackCommandMiddlewareArgs> {
  return async ({ command, ack, context }) => {
    await ack();
    const responder = { userId: command.user_id, responseUrl: command.response_url, channelId: command.channel_id };
    const text = command.text?.trim() ?? '';
    if (/^(help|\?)$/i.test(text)) {
      await tell(parts, responder, buildHelp());
      return;
    }
    const ofAccount = readAccountWords(text);
    if (ofAccount !== undefined) {
      await answerAccountWords(parts, ofAccount, personOf(context, command.user_id), responder);
      return;
    }

    const { heard: _, ...filled } = fillFromWords(text, 'command');
    const opened = await openForm(parts, {
      triggerId: command.trigger_id,
      person: personOf(context, command.user_id),
      ...filled,
      ...wordsHeard(text, command.user_id),
      metadata: {
        channelId: command.channel_id,
        isPublic: isPublicChannel({ id: command.channel_id, name: command.channel_name }),
      },
      responseUrl: command.response_url,
    });
    if (!opened.ok) await tell(parts, responder, buildNotOpened(opened.text, text));
  };
}

/** Answers `endpoint NAME` privately, and starts `audit` in the conversation. */
async function answerAccountWords(
  parts: ListenerParts,
  words: AccountWords,
  person: Person,
  responder: { userId: string; responseUrl: string; channelId: string },
): Promise<void> {
  const act = words.kind === 'audit' ? 'audit' : 'read-endpoint';
  const denied = await denialFor(parts, person, { user: { id: person.userId } }, { act });
  if (denied !== undefined) {
    await tell(parts, responder, { text: denied });
    return;
  }
  if (words.kind === 'audit') {
    const told = await parts.audits.start({ ...person, channelId: responder.channelId });
    if (told !== undefined) await tell(parts, responder, { text: told });
    return;
  }
  const reading = parts.account.findEndpoint(words.name, words.region, new AbortController().signal);
  if (!(await within(reading, QUICK_MS))) await tell(parts, responder, { text: readingWords(words.name) });
  const read = await reading;
  if (!read.ok) {
    await tell(parts, responder, { text: notReadWords(read.text) });
    return;
  }
  const { line } = read;
  const [measuredId = ''] = await saveMeasured(parts.db, person.teamId, [readLine(line)]);
  await tell(parts, responder, buildEndpointAnswer({ line, measuredId }));
}

/** Handles "Audit again" under an audit that was cut short. */
export function handleAuditAgainAction(parts: ListenerParts): Middleware<SlackActionMiddlewareArgs<BlockAction>> {
  return async ({ body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const told = await parts.audits.start({ ...person, channelId: body.channel?.id ?? person.userId });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Handles "Stop" under a running audit. */
export function handleStopAuditAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const place = { channelId: body.channel?.id, messageTs: body.message?.ts };
    const told = await parts.audits.stop({ ...person, auditId: action.value ?? '', ...place });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Repeats the command, so that the person can copy it and try again. */
function buildNotOpened(why: string, text: string): PrivateMessage {
  const blocks: KnownBlock[] = [{ type: 'section', text: mrkdwn(escapeMrkdwn(why)) }];
  if (text !== '') blocks.push({ type: 'section', text: plain(`${COMMAND} ${withoutBidiControls(text)}`) });
  return { text: why, blocks };
}

/** Handles the global shortcut. It has no channel, so the form asks for one. */
export function handleNewReviewShortcut(parts: ListenerParts): Middleware<SlackShortcutMiddlewareArgs<GlobalShortcut>> {
  return async ({ shortcut, ack, context }) => {
    await ack();
    const userId = shortcut.user.id;
    const opened = await openForm(parts, {
      triggerId: shortcut.trigger_id,
      person: personOf(context, userId),
      draft: draftOf({}),
      metadata: { channelId: null },
    });
    if (!opened.ok) await tell(parts, { userId }, { text: opened.text });
  };
}

/** Limit for looking up a message's address, in milliseconds: the form must open within three seconds. */
const LINK_LIMIT_MS = 800;

/** Handles "Review this workload" on a message: its text fills the form, and its address goes into the description. */
export function handleReviewMessageShortcut(
  parts: ListenerParts,
): Middleware<SlackShortcutMiddlewareArgs<MessageShortcut>> {
  return async ({ shortcut, ack, context }) => {
    await ack();
    const userId = shortcut.user.id;
    const channelId = shortcut.channel.id;
    const link = await findLink(parts, channelId, shortcut.message_ts);

    // A message of blocks or files alone has no text.
    const { text = '', user: authorId = userId } = shortcut.message;
    const words = plainWords(text, context.botUserId ?? '');
    const { heard: _, ...filled } = fillFromWords(words, 'message', link);
    const opened = await openForm(parts, {
      triggerId: shortcut.trigger_id,
      person: personOf(context, userId),
      ...filled,
      ...wordsHeard(words, authorId),
      metadata: { channelId, isPublic: isPublicChannel(shortcut.channel) },
      responseUrl: shortcut.response_url,
    });
    if (!opened.ok) await tell(parts, { userId, channelId, responseUrl: shortcut.response_url }, { text: opened.text });
  };
}

/** Returns the message's address; '' where Slack doesn't give it in time, or the bot isn't in the channel. */
async function findLink({ interactive, logger }: ListenerParts, channel: string, ts: string): Promise<string> {
  const asked = interactive.chat.getPermalink({ channel, message_ts: ts }).then(
    ({ permalink }) => permalink ?? '',
    (error: unknown) => {
      logger.info({ err: error }, 'Could not get the permalink of a message');
      return '';
    },
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, LINK_LIMIT_MS, '');
  });
  const link = await Promise.race([asked, late]);
  clearTimeout(timer);
  return link;
}

/** A form's answers from words, what was understood of them, and a notice for its top, in mrkdwn. */
interface Filled {
  draft: Draft;
  heard: Heard;
  notice?: string;
}

/** Fills the form from words that a person wrote. `link`: the address of the message that holds them, which a command has not. */
export function fillFromWords(words: string, from: 'command' | 'message' = 'message', link = ''): Filled {
  const pasted = readPastedWorkload(words);
  const heard = pasted ?? readWords(words);
  const isUsedUp = pasted?.notUsed.length === 0 && pasted.unclear.length === 0;
  const spoken = withoutModelConfig(words);
  const draft = draftFrom(heard, isUsedUp ? '' : spoken, link);
  const notes = notesOn(spoken, pasted !== undefined, from);
  return { draft, heard, ...(notes.length > 0 && { notice: notes.join('\n') }) };
}

function notesOn(words: string, isPasted: boolean, from: 'command' | 'message'): string[] {
  const rest = from === 'message' ? 'The rest stays in your message.' : "The rest doesn't fit.";
  const count = formatNumber(words.length);
  return [
    ...(isPasted ? ['I read your text as a workload, field by field.'] : []),
    ...(!isPasted && words.length > READ_MAX
      ? [`Your text has ${count} characters. I read only the first ${formatNumber(READ_MAX)} for facts.`]
      : []),
    ...(words.length > DESCRIPTION_MAX
      ? [`The description keeps the first ${formatNumber(DESCRIPTION_MAX)} of ${count} characters. ${rest}`]
      : []),
    ...(!isPasted && isForeign(words) ? ['I only understand English. Your text is in the description.'] : []),
  ];
}

/** Longest description of a workload, in characters. */
const DESCRIPTION_MAX = 2000;

/** The answers that the words give. Words that say more than that go into the description, so that nothing typed is lost. */
export function draftFrom(heard: Heard, typed: string, link = ''): Draft {
  const { says, name } = heard;
  const words = withoutBidiControls(typed).replace(CONTROLS, '').trim();
  const kept = saysMore(words, heard) ? clip(words, DESCRIPTION_MAX - link.length - 1) : '';
  const description = `${kept}\n${link}`.trim();
  const workload = { ...says, ...(name !== undefined && { name }), ...(description !== '' && { description }) };
  return { ...draftOf(workload), ...heardDraft(heard) };
}

/** Control characters except tabs and line breaks. No field shows them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Words that carry no fact. */
const SMALL = /\b(?:a|an|and|at|for|in|is|it|of|on|or|the|to|with)\b/gi;

/** Returns whether words are left over beside the facts and the name. */
function saysMore(typed: string, { from, name, unclear, notUsed }: Heard): boolean {
  if (unclear.length > 0 || notUsed.length > 0) return true;
  let rest = typed;
  for (const read of [...Object.values(from), name ?? '']) rest = rest.replace(read, ' ');
  return /[\p{L}\p{N}\p{S}]/u.test(rest.replace(SMALL, ''));
}

/** The words that filled a form, to keep with its draft. */
export function wordsHeard(words: string, authorId: string): { heard?: HeardWords } {
  return words === '' ? {} : { heard: { words, authorId } };
}
