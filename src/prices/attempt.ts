/** What came of something that can fail for reasons outside: `text` is one sentence that says why it did not work. */
export type Attempt<T> = { ok: true; value: T } | { ok: false; text: string };

/** What an error says, for a sentence: the reason behind it where it has one, such as the one behind "fetch failed". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
