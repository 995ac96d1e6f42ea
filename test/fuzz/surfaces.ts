import { isJson, type Json } from '../../local-workspace/json.ts';
import { VIEWS } from '../../src/slack/ids.ts';
import type { Said } from './fake-slack.ts';
import type { Input } from './inputs/input.ts';
import { isEmpty } from './judge/acknowledgement.ts';
import type { Handled } from './judge/handled.ts';

/** One thing that the bot shows or takes, and whether this was one. */
type Seen = (call: Said, cause: Input['kind']) => boolean;

const callbackOf = ({ args }: Said): unknown => (isJson(args['view']) ? args['view']['callback_id'] : undefined);
const isView =
  (method: string, ...callbacks: readonly unknown[]): Seen =>
  (call) =>
    call.method === method && callbacks.includes(callbackOf(call));
const OTHERS: readonly string[] = [VIEWS.workload, VIEWS.search, VIEWS.home, VIEWS.fromEndpoint, VIEWS.endpointRead];
const DIALOGS = Object.values(VIEWS).filter((id) => !OTHERS.includes(id));

/** Where somebody else reads what was typed. An acknowledgement counts as a call by the name of its action. */
const SHOWN: Readonly<Record<string, Seen>> = {
  "a review's message": ({ method, isPost, args }) =>
    isPost && (method === 'chat.update' || (method === 'chat.postMessage' && args['thread_ts'] === undefined)),
  "a line in a review's thread": ({ method, isPost, args }) =>
    isPost && method === 'chat.postMessage' && args['thread_ts'] !== undefined,
  'an answer to a mention': ({ method, args }, cause) =>
    cause === 'mention' && method === 'chat.postMessage' && args['thread_ts'] !== undefined,
  'an answer to a direct message': ({ method }, cause) => cause === 'direct message' && method === 'chat.postMessage',
  'the form': isView('views.open', VIEWS.workload),
  'the form after an answer': isView('views.update', VIEWS.workload),
  'the form with a notice': isView('update', VIEWS.workload),
  'an error beside a question': ({ method }) => method === 'errors',
  'a dialog': isView('views.open', ...DIALOGS),
  'what stands instead of a dialog': isView('update', undefined, VIEWS.accept),
  'the home tab': isView('views.publish', VIEWS.home),
  'what a search found': isView('update', VIEWS.search),
  'what was read of a pasted endpoint': isView('update', VIEWS.endpointRead),
  'a private word': ({ method }) => method === 'response_url' || method === 'chat.postEphemeral',
  'a decision record': ({ method }) => method === 'upload',
};

const HOSTILE = /!channel|!here|!everyone|S0EVIL|U0EVIL|C0EVIL|evil/;

/** What a run is to have reached before it says that nothing is wrong. */
export interface Surfaces {
  look(input: Input, handled: Handled): void;
  /** The names of those that no input reached. */
  missing(): string[];
}

export function createSurfaces(): Surfaces {
  const shown = new Set(Object.keys(SHOWN));
  const taken = new Set<string>([VIEWS.workload, ...DIALOGS]);
  return {
    look({ kind, body, isWellFormed }, { said, acknowledgements, isStored }) {
      const calls = shown.size === 0 ? [] : [...said, ...acknowledgements.flatMap(asCall)];
      for (const call of calls) {
        const names = [...shown].filter((name) => SHOWN[name]?.(call, kind));
        if (names.length > 0 && HOSTILE.test(JSON.stringify(call.args))) for (const name of names) shown.delete(name);
      }
      const isSubmitted = isWellFormed && body['type'] === 'view_submission';
      const isTaken = isSubmitted && isStored && acknowledgements.every(isEmpty);
      if (isTaken && isJson(body['view'])) taken.delete(String(body['view']['callback_id']));
    },
    missing: () => [
      ...[...shown].map((name) => `nothing hostile reached ${name}`),
      ...[...taken].map((callback) => `none was taken of ${callback}`),
    ],
  };
}

function asCall(acknowledgement: unknown): Said[] {
  if (!isJson(acknowledgement) || acknowledgement['response_action'] === undefined) return [];
  const args: Json = acknowledgement;
  return [{ method: String(args['response_action']), args, ok: true, isPost: false }];
}
