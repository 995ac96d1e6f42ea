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
  const { db, logger, install } = parts;
  return async ({ context }) => {
    const { teamId } = personOf(context, '');
    const answer = await askForToken(parts);
    if (answer.ids.includes(teamId)) {
      logger.warn({ teamId }, 'Ignoring app_uninstalled: Slack still accepts the token');
      return;
    }
    for (const removedId of new Set([...(await install.teamIds()), teamId])) {
      if (!(await markUninstalled(db, removedId))) continue;
      const fields = { action: 'app-uninstalled', actor: BOT_ACTOR, teamId: removedId };
      audit(logger, fields, 'App removed from the workspace');
    }
    if (answer.isRefused) await install.forget();
  };
}

/** Handles a revoked token. Deletes nothing: an administrator may be replacing the token. */
export function handleTokensRevokedEvent(
  parts: ListenerParts,
): (args: SlackEventMiddlewareArgs<'tokens_revoked'> & AllMiddlewareArgs) => Promise<void> {
  return async ({ event }) => {
    if ((event.tokens.bot ?? []).length === 0) return;
    parts.logger.error({ teamId: parts.teamId }, `The bot's token was revoked; ${parts.install.remedy}`);
    await askForToken(parts);
  };
}

/**
 * Returns the ids of the workspace and organization that the token belongs to; none if Slack refuses the token or can't be
 * reached. With one workspace, the token watch ends the process after a refusal.
 */
async function askForToken({ interactive, logger }: ListenerParts): Promise<{ ids: string[]; isRefused: boolean }> {
  try {
    const { team_id: teamId, enterprise_id: enterpriseId } = await interactive.auth.test();
    return { ids: [teamId, enterpriseId].filter((id) => id !== undefined), isRefused: false };
  } catch (error) {
    const isRefused = isTokenFault(error);
    logger.warn({ err: error }, isRefused ? 'Slack refused the token' : 'Could not ask Slack about the token');
    return { ids: [], isRefused };
  }
}
