/** How long an answer of Slack is kept, in milliseconds. */
export const KEPT_MS = 60_000;

/** Cached answers of each kind. */
const MOST_KEPT = 200;

/** Caches answers for a time. Concurrent requests for the same key share one call. Failures aren't cached. */
export function createKept<T>(keptMs: number, now: () => number) {
  const answers = new Map<string, { at: number; answer: Promise<T> }>();
  return {
    /** `youngerThanMs`: older answers are refreshed. */
    get(key: string, ask: () => Promise<T>, youngerThanMs: number = keptMs): Promise<T> {
      const kept = answers.get(key);
      if (kept !== undefined && now() - kept.at < youngerThanMs) return kept.answer;
      const asked = { at: now(), answer: ask() };
      answers.delete(key);
      answers.set(key, asked);
      const oldest = answers.keys().next();
      if (answers.size > MOST_KEPT && !oldest.done) answers.delete(oldest.value);
      asked.answer.catch(() => {
        if (answers.get(key) === asked) answers.delete(key);
      });
      return asked.answer;
    },
  };
}
