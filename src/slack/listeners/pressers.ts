import type { BlockAction } from '@slack/bolt';
import type { Addressee } from './tell.ts';

/** Whoever pressed a button, and the ways to tell them something. */
export function presserOf(body: BlockAction): Addressee {
  return { userId: body.user.id, responseUrl: body.response_url, channelId: body.channel?.id };
}

/** What is told where a button outlived its review. */
export const GONE = 'This review is not in the record any more, so nothing was changed.';
