import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { audit, BOT_ACTOR } from '../../audit.ts';
import { forgetTeam } from '../asked/forget-team.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';

/** The app was taken out of a workspace: nothing of that team is kept. */
export function handleAppUninstalledEvent(
  parts: ListenerParts,
): (args: SlackEventMiddlewareArgs<'app_uninstalled'> & AllMiddlewareArgs) => Promise<void> {
  return async ({ context }) => {
    const { teamId } = personOf(context, '');
    // What is still to be written of forms that opened must not come after the deletion.
    await parts.firstDrafts.allWritten();
    const { reviews } = await forgetTeam(parts.db, teamId);
    const fields = { action: 'team-deleted', actor: BOT_ACTOR, teamId, reviews };
    audit(parts.logger, fields, 'The app was uninstalled; everything of that team is deleted');
    await tryToken(parts);
  };
}

/** A token was revoked. Nothing is deleted for it: an administrator may only be changing it. */
export function handleTokensRevokedEvent(
  parts: ListenerParts,
): (args: SlackEventMiddlewareArgs<'tokens_revoked'> & AllMiddlewareArgs) => Promise<void> {
  return async ({ event }) => {
    if ((event.tokens.bot ?? []).length === 0) return;
    parts.logger.error("The bot's token was revoked; install the app again and set SLACK_BOT_TOKEN");
    await tryToken(parts);
  };
}

/**
 * An event is no proof: it may be about an earlier token. Slack is asked with the one that the bot has, and a refusal is
 * noticed by whoever watches the client's failures, who ends the process.
 */
async function tryToken({ interactive, logger }: ListenerParts): Promise<void> {
  try {
    await interactive.auth.test();
  } catch (error) {
    logger.warn({ err: error }, 'Slack did not take the token');
  }
}
