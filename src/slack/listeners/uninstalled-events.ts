import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { forgetTeam } from '../asked/forget-team.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';

/** The app was taken out of a workspace: nothing of that team is kept. */
export function handleAppUninstalledEvent({
  db,
  logger,
}: ListenerParts): (args: SlackEventMiddlewareArgs<'app_uninstalled'> & AllMiddlewareArgs) => Promise<void> {
  return async ({ context }) => {
    const { teamId } = personOf(context, '');
    const { reviews } = await forgetTeam(db, teamId);
    logger.warn({ teamId, reviews }, 'The app was uninstalled; everything of that team is deleted');
  };
}

/** A token was revoked. Nothing is deleted for it: an administrator may only be changing it. */
export function handleTokensRevokedEvent({
  logger,
}: ListenerParts): (args: SlackEventMiddlewareArgs<'tokens_revoked'> & AllMiddlewareArgs) => Promise<void> {
  return async ({ event }) => {
    if ((event.tokens.bot ?? []).length === 0) return;
    logger.error("The bot's token was revoked; install the app again and set SLACK_BOT_TOKEN");
  };
}
