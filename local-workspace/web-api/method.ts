import type { Breach } from '../block-kit/breach.ts';
import type { Json } from '../json.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';

/** One call of a Web API method. */
export interface Call {
  state: WorkspaceState;
  args: Json;
  /** Delayed by a fault, so being late isn't the app's fault. */
  isDelayed: boolean;
  /** Records that the app broke a rule, whatever the method answers. */
  breach: (path: string, text: string) => void;
}

/** Performs a call and gives Slack's answer: `ok: true` with fields, or `ok: false` with an error. */
export type Method = (call: Call) => Json;

export function accept(fields: Json = {}): Json {
  return { ok: true, ...fields };
}

/**
 * A refusal, with what is wrong in `errors` and, as "[ERROR] …", in `response_metadata.messages`, as chat.postMessage answers
 * (https://github.com/slackapi/java-slack-sdk/issues/1017).
 */
export function refuse(error: string, messages: string[] = []): Json {
  if (messages.length === 0) return { ok: false, error };
  return {
    ok: false,
    error,
    errors: messages,
    response_metadata: { messages: messages.map((text) => `[ERROR] ${text}`) },
  };
}

/** The answer to a payload that breaks rules, each named by its JSON pointer; undefined when none does. */
export function refuseBreaches(call: Call, breaches: Breach[]): Json | undefined {
  for (const found of breaches) call.breach(found.path, found.text);
  // Slack posts a message that has blocks and no text; that it is a breach is our strictness.
  const refused = breaches.filter((found) => found.error !== 'missing_text_in_message');
  const [first] = refused;
  if (first === undefined) return undefined;
  return refuse(
    first.error,
    refused.map((found) => `${found.text} [json-pointer:${found.path}]`),
  );
}

/** A required argument that is missing: always the app's mistake. */
export function refuseMissing(call: Call, ...names: string[]): Json | undefined {
  const missing = names.filter((name) => call.args[name] === undefined || call.args[name] === '');
  if (missing.length === 0) return undefined;
  for (const name of missing) call.breach(`/${name}`, 'is required');
  return refuse(
    'invalid_arguments',
    missing.map((name) => `missing required field: ${name}`),
  );
}
