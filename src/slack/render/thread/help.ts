import type { KnownBlock } from '@slack/types';
import type { Review } from '../../../reviews/record.ts';
import { ACTIONS, COMMAND } from '../../ids.ts';
import { actions, button, context, say, section } from '../blocks.ts';
import { saidValue } from '../message/section.ts';
import type { Message } from '../message.ts';
import { escapeWithin, mention, plainWords } from '../mrkdwn.ts';

const ASKS: readonly [words: string, meaning: string][] = [
  ['what if 5 MB and no gpu', 'what would change; one click makes it a revision'],
  ['what if twice the traffic', 'also `10x requests`, `half the payload`'],
  ['why not serverless', 'reasons, and what it would need'],
  ['cost in Frankfurt on ml.m5.xlarge', 'the bill, also under conditions; `cheaper?` finds savings'],
  ['which instance', 'type and count; `how does it scale`'],
  ['who decides', 'who may, and who has approved; `show history`'],
];

/** What a word alone asks. */
const ALONE = ['compare', 'assumptions', 'sources', 'warnings', 'what changed', 'how do I deploy this'];

export function buildThreadGreeting(): Message {
  return say(
    'Hi. Ask about this review, such as `cost`, `why not serverless` or `what if twice the traffic`.\n`help` lists the rest.',
  );
}

/** What can be asked in a review's thread. `botUserId` makes the examples look as they are typed. */
export function buildThreadHelp(botUserId: string): Message {
  return {
    text: 'What you can ask about this review, with examples.',
    blocks: [examples('*Ask about this review*', botUserId)],
  };
}

/** What can be asked, by words that hint at it. */
const HINTS: readonly (readonly [ask: string, hint: RegExp])[] = [
  ['cost', /\b(?:cost|price|pricing|bill|money|budget|cheap|dollar|euro|pay\b|savings?|discount|reserved|spot\b)/i],
  ['which instance', /\b(?:instance|machine|gpu|cpu|memory|hardware|chip|ml\.)/i],
  ['how does it scale', /\b(?:scal|peak|spike|burst|cold|idle|replica|load)/i],
  [
    'how do I deploy this',
    /\b(?:deploy|terraform|python|notebook|sdk|code|create|set ?up|launch|production|pipeline|iam|role|monitor)/i,
  ],
  ['who decides', /\b(?:who|decid|owner|approve|accept|due|state|status|team)/i],
  ['assumptions', /\b(?:assum|sure|certain|known?|guess|fact)/i],
  ['compare', /\b(?:option|compar|better|best|alternative|other)/i],
  ['why not serverless', /\b(?:why|serverless|lambda|bedrock|fargate|batch|async|real-?time|endpoint)/i],
  ['what if twice the traffic', /\b(?:traffic|request|users?|rps|month|day)/i],
  ['what if the payload is 5 MB', /\b(?:payload|size|file|latency|region|seconds?|model)/i],
];

/** What the review's buttons do, and a mention can't. */
const ACTS =
  /^(?:please |can you |could you |pls )?(?:accept|approve|reject|decline|override|withdraw|re-?open|delete|remove|close|assign|undo|revert|export|supersede|replace|lgtm|ship it|i (?:accept|approve))\b/i;

const EXAMPLES: readonly string[] = ['cost', 'why not serverless'];

/** What people ask by a word that no answer is about, and what there is to say. Sources: those of the answers that they point to. */
const OFTEN_ASKED: readonly (readonly [word: RegExp, text: string])[] = [
  [/\bspot\b/i, 'I have no Spot price or quota for endpoints. `cheaper?` lists what does save.'],
  [/\bbedrock\b/i, 'Bedrock bills per token, and I have no Bedrock prices. `compare` says whether it is worth a look.'],
  [
    /\blatency\b/i,
    'I plan with the response time and the seconds per request that you state; AWS publishes no figure for cold starts. Try `what if within 200 ms`.',
  ],
  [
    /\b(?:hipaa|gdpr|pci|soc ?2|fedramp|compliance|compliant)\b/i,
    'I have no facts about compliance programs. State what they ask of the endpoint, such as `what if vpc and network isolation`.',
  ],
];

/** With more words a question is about more than the word in it. */
const ALONE_MAX = 6;

/** What there is to say of a word that people ask about; undefined for other words. */
export const oftenAsked = (words: string): string | undefined =>
  words.trim().split(/\s+/).length > ALONE_MAX ? undefined : OFTEN_ASKED.find(([word]) => word.test(words))?.[1];

/** Says that the words after "what if" contain no change. */
export function buildNoChange(): Message {
  return say(
    "I couldn't apply that change. Try a number, such as `what if payload is 5 MB`, or ask `cost` or `why not serverless`.",
  );
}

export const asksToAct = (words: string): boolean => ACTS.test(words);

const READ_MAX = 200;

/** Says below an answer which words a language model has read. */
export function withReader({ text, blocks }: Message, { named, quote }: { named: string; quote: string }): Message {
  const words = `Read “${escapeWithin(quote, READ_MAX)}” with the help of ${escapeWithin(named, READ_MAX)}.`;
  return { text, blocks: [...blocks, context(words)] };
}

/** Says that a question wasn't understood, with the two nearest that are. `words`: the question as typed. */
export function buildNotUnderstood(words: string): Message {
  const known = oftenAsked(words);
  if (known !== undefined) return say(known);
  const isAct = asksToAct(words);
  const hinted = isAct ? [] : HINTS.filter(([, hint]) => hint.test(words)).map(([ask]) => ask);
  const [first, second] = [...new Set([...hinted, ...EXAMPLES])];
  const opening = isAct
    ? "Use the buttons and the menu of the review's message for that. I answer questions:"
    : "I didn't understand that. Did you mean";
  return say(`${opening} \`${first}\` or \`${second}\`${isAct ? '.' : '?'} \`help\` lists what you can ask.`);
}

export function buildAnother(): Message {
  return say(
    `That sounds like another workload. Start a new review for it with \`${COMMAND}\`; this thread is about one.`,
  );
}

/** Offers to raise what somebody said as a concern, which the team then has to answer. */
export function buildConcernOffer({ id, state }: Pick<Review, 'id' | 'state'>, words: string): Message {
  const isOpen = state === 'proposed';
  const text = isOpen
    ? 'That sounds like a concern. Raise it, and the requester and the owner are told before anyone decides.'
    : "That sounds like a concern. This review isn't open, so re-open it before you raise one.";
  const raise = button(ACTIONS.raiseSaid, 'Raise as a concern', saidValue({ reviewId: id, text: words }));
  return say(text, ...(isOpen ? [actions('said_concern', [raise])] : []));
}

export const buildNeedsReview = (): Message =>
  say('Only a review has that. Open the form to start one, then ask in its thread.');

/** A single sentence. `text` is escaped here. */
export const buildPlainAnswer = (text: string): Message => say(escapeWithin(text, TEXT_MAX));

const TEXT_MAX = 1000;

/** Where somebody asked without a known review. `unconfirmed`: a thread that may belong to one. */
type NoReviewPlace = 'channel' | 'thread' | 'unconfirmed';

const WHERE: Readonly<Record<NoReviewPlace, string>> = {
  channel: "I answer questions in a review's thread.",
  thread: "I don't know a review in this thread.",
  unconfirmed:
    "I don't know a review in this thread. If this is a thread under one of my answers, press any button on that answer and ask again.",
};

export function buildNoReview(botUserId: string, place: NoReviewPlace): Message {
  const where = WHERE[place];
  const text = `${where} Start one with \`${COMMAND}\`, then mention me in its thread: ${mention(botUserId)} \`what if twice the traffic\`.`;
  const shortcut =
    'Or use the message shortcut *Review this workload* on a message that describes one: it fills the form.';
  return say(text, section(shortcut));
}

function examples(heading: string, botUserId: string): KnownBlock {
  const lines = ASKS.map(([words, meaning]) => `• ${mention(botUserId)} \`${words}\`: ${meaning}`);
  const alone = `• Also ${ALONE.map((words) => `\`${words}\``).join(', ')}`;
  return section([heading, ...lines, alone].join('\n'));
}

const STYLE = /[`*~]/g;

/** What somebody said to the bot as plain words, without its name and Slack's escapes and styles. */
export const mentionWords = (text: string, botUserId: string): string =>
  plainWords(text, botUserId).replace(STYLE, ' ').replace(/ {2,}/g, ' ').trim();
