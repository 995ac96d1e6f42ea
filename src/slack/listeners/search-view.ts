import type { Middleware, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { currentReference } from '../../logger.ts';
import { withoutBidiControls } from '../../wording/tidy.ts';
import { buildSearch, SEARCH_BLOCK, SEARCH_INPUT } from '../home/build-search.ts';
import { findByName } from './home-data.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';

/** The search was submitted: it stays open and shows what was found. */
export function handleSearchView(parts: ListenerParts): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ body, view, ack, context }) => {
    const words = withoutBidiControls(view.state.values[SEARCH_BLOCK]?.[SEARCH_INPUT]?.value ?? '');
    try {
      const page = await findByName(parts, personOf(context, body.user.id), { words });
      await ack({ response_action: 'update', view: buildSearch({ words, page, turned: false }) });
    } catch (error) {
      parts.logger.error({ err: error }, 'A search failed');
      const text = `The search failed. Please try again. Reference: ${currentReference()}`;
      await ack({ response_action: 'errors', errors: { [SEARCH_BLOCK]: text } });
    }
  };
}
