import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { exportAdr } from './export-adr.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import { presserOf } from './pressers.ts';
import { tell } from './tell.ts';

/** "Export as ADR": the record goes into the thread as a file. */
export function handleExportAdrAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const told = await exportAdr(parts, personOf(context, body.user.id).teamId, action.value ?? '');
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}
