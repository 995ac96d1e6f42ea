import { Readable } from 'node:stream';
import { regionOf } from './arn.ts';
import { BYTES_MAX, instructionFor, jsonIn, NAME, schemaFor, TOKENS_MAX } from './ask.ts';
import { type ModelFault, modelFaultOf, TooLarge } from './model-fault.ts';

// The one place that loads Bedrock's client. https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html

type Bedrock = typeof import('@aws-sdk/client-bedrock-runtime');
type Client = InstanceType<Bedrock['BedrockRuntimeClient']>;
type Input = ConstructorParameters<Bedrock['ConverseCommand']>[0];
type Output = import('@aws-sdk/client-bedrock-runtime').ConverseCommandOutput;

/** What came back: JSON of any shape, and the tokens that were counted. */
export type Conversed =
  | { ok: true; answer: unknown; inputTokens: number; outputTokens: number }
  | ({ ok: false } & ModelFault);

export interface Converse {
  /** Asks once, within the time limit. Never rejects. */
  ask(text: string, asksToo: boolean, signal: AbortSignal): Promise<Conversed>;
  close(): void;
}

/** Opens a client for a model, without a call: in the Region of its ARN, or of AWS's own configuration. Attempts are not repeated. */
export async function openConverse(model: string): Promise<Converse> {
  const { BedrockRuntimeClient, ConverseCommand } = await import('@aws-sdk/client-bedrock-runtime');
  const region = regionOf(model);
  const client = new BedrockRuntimeClient({ ...(region && { region }), maxAttempts: 1 });
  limitAnswers(client);
  /** Whether the model takes a schema for its text. Undefined until it has answered. */
  let takesSchema: boolean | undefined;

  const send = async (text: string, asksToo: boolean, bySchema: boolean, abortSignal: AbortSignal): Promise<Output> => {
    const output = await client.send(new ConverseCommand(inputFor(model, text, asksToo, bySchema)), { abortSignal });
    takesSchema = bySchema;
    return output;
  };
  return {
    async ask(text, asksToo, signal) {
      try {
        const output = await send(text, asksToo, takesSchema ?? true, signal).catch((error: unknown) => {
          if (takesSchema !== undefined || !isRefused(error)) throw error;
          return send(text, asksToo, false, signal);
        });
        const { inputTokens = 0, outputTokens = 0 } = output.usage ?? {};
        return { ok: true, answer: answerIn(output), inputTokens, outputTokens };
      } catch (error) {
        return { ok: false, ...modelFaultOf(error, signal.aborted) };
      }
    },
    close: () => client.destroy(),
  };
}

/** What is not supported is refused as invalid, before anything is generated. */
const isRefused = (error: unknown): boolean => error instanceof Error && error.name === 'ValidationException';

function inputFor(modelId: string, text: string, asksToo: boolean, bySchema: boolean): Input {
  const schema = schemaFor(asksToo);
  const asked = {
    modelId,
    system: [{ text: instructionFor(asksToo) }],
    messages: [{ role: 'user' as const, content: [{ text }] }],
    inferenceConfig: { temperature: 0, maxTokens: TOKENS_MAX },
  };
  if (bySchema) {
    const jsonSchema = { name: NAME, schema: JSON.stringify(schema) };
    return { ...asked, outputConfig: { textFormat: { type: 'json_schema', structure: { jsonSchema } } } };
  }
  const inputSchema = { json: schema as never };
  const tools = [{ toolSpec: { name: NAME, description: 'Takes what was read.', inputSchema } }];
  return { ...asked, toolConfig: { tools, toolChoice: { tool: { name: NAME } } } };
}

/** The input of the tool, or the text as JSON; undefined where it is none. */
function answerIn({ output }: Output): unknown {
  const content = output?.message?.content ?? [];
  const tool = content.find(({ toolUse }) => toolUse?.name === NAME)?.toolUse;
  return tool ? tool.input : jsonIn(content.map(({ text = '' }) => text).join(''));
}

/** Breaks off answers that are too large or too late: the SDK itself reads them to their end. */
function limitAnswers({ config: { requestHandler } }: Client): void {
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = async (request, options) => {
    const handled = await handle(request, options);
    const { body } = handled.response;
    if (!(body instanceof Readable)) return handled;
    const { abortSignal } = { ...options };
    if (abortSignal instanceof AbortSignal)
      abortSignal.addEventListener('abort', () => body.destroy(new Error('Too late')), { once: true });
    handled.response.body = Readable.from(atMost(body));
    return handled;
  };
}

async function* atMost(body: Readable): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BYTES_MAX) throw new TooLarge();
    yield chunk;
  }
}
