import { mrkdwn } from '../block-kit/text.ts';
import { COMMAND } from '../ids.ts';
import type { Message } from '../message/review-card.ts';

/** Told privately when a button of an older version is pressed. */
export function buildUnknownAction(): Message {
  const text = `This button is from an older version and no longer works. Nothing was changed. \`${COMMAND}\` starts a new review.`;
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
}
