import { meaningOf } from '../connection/slack-errors.ts';
import type { ListenerParts } from './parts.ts';

const EMOJI = '+1';

/** Answers thanks with a reaction. Without the optional scope `reactions:write` nothing is said, and a lost one does no harm. */
export async function thankBack(
  { interactive, logger }: Pick<ListenerParts, 'interactive' | 'logger'>,
  { channelId, ts }: { channelId: string; ts: string },
): Promise<void> {
  try {
    await interactive.reactions.add({ channel: channelId, timestamp: ts, name: EMOJI });
  } catch (error) {
    const meaning = meaningOf(error);
    // An event may come twice.
    if (meaning === 'reaction-there' || meaning === 'scope-missing') return;
    logger.info({ err: error }, 'Could not react to thanks');
  }
}
