import { validateMessage, validateView } from '../../../local-workspace/block-kit/validate.ts';
import { isJson, type Json } from '../../../local-workspace/json.ts';
import type { Said } from '../fake-slack.ts';
import type { Input } from '../inputs/input.ts';
import type { Handled } from './handled.ts';

/** Every message and view keeps Slack's limits. */
export function limitFaults(_: Input, { acknowledgements, said }: Handled): string[] {
  return [...said.flatMap(ofCall), ...acknowledgements.flatMap(ofAcknowledgement)];
}

function ofCall({ method, args }: Said): string[] {
  const breaches = method.startsWith('views.')
    ? validateView(args['view'])
    : args['blocks'] !== undefined || args['text'] !== undefined
      ? validateMessage({ text: args['text'], blocks: args['blocks'] } as Parameters<typeof validateMessage>[0])
      : [];
  return breaches.map(({ path, text }) => `${method} ${path} ${text}`);
}

function ofAcknowledgement(acknowledgement: unknown): string[] {
  const body: Json = isJson(acknowledgement) ? acknowledgement : {};
  if (body['response_action'] !== 'update' && body['response_action'] !== 'push') return [];
  return validateView(body['view']).map(({ path, text }) => `acknowledgement ${path} ${text}`);
}
