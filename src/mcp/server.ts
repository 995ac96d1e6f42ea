import { Transform } from 'node:stream';
import {
  McpServer,
  type McpServerFactory,
  ProtocolError,
  ProtocolErrorCode,
  type Transport,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { isSmallJson, NOT_SMALL } from '../recommender/index.ts';
import { addPrompts } from './prompts.ts';
import { addResources, addTemplates } from './resources.ts';
import { FORMER_TOOLS, TOOLS } from './tools/index.ts';
import { publishedSchema, type Tool, type ToolParts } from './tools/tool.ts';

// The tools by the Model Context Protocol. Knows the protocol's SDK, and nothing of what the tools do.

const NAME = 'endpoint-reviewer';

const INSTRUCTIONS =
  'Recommends how to serve models on Amazon SageMaker AI, with costs and sources. Start with recommend. For a quota or a price of AWS, call explain_option. Nothing is deployed, and nothing is written anywhere.';

/** Makes a server of all tools for each connection, as the SDK asks for it. */
export function createServerFactory(version: string, parts: ToolParts): McpServerFactory {
  return async () => {
    const isSearchOffered = await parts.search.isOffered();
    const server = new ToolServer({ name: NAME, version }, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
    const offered = TOOLS.filter(({ searches }) => !searches || isSearchOffered);
    // The tools check their input themselves. The SDK alone would answer a fault with a dump of issues.
    server.server.setRequestHandler('tools/list', () => ({ tools: offered.map(listed) }));
    server.server.setRequestHandler('tools/call', async ({ params: { name, arguments: given } }) => {
      const former = FORMER_TOOLS.get(name);
      if (former !== undefined) return refused(`${name} is gone. ${former}`);
      const tool = offered.find((one) => one.name === name);
      if (tool === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Tool ${name} not found`);
      const answer = await tool.run(given, parts);
      if (!answer.ok) return refused(answer.text);
      const links = takesLinks(server) ? (answer.links ?? []) : [];
      const content = [textOf(answer.text), ...links.map((link) => ({ type: 'resource_link' as const, ...link }))];
      return { content, structuredContent: answer.structured as Record<string, unknown> };
    });
    addResources(server, parts.advisor);
    addPrompts(server, parts.advisor);
    addTemplates(server, parts);
    return server;
  };
}

const listed = ({ name, title, description, input }: Tool) => ({
  name,
  title,
  description,
  inputSchema: publishedSchema(input),
  annotations: { readOnlyHint: true, openWorldHint: false },
});

const textOf = (text: string) => ({ type: 'text' as const, text });

const refused = (text: string) => ({ content: [textOf(text)], isError: true });

/** Links came with this revision. An older client refuses a result with a content that it doesn't know. */
const LINKS_SINCE = '2025-06-18';

const takesLinks = ({ server }: McpServer): boolean => (server.getNegotiatedProtocolVersion() ?? '') >= LINKS_SINCE;

/** Takes null for no arguments, as some assistants send it. The SDK alone would answer with a dump of issues. */
class ToolServer extends McpServer {
  override connect(transport: Transport): Promise<void> {
    // The SDK calls it with each message before it reads the message itself.
    transport.onmessage = (message) => {
      if ('params' in message && message.params?.['arguments'] === null) delete message.params['arguments'];
    };
    return super.connect(transport);
  }
}

/** Longest message over standard input, in bytes. */
const MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Passes on the lines that are messages, and answers the others: the SDK's transport ignores a broken message without a word,
 * so that an assistant waits for ever, and ends with the first one that is too long. `answer`: writes a line.
 */
export function soundMessages(answer: (line: string) => void): Transform {
  let line: Buffer[] = [];
  let bytes = 0;

  function end(out: Transform): void {
    const text = Buffer.concat(line).toString('utf8');
    const isTooLong = bytes > MESSAGE_BYTES_MAX;
    line = [];
    bytes = 0;
    if (!isTooLong && text.trim() === '') return;
    const fault = isTooLong ? TOO_LONG : faultOfMessage(text);
    if (fault === undefined) out.push(`${text}\n`);
    else
      answer(
        `${JSON.stringify({ jsonrpc: '2.0', id: fault.id, error: { code: fault.code, message: fault.message } })}\n`,
      );
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        add(chunk.subarray(from, at));
        end(this);
        from = at + 1;
      }
      add(chunk.subarray(from));
      done();
    },
    flush(done) {
      end(this);
      done();
    },
  });

  /** Of a message that is too long nothing is kept. */
  function add(part: Buffer): void {
    bytes += part.length;
    if (bytes <= MESSAGE_BYTES_MAX) line.push(part);
    else line = [];
  }
}

const messageShape = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string().optional(),
  params: z.looseObject({}).optional(),
});

interface MessageFault {
  code: number;
  message: string;
  /** Null where the message has none that can be read. */
  id: string | number | null;
}

const TOO_LONG: MessageFault = { code: -32600, message: 'The message has more than 4 MB.', id: null };

/** What is wrong with a line, by JSON-RPC's codes (https://www.jsonrpc.org/specification#error_object). */
function faultOfMessage(text: string): MessageFault | undefined {
  if (!isSmallJson(text)) return { code: -32600, message: `The message has ${NOT_SMALL}.`, id: null };
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return { code: -32700, message: 'The line is not JSON.', id: null };
  }
  const { data } = messageShape.safeParse(message);
  const id = messageShape.pick({ id: true }).safeParse(message).data?.id ?? null;
  if (data === undefined || !['method', 'result', 'error'].some((key) => key in data)) {
    return { code: -32600, message: 'The line is not a message of JSON-RPC 2.0.', id };
  }
  const given = data.params?.['arguments'];
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  if (data.method !== 'tools/call' || given === undefined || given === null || isObject) return undefined;
  return { code: -32602, message: 'The arguments of a tool are a JSON object.', id };
}
