import type { Breach } from '../../../local-workspace/block-kit/breach.ts';
import { validateBlocks, validateMessage, validateView } from '../../../local-workspace/block-kit/validate.ts';
import { isJson, type Json } from '../../../local-workspace/json.ts';
import type { Said } from '../fake-slack.ts';
import type { Input } from '../inputs/input.ts';
import type { Handled } from './handled.ts';

/** Every message and view keeps Slack's limits. */
export function limitFaults(_: Input, { acknowledgements, said }: Handled): string[] {
  return [...said.flatMap(ofCall), ...acknowledgements.flatMap(ofAcknowledgement)];
}

function ofCall({ method, args }: Said): string[] {
  return breachesOf(method, args).map(({ path, text }) => `${method} ${path} ${text}`);
}

function breachesOf(method: string, { view, text, blocks }: Json): Breach[] {
  if (method.startsWith('views.')) return validateView(view);
  // An upload takes no text beside its blocks.
  if (method.startsWith('files.')) return blocks === undefined ? [] : validateBlocks('message', blocks);
  return blocks === undefined && text === undefined ? [] : validateMessage({ text, blocks });
}

function ofAcknowledgement(acknowledgement: unknown): string[] {
  const body: Json = isJson(acknowledgement) ? acknowledgement : {};
  if (body['response_action'] !== 'update' && body['response_action'] !== 'push') return [];
  return validateView(body['view']).map(({ path, text }) => `acknowledgement ${path} ${text}`);
}
