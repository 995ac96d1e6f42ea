import { Agent, request } from 'undici';
import * as z from 'zod';
import { BYTES_MAX, instructionFor, jsonIn, NAME, schemaFor, TOKENS_MAX } from './ask.ts';
import type { Converse, Conversed } from './converse.ts';
import { modelFaultOf, type WhyUnread } from './model-fault.ts';

// A server that speaks OpenAI's chat completions. https://platform.openai.com/docs/api-reference/chat/create

/** What is read of an answer. A refusal has no content. */
const COMPLETION = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })),
  usage: z
    .object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0) })
    .optional()
    .catch(undefined),
});

/** Opens a client for a model, without a call. `url`: up to the path of the call. Attempts are not repeated, and redirects not followed. */
export function openChat(model: string, url: string, key: string | null): Converse {
  const agent = new Agent({ maxResponseSize: BYTES_MAX });
  const headers = { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) };
  return {
    async ask(text, asksToo, signal) {
      try {
        const { statusCode, body } = await request(`${url}/chat/completions`, {
          method: 'POST',
          headers,
          body: JSON.stringify(inputFor(model, text, asksToo)),
          dispatcher: agent,
          signal,
        });
        if (statusCode === 200) return answerIn(await body.json());
        const said = await body.text().catch(() => '');
        return { ok: false, why: whyOf(statusCode, said), error: `http_${statusCode}` };
      } catch (error) {
        return { ok: false, ...modelFaultOf(error, signal.aborted) };
      }
    },
    close: () => void agent.destroy(),
  };
}

const inputFor = (model: string, text: string, asksToo: boolean) => ({
  model,
  messages: [
    { role: 'system', content: instructionFor(asksToo) },
    { role: 'user', content: text },
  ],
  temperature: 0,
  // Not max_completion_tokens: servers other than OpenAI's take that one seldom.
  max_tokens: TOKENS_MAX,
  response_format: {
    type: 'json_schema',
    // Strict schemas take no property that may be left out, as the kind of a question is.
    json_schema: { name: NAME, schema: schemaFor(asksToo), strict: !asksToo },
  },
});

function answerIn(said: unknown): Conversed {
  const { choices = [], usage } = COMPLETION.safeParse(said).data ?? {};
  const { prompt_tokens: inputTokens = 0, completion_tokens: outputTokens = 0 } = usage ?? {};
  return { ok: true, answer: jsonIn(choices[0]?.message.content ?? ''), inputTokens, outputTokens };
}

const WHY: Readonly<Record<number, WhyUnread>> = { 401: 'denied', 403: 'denied', 404: 'not-enabled', 429: 'throttled' };

/** What a server means that refuses. `said`: its words, which are never passed on. */
function whyOf(status: number, said: string): WhyUnread {
  const isOnSchema = [400, 422].includes(status) && /response_?format|schema|structured|grammar|guided/i.test(said);
  return isOnSchema ? 'no-schema' : (WHY[status] ?? 'error');
}
