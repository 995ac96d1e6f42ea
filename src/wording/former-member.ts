/**
 * Stands in the record where the id of a forgotten person stood. Slack's ids are capital letters and digits
 * (https://docs.slack.dev/reference/objects/user-object), so it never matches a person and is never a mention.
 */
export const FORMER_MEMBER = 'former-member';

/** How people read it. */
export const FORMER_MEMBER_WORDS = 'a former member';
