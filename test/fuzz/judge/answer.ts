import { isJson } from '../../../local-workspace/json.ts';
import type { Input } from '../inputs/input.ts';
import type { Handled } from './handled.ts';

/** Calls by which somebody sees something. Looking an address up, or asking where to put a file, is none. */
const SEEN = new Set([
  'views.open',
  'views.update',
  'views.push',
  'views.publish',
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.update',
  'reactions.add',
  'files.completeUploadExternal',
  'response_url',
]);

/** Whether somebody was shown something, now or as soon as Slack takes posts again. */
export function isAnswered({ said, acknowledgements, isPostLeft }: Handled): boolean {
  return isPostLeft || said.some(({ ok, method }) => ok && SEEN.has(method)) || acknowledgements.some(saysSomething);
}

export function answerFaults(input: Input, handled: Handled): string[] {
  return input.isWellFormed && input.expectsWords && !isAnswered(handled) ? ['nobody answered the person'] : [];
}

function saysSomething(acknowledgement: unknown): boolean {
  if (typeof acknowledgement === 'string') return acknowledgement !== '';
  if (!isJson(acknowledgement)) return false;
  return ['text', 'blocks', 'response_action'].some((field) => acknowledgement[field] !== undefined);
}
