/** How long an answer of Slack is kept, in milliseconds. */
export const KEPT_MS = 60_000;

/** Cached answers of each kind. */
const MOST_KEPT = 200;

/** Keeps the entries that were set last, as many as `most`. */
export class Recent<Value> extends Map<string, Value> {
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override set(key: string, value: Value): this {
    this.delete(key);
    super.set(key, value);
    const oldest = this.keys().next();
    if (this.size > this.#most && !oldest.done) this.delete(oldest.value);
    return this;
  }
}

/** Caches answers for a time. Concurrent requests for the same key share one call. Failures aren't cached. */
export function createKept<T>(keptMs: number, now: () => number) {
  const answers = new Recent<{ at: number; answer: Promise<T> }>(MOST_KEPT);
  return {
    /** `youngerThanMs`: older answers are refreshed. */
    get(key: string, ask: () => Promise<T>, youngerThanMs: number = keptMs): Promise<T> {
      const kept = answers.get(key);
      if (kept !== undefined && now() - kept.at < youngerThanMs) return kept.answer;
      const asked = { at: now(), answer: ask() };
      answers.set(key, asked);
      asked.answer.catch(() => {
        if (answers.get(key) === asked) answers.delete(key);
      });
      return asked.answer;
    },
  };
}
