import type { BlockAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { showsMoreAfter } from '../form/build-form.ts';
import { decodeMetadata } from '../form/draft.ts';
import type { FormUpdates } from './form-updates.ts';
import { personOf } from './people.ts';

/** An answer that decides which questions follow, or the button that shows more of them. */
export function handleFormAction(updates: FormUpdates): Middleware<SlackActionMiddlewareArgs<BlockAction>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const metadata = decodeMetadata(body.view?.private_metadata ?? '');
    if (body.view === undefined || metadata === null) return;

    const draft = await updates.remember(personOf(context, body.user.id), metadata.draftId, body.view);
    const pressed = { action_id: action.action_id, value: 'value' in action ? (action.value ?? undefined) : undefined };
    await updates.show(body.view, draft, metadata, showsMoreAfter(pressed, metadata));
  };
}
