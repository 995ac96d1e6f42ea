import type { KnownBlock } from '@slack/types';
import { COMMAND } from '../../ids.ts';
import type { Message } from '../message.ts';
import { escapeWithin, mention, mrkdwn } from '../mrkdwn.ts';
import { plainWords } from '../plain-words.ts';

const ASKS: readonly [words: string, meaning: string][] = [
  ['what if payload is 5 MB and no gpu', 'what would be different; a button makes it the next revision'],
  ['what if twice the traffic', 'in relation to what is stated: `10x requests`, `half the payload`, `20% more models`'],
  ['why not serverless', 'the reasons, the sources, and what would have to change'],
  ['compare', 'all four options side by side'],
  ['cost', 'a month of each option that fits'],
  ['assumptions', 'what was taken for granted'],
];

const WORDS_MAX = 200;

/** What can be asked in a review's thread. `botUserId` makes the examples look as they are typed. */
export function buildThreadHelp(botUserId: string): Message {
  return {
    text: 'What you can ask about this review, with examples.',
    blocks: [examples('*Ask about this review*', botUserId)],
  };
}

/** That a question was not understood, with examples. `words`: the question, as it was typed. */
export function buildNotUnderstood(words: string, botUserId: string): Message {
  const text = `I did not understand “${escapeWithin(words, WORDS_MAX)}”. Nothing was changed.`;
  return {
    text,
    blocks: [{ type: 'section', text: mrkdwn(text) }, examples('*What I understand*', botUserId)],
  };
}

/** That what was asked for is the case already, or what is to be typed instead. `text` is escaped here. */
export function buildPlainAnswer(text: string): Message {
  const escaped = escapeWithin(text, TEXT_MAX);
  return { text: escaped, blocks: [{ type: 'section', text: mrkdwn(escaped) }] };
}

const TEXT_MAX = 1000;

/** Where somebody asked and no review is known to stand. `unconfirmed`: in a thread that may yet be one's. */
type NoReviewPlace = 'channel' | 'thread' | 'unconfirmed';

const WHERE: Readonly<Record<NoReviewPlace, string>> = {
  channel: 'I answer questions in the thread of a review.',
  thread: 'This thread belongs to no review that I know.',
  unconfirmed:
    'This thread belongs to no review that I know. If it hangs from an answer of mine, press any of its buttons, so that I know it again, and ask once more.',
};

/** Where no review stands: how to start one. */
export function buildNoReview(botUserId: string, place: NoReviewPlace): Message {
  const where = WHERE[place];
  const text = `${where} \`${COMMAND}\` in a channel starts one; then mention me in its thread, as in ${mention(botUserId)} \`what if twice the traffic\`.`;
  const shortcut =
    'Or use the message shortcut *Review this workload* on a message that describes a workload: its text fills the form.';
  return {
    text,
    blocks: [
      { type: 'section', text: mrkdwn(text) },
      { type: 'section', text: mrkdwn(shortcut) },
    ],
  };
}

function examples(heading: string, botUserId: string): KnownBlock {
  const lines = ASKS.map(([words, meaning]) => `• ${mention(botUserId)} \`${words}\`: ${meaning}`);
  return { type: 'section', text: mrkdwn([heading, ...lines].join('\n')) };
}

const STYLE = /[`*~]/g;

/** What somebody said to the bot, as plain words: without its name, Slack's escapes and styles. */
export function mentionWords(text: string, botUserId: string): string {
  return plainWords(text, botUserId).replace(STYLE, ' ').replace(/ {2,}/g, ' ').trim();
}
