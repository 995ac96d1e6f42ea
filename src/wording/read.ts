/** What came of reading something that a person typed: its value, or one sentence that says what to type instead. */
export type Read<T> = { ok: true; value: T } | { ok: false; text: string };

export function understood<T>(value: T): Read<T> {
  return { ok: true, value };
}

export function refused(text: string): { ok: false; text: string } {
  return { ok: false, text };
}
