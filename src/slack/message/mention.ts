import { escapeWithin } from './escape-within.ts';

const USER_ID = /^[UWB][A-Z0-9]{1,30}$/;
const SHOWN_MAX = 40;

/** A person as Slack shows them: their present name, by their id. Anything that is no id is shown as it is. */
export function mention(userId: string): string {
  return USER_ID.test(userId) ? `<@${userId}>` : escapeWithin(userId, SHOWN_MAX);
}
