import { currentReference } from '../../logger.ts';
import { buildFailure } from '../notices/build-failure.ts';
import { describeMissingScope, missingScopeOf } from '../scopes.ts';
import type { ListenerParts } from './parts.ts';
import { tell } from './tell.ts';

/** The payloads' ways to say who acted and where, as far as they are needed here. */
interface ActingBody {
  user?: { id?: string } | string;
  user_id?: string;
  channel?: { id?: string } | string;
  channel_id?: string;
  response_url?: string;
  /** Of an event it stands within. */
  event?: { user?: string; channel?: string };
}

/** What no listener caught: it is in the log, and the person who waits is told, with the reference to find it by. */
export function handleError(parts: ListenerParts): (failed: { error: Error; body: object }) => Promise<void> {
  return async ({ error, body }) => {
    const reference = currentReference() ?? 'none';
    parts.logger.error({ err: error }, 'An interaction failed');
    const acting: ActingBody = body;
    const userId = acting.user_id ?? idOf(acting.user) ?? acting.event?.user;
    if (userId === undefined) return;
    const channelId = acting.channel_id ?? idOf(acting.channel) ?? acting.event?.channel;
    const scope = missingScopeOf(error);
    const message = scope === undefined ? buildFailure(reference) : { text: describeMissingScope(scope) };
    await tell(parts, { userId, channelId, responseUrl: acting.response_url }, message);
  };
}

function idOf(value: { id?: string } | string | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.id;
}
