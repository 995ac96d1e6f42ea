import type { Said } from '../fake-slack.ts';

/** What the bot did with one input. */
export interface Handled {
  acknowledgements: unknown[];
  said: Said[];
  /** Lines of the log at level error. */
  errors: string[];
  /** Something about this review waits in the outbox, because Slack did not take posts a moment ago. */
  isPostLeft: boolean;
  /** The record says what was submitted; true where nothing was, or where the acknowledgement says why not. */
  isStored: boolean;
}
