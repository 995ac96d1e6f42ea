import type { GlobalShortcut, Middleware, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { draftOf } from '../form/read-form.ts';
import { openForm } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import { tell } from './tell.ts';

/** The global shortcut. It comes from no channel, so the form asks for one. */
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
