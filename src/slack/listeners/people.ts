import type { Context } from '@slack/bolt';

/** Who acts, and in which team. */
export interface Person {
  teamId: string;
  userId: string;
}

/**
 * The team of an interaction as Bolt reads it from the signed payload. Every look-up in the record is made with it, so
 * that nobody reaches another team's review. Where an organisation installed the app as a whole there may be no team.
 */
export function personOf(context: Context, userId: string): Person {
  return { teamId: context.teamId ?? context.enterpriseId ?? '', userId };
}

/**
 * Whether a channel of an interaction is one that everybody in the team may read. Slack names private ones and direct
 * messages by what they are, and not by their names (docs.slack.dev/interactivity/implementing-slash-commands).
 */
export function isPublicChannel({ id, name }: { id: string; name: string }): boolean {
  return id.startsWith('C') && !/^(?:privategroup$|directmessage$|mpdm-)/.test(name);
}
