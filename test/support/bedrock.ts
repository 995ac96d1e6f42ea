import { createServer, type Http2ServerRequest, type Http2ServerResponse, type Http2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import type { Proposed } from '../../src/wording/proposed.ts';

/** How Bedrock may fail, or a text as the model's whole answer. */
export type BedrockBehaviour =
  | 'throttled'
  | 'denied'
  | 'no-access'
  | 'no-model'
  | 'no-throughput'
  | 'down'
  | 'hangs'
  | 'drips'
  | 'huge'
  | { says: string };

/** What was asked of Bedrock. */
export interface BedrockRequest {
  model: string;
  /** All that the user's message has. */
  text: string;
  /** Whether the shape of the answer was asked for by a schema, or by a forced tool. */
  by: 'schema' | 'tool';
  /** As it was sent. */
  body: ConverseBody;
}

interface ConverseBody {
  messages: { role: string; content: { text: string }[] }[];
  system: { text: string }[];
  inferenceConfig: { temperature: number; maxTokens: number };
  outputConfig?: { textFormat: { type: string; structure: { jsonSchema: { name: string; schema: string } } } };
  toolConfig?: { tools: { toolSpec: { name: string } }[]; toolChoice: { tool: { name: string } } };
}

interface Options {
  /** What the model answers to a text. */
  answerTo: (text: string) => Proposed | BedrockBehaviour;
  /** Whether it takes a schema for its text; else only a forced tool. Default: true. */
  takesSchema?: boolean;
  /** Milliseconds before each answer. */
  delayMs?: number;
  /** Each answer waits for it. */
  until?: () => Promise<void>;
}

export interface Bedrock {
  /** What a process needs to call it with AWS's SDK. */
  environment: Record<string, string>;
  requests: BedrockRequest[];
  close(): Promise<void>;
}

/** AWS's refusals, by status, type and text. */
const REFUSALS = {
  throttled: [429, 'ThrottlingException', 'Too many requests, please wait before trying again.'],
  denied: [
    403,
    'AccessDeniedException',
    'User: arn:aws:iam::123456789012:user/bot is not authorized to perform: bedrock:InvokeModel on resource: model',
  ],
  'no-access': [403, 'AccessDeniedException', "You don't have access to the model with the specified model ID."],
  'no-model': [
    404,
    'ResourceNotFoundException',
    'Could not resolve the foundation model from the provided identifier.',
  ],
  'no-throughput': [
    400,
    'ValidationException',
    'Invocation of model ID m with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
  ],
  down: [503, 'ServiceUnavailableException', 'Bedrock is unable to process your request.'],
  'no-schema': [
    400,
    'ValidationException',
    'The model does not support structured output. Remove outputConfig.textFormat.',
  ],
} as const;

/**
 * Plays Bedrock's Converse on loopback, over HTTP/2 and JSON as AWS's own SDK speaks it
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html).
 */
export async function startBedrock({ answerTo, takesSchema = true, delayMs = 0, until }: Options): Promise<Bedrock> {
  const requests: BedrockRequest[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const sessions = new Set<Http2Session>();
  server.on('session', (session) => sessions.add(session));

  async function answer(request: Http2ServerRequest, response: Http2ServerResponse): Promise<void> {
    const model = decodeURIComponent(/^\/model\/([^/]+)\/converse$/.exec(request.url ?? '')?.[1] ?? '');
    const body: ConverseBody = JSON.parse(await textOf(request));
    const text = body.messages.flatMap(({ content }) => content.map((part) => part.text)).join('');
    const by = body.outputConfig === undefined ? 'tool' : 'schema';
    requests.push({ model, text, by, body });
    await until?.();
    if (delayMs > 0) await new Promise((resolve) => timers.add(setTimeout(resolve, delayMs)));
    if (by === 'schema' && !takesSchema) return refuse(response, 'no-schema');
    const said = answerTo(text);
    if (typeof said === 'object') return send(response, by, 'says' in said ? said.says : said);
    if (said === 'hangs') return;
    if (said === 'drips') return drip(response);
    if (said === 'huge') return send(response, 'schema', 'x'.repeat(10_000_000));
    refuse(response, said);
  }

  /** One space per 50 ms, for ever. */
  function drip(response: Http2ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    timers.add(setInterval(() => response.write(' '), 50));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      AWS_REGION: 'eu-central-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    requests,
    async close() {
      for (const timer of timers) clearTimeout(timer);
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuse(response: Http2ServerResponse, why: keyof typeof REFUSALS): void {
  const [status, type, message] = REFUSALS[why];
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ message }));
}

/** A schema is answered by text, a tool by its input. */
function send(response: Http2ServerResponse, by: BedrockRequest['by'], said: Proposed | string): void {
  const text = typeof said === 'string' ? said : JSON.stringify(said);
  const toolUse = { toolUseId: 'tooluse_1', name: 'reading', input: said };
  const content = by === 'tool' && typeof said !== 'string' ? [{ toolUse }] : [{ text }];
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      output: { message: { role: 'assistant', content } },
      stopReason: by === 'tool' ? 'tool_use' : 'end_turn',
      usage: { inputTokens: 900, outputTokens: 120, totalTokens: 1020 },
      metrics: { latencyMs: 5 },
    }),
  );
}
