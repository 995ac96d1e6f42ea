import { Client } from '@modelcontextprotocol/client';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import { afterAll, beforeAll } from 'vitest';
import { createServerFactory } from '../../../src/mcp/server.ts';
import type { Tool, ToolParts } from '../../../src/mcp/tools/tool.ts';
import { ADVISOR } from '../../support/advisor.ts';

/** What tools are made of, where no review is found. */
export const PARTS: ToolParts = {
  advisor: ADVISOR,
  search: { isOffered: async () => true, find: async () => ({ ok: false as const, text: 'No database.' }) },
  now: () => 0,
};

/** Connects an assistant to a server of the tools. The same factory makes it as over standard input and output. */
export async function connectAssistant(parts: ToolParts): Promise<Client> {
  const client = new Client({ name: 'assistant', version: '1' });
  const [near, far] = InMemoryTransport.createLinkedPair();
  const server = await createServerFactory('0.0.0', parts)({ era: 'legacy' });
  await server.connect(far);
  await client.connect(near);
  return client;
}

/** An assistant for the tests of a block. */
export function assistantOf(parts: Partial<ToolParts> = {}) {
  let client: Client;
  beforeAll(async () => {
    client = await connectAssistant({ ...PARTS, ...parts });
  });
  afterAll(() => client.close());

  async function call(name: string, given: Record<string, unknown>) {
    const { content, structuredContent, isError } = await client.callTool({ name, arguments: given });
    const [first] = content;
    return { isError: isError === true, text: first?.type === 'text' ? first.text : '', structured: structuredContent };
  }
  return { client: () => client, call };
}

/** What a tool answers by itself, and what it refuses with. */
export function callsOf<Structured>(tool: Tool, more: Partial<ToolParts> = {}) {
  const parts = { ...PARTS, ...more };
  return {
    async answer(given: object): Promise<{ text: string; structured: Structured }> {
      const answer = await tool.run(given, parts);
      if (!answer.ok) throw new Error(answer.text);
      return { text: answer.text, structured: answer.structured as unknown as Structured };
    },
    async refusal(given: object): Promise<string> {
      const answer = await tool.run(given, parts);
      return answer.ok ? `answered: ${answer.text}` : answer.text;
    },
  };
}
