import { mrkdwn } from '../block-kit/text.ts';
import { escapeWithin } from '../message/escape-within.ts';
import type { Message } from '../message/review-card.ts';

const REFERENCE_MAX = 80;

/** Told privately when something broke; the reference is in the log. */
export function buildFailure(reference: string): Message {
  const text = `Something went wrong on our side, and it has been logged. Please try again; if it stays so, give your administrator this reference: ${escapeWithin(reference, REFERENCE_MAX)}`;
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
}
