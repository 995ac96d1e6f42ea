import { isTokenFault } from './token-fault.ts';

/** Notices that the bot's token was revoked while the bot runs. */
export interface TokenWatch {
  /** Resolves, at most once, to Slack's refusal of the token. */
  revoked: Promise<unknown>;
  /** Tells of any call that failed. */
  suspect(error: unknown): void;
  /** Asks Slack now. False if it refuses the token or can't be reached. */
  isAccepted(): Promise<boolean>;
}

/**
 * One refusal proves nothing: Slack has refused good tokens for a moment. So Slack is asked once more, and only a second
 * refusal counts. `ask`: a call that rejects as the Web API client does.
 */
export function watchToken(ask: () => Promise<unknown>): TokenWatch {
  let asking = false;
  let settle = (_: unknown): void => {};
  const revoked = new Promise<unknown>((resolve) => {
    settle = resolve;
  });

  async function askAgain(): Promise<void> {
    asking = true;
    try {
      await ask();
    } catch (error) {
      if (isTokenFault(error)) settle(error);
    } finally {
      asking = false;
    }
  }

  return {
    revoked,
    async isAccepted() {
      try {
        await ask();
        return true;
      } catch (error) {
        if (isTokenFault(error)) settle(error);
        return false;
      }
    },
    suspect(error) {
      if (!asking && isTokenFault(error)) askAgain().catch(settle);
    },
  };
}
