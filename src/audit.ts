import { userInfo } from 'node:os';
import type { Logger } from './logger.ts';

/** The fields of an audit line. IDs and numbers only: never what anybody typed. */
interface AuditFields {
  /** What was done, in kebab-case and past tense: `review-accepted`, `review-deleted`. */
  action: string;
  /** Who did it: a Slack user ID, `cli:<OS user>`, or `bot` for what the bot does by itself. */
  actor: string;
  reviewId?: string;
  teamId?: string;
  [detail: string]: string | number | boolean | null | undefined;
}

/** The actor of what the bot does by itself, such as deleting data whose grace period is over. */
export const BOT_ACTOR = 'bot';

/**
 * Writes one audit line at level `info`, with `audit: true` to filter by. Call it after the transaction has committed. `text` is
 * the act in plain English, such as "Review deleted".
 */
export function audit(logger: Logger, fields: AuditFields, text: string): void {
  logger.info({ audit: true, ...fields }, text);
}

/** The actor of what is done on the command line: `cli:` and the operating system's user. */
export function commandLineActor(): string {
  try {
    return `cli:${userInfo().username}`;
  } catch {
    // Throws for a user id without a name, as in some containers (https://nodejs.org/api/os.html#osuserinfooptions).
    return `cli:${process.getuid?.() ?? 'unknown'}`;
  }
}
