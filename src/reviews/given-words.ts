import type { Refusal } from './refusal.ts';

/** The most characters of a concern, a note or a reason: a channel message has room for a few of them. */
export const WORDS_MAX = 1000;

type ReadWords = { ok: true; text: string } | { ok: false; refusal: Refusal };

/** A server database takes no NUL, which no one types. */
export function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}

/** What somebody typed, without the spaces around it. */
export function readWords(what: 'concern' | 'note' | 'reason', given: string): ReadWords {
  const text = withoutNul(given).trim();
  if (text === '') return { ok: false, refusal: { kind: 'words-missing', what } };
  if (text.length > WORDS_MAX) return { ok: false, refusal: { kind: 'words-too-long', what, max: WORDS_MAX } };
  return { ok: true, text };
}

/** Whether it is a day of the calendar as `2026-11-30`, which is what Slack's date picker gives. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A name has up to 63 letters, digits and inner hyphens (SageMaker API, CreateEndpoint and CreateTransformJob). */
const NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;
const ARN = /^arn:aws[a-z-]{0,20}:sagemaker:[a-z0-9-]{1,25}:\d{12}:(?:endpoint|transform-job)\/(?<name>.{1,63})$/;

/** Whether it is the name or the ARN of a SageMaker endpoint or transform job. */
export function isEndpoint(text: string): boolean {
  return NAME.test(ARN.exec(text)?.groups?.['name'] ?? text);
}
