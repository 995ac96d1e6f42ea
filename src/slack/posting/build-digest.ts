import { clip, link, mrkdwn } from '../block-kit/text.ts';
import { escapeWithin } from '../message/escape-within.ts';
import { permalink } from '../message/permalink.ts';
import type { Message } from '../message/review-card.ts';
import type { DigestEntry } from './digest-store.ts';
import { describeReplay } from './replay-words.ts';

/** Reviews that one digest names; the others are counted. */
export const DIGEST_LINES = 15;

const NAME_MAX = 80;

/** The message of a week: what would come out otherwise by today's quotas and prices, and how many more there are. */
export function buildDigest(entries: readonly DigestEntry[], count: number, teamUrl: string): Message {
  const text = `By today's quotas and prices, ${count === 1 ? '1 review' : `${count} reviews`} would come out otherwise.`;
  const lines = entries.map((entry) => `• ${nameOf(entry, teamUrl)}: ${describeReplay(entry)}`);
  const rest = count - entries.length;
  const more = rest > 0 ? [`And ${rest} more, on the app's home tab.`] : [];
  return { text, blocks: [text, ...lines, ...more].map((line) => ({ type: 'section', text: mrkdwn(line) })) };
}

function nameOf({ name, place }: DigestEntry, teamUrl: string): string {
  return place === null
    ? escapeWithin(name, NAME_MAX)
    : link(permalink(teamUrl, place), clip(name.replace(/\s+/g, ' '), NAME_MAX));
}
