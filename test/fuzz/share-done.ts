/** What a process that does a share says when it found nothing. */
export interface ShareDone {
  megabytes: number;
  /** Of the slowest input, in ms of processor time. */
  worstMs: number;
  /** What the inputs did not reach, of what the bot shows and takes. */
  missing: readonly string[];
}

export const describeWorst = (ms: number) => `the slowest ${Math.round(ms)} ms of processor time`;
