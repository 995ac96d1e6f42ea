import type { Logger } from '../logger.ts';
import type { Audit } from './rank.ts';

interface AccountDigestParts<Message> {
  logger: Logger;
  /** Reads the account. After a stop, what was found until then. */
  read: (
    signal: AbortSignal,
  ) => Promise<{ readonly ok: true; readonly audit: Audit } | { readonly ok: false; readonly text: string }>;
  build: (audit: Audit) => Message;
}

/** CloudWatch bills each audit, so a digest that Slack refused is prepared again after this, in milliseconds. */
export const AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;

/** Returns what prepares the weekly digest of the account. It says once why AWS can't be read. */
export function createAccountDigest<Message>({ logger, read, build }: AccountDigestParts<Message>) {
  let lastTrouble: string | undefined;
  return async (signal: AbortSignal): Promise<Message | 'later' | 'skip'> => {
    const found = await read(signal);
    const trouble = found.ok ? undefined : found.text;
    if (trouble !== undefined && trouble !== lastTrouble && !signal.aborted) {
      logger.warn({ why: trouble }, 'Could not read AWS for the digest of the account; retrying every hour');
    }
    lastTrouble = trouble;
    if (!found.ok) return 'later';
    return isEmpty(found.audit) ? 'skip' : build(found.audit);
  };
}

/** Nothing is said of an account in which nothing was found. */
const isEmpty = ({ lines, account }: Audit): boolean =>
  account.saving <= 0 &&
  account.likely <= 0 &&
  account.incomplete.length === 0 &&
  lines.every(({ findings }) => findings.length === 0);
