import type { Journal } from './state/journal.ts';

/** Between two looks when nothing happens in the workspace itself: a condition may also look elsewhere. */
const LOOK_EVERY_MS = 20;

/**
 * Waits until `look` finds something: it is asked now, after everything that happens, and every few milliseconds.
 *
 * @throws Error when it found nothing in `timeoutMs`, with what happened last.
 */
export function waitFor<T>(
  journal: Journal,
  look: () => T | undefined | false | null,
  timeoutMs: number,
  what = 'what was waited for',
): Promise<T> {
  return new Promise((resolve, reject) => {
    const unsubscribe = journal.subscribe(() => queueMicrotask(check));
    const looking = setInterval(check, LOOK_EVERY_MS);
    const deadline = setTimeout(() => {
      end();
      const last = journal.entries.slice(-8).map((entry) => JSON.stringify(entry).slice(0, 300));
      reject(new Error(`${what} did not happen in ${timeoutMs} ms. Last:\n${last.join('\n')}`));
    }, timeoutMs);

    function end(): void {
      unsubscribe();
      clearInterval(looking);
      clearTimeout(deadline);
    }

    function check(): void {
      try {
        const found = look();
        if (found === undefined || found === false || found === null) return;
        end();
        resolve(found);
      } catch (error) {
        end();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }

    check();
  });
}
