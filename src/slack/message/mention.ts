import { FORMER_MEMBER, FORMER_MEMBER_WORDS } from '../../wording/former-member.ts';
import { escapeWithin } from './escape-within.ts';

const USER_ID = /^[UWB][A-Z0-9]{1,30}$/;
const SHOWN_MAX = 40;

/** A person as Slack shows them: their present name, by their id. Anything that is no id is shown as it is. */
export function mention(userId: string): string {
  if (userId === FORMER_MEMBER) return FORMER_MEMBER_WORDS;
  return USER_ID.test(userId) ? `<@${userId}>` : escapeWithin(userId, SHOWN_MAX);
}

/** The same as the first word of a sentence. */
export function mentionFirst(userId: string): string {
  const shown = mention(userId);
  return userId === FORMER_MEMBER ? `${shown.slice(0, 1).toUpperCase()}${shown.slice(1)}` : shown;
}
