import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { audit, BOT_ACTOR } from '../../audit.ts';
import { isTokenFault } from '../connection/slack-errors.ts';
import { markUninstalled } from '../erasure/uninstalls.ts';
import { type ListenerParts, personOf } from './parts.ts';

/**
 * Handles the removal of the app from a workspace. The event may be old or about another installation, so Slack is asked
 * first. Only a mark with the date is stored; the data is deleted after the grace period.
 *
 * If Slack can't be reached the team is marked too: a mark deletes nothing, and a bot whose token works removes it. The
 * event is always acknowledged, because Slack repeats it for a few minutes only
 * (https://docs.slack.dev/apis/events-api#retries).
 */
export function handleAppUninstalledEvent(
  parts: ListenerParts,
): (args: SlackEventMiddlewareArgs<'app_uninstalled'> & AllMiddlewareArgs) => Promise<void> {
  return async ({ context }) => {
    const { teamId } = personOf(context, '');
    if ((await askForToken(parts)).includes(teamId)) {
      parts.logger.warn({ teamId }, 'Ignoring app_uninstalled: Slack still accepts the token');
      return;
    }
    if (!(await markUninstalled(parts.db, teamId))) return;
    audit(parts.logger, { action: 'app-uninstalled', actor: BOT_ACTOR, teamId }, 'App removed from the workspace');
  };
}

/** Handles a revoked token. Deletes nothing: an administrator may be replacing the token. */
export function handleTokensRevokedEvent(
  parts: ListenerParts,
): (args: SlackEventMiddlewareArgs<'tokens_revoked'> & AllMiddlewareArgs) => Promise<void> {
  return async ({ event }) => {
    if ((event.tokens.bot ?? []).length === 0) return;
    parts.logger.error("The bot's token was revoked; install the app again and set SLACK_BOT_TOKEN");
    await askForToken(parts);
  };
}

/**
 * Returns the ids of the workspace and organization that the token belongs to; none if Slack refuses the token or can't be
 * reached. The token watch ends the process after a refusal.
 */
async function askForToken({ interactive, logger }: ListenerParts): Promise<string[]> {
  try {
    const { team_id: teamId, enterprise_id: enterpriseId } = await interactive.auth.test();
    return [teamId, enterpriseId].filter((id) => id !== undefined);
  } catch (error) {
    logger.warn(
      { err: error },
      isTokenFault(error) ? 'Slack refused the token' : 'Could not ask Slack about the token',
    );
    return [];
  }
}
