import { isJson } from '../../json.ts';
import { accept, type Method, refuse, refuseMissing } from '../method.ts';

/** assistant.threads.*: what agent messaging shows beside messages (docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts). */

const PROMPTS_MAX = 4;

const setSuggestedPrompts: Method = (call) => {
  const { state, args } = call;
  const missing = refuseMissing(call, 'channel_id', 'prompts');
  if (missing !== undefined) return missing;
  if (state.channels.get(String(args['channel_id']))?.kind !== 'im') return refuse('channel_not_found');
  const prompts: unknown = typeof args['prompts'] === 'string' ? JSON.parse(args['prompts']) : args['prompts'];
  const areSound =
    Array.isArray(prompts) &&
    prompts.length <= PROMPTS_MAX &&
    prompts.every(
      (prompt) =>
        isJson(prompt) && [prompt['title'], prompt['message']].every((text) => typeof text === 'string' && text !== ''),
    );
  if (!areSound) call.breach('/prompts', `needs at most ${PROMPTS_MAX} prompts, each with a title and a message`);
  return accept();
};

export const assistantMethods: Record<string, Method> = {
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
};
