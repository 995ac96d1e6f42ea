import { type Attempt, reasonOf } from '../attempt.ts';

/** A text as JSON, or a sentence that tells an empty answer, a web page and a damaged file apart. */
export function parseJson(text: string): Attempt<unknown> {
  const start = text.trimStart();
  if (start === '') return { ok: false, text: 'It is empty.' };
  if (start.startsWith('<')) return { ok: false, text: 'It is a web page, not a price list.' };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, text: `It is not whole JSON; it may have been cut off (${reasonOf(error)}).` };
  }
}
