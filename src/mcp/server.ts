import { McpServer, type McpServerFactory, type StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { TOOLS, type ToolParts } from './tools.ts';

// The tools by the Model Context Protocol. Knows the protocol's SDK, and nothing of what the tools do.
// May import: account, config, deploy, open-record, recommender, reviews, settings, slack/connection, slack/outbox, terminal, wording.

const NAME = 'endpoint-reviewer';

const INSTRUCTIONS =
  'Recommends how to serve models on Amazon SageMaker AI, with costs and sources. Start with recommend. Nothing is deployed, and nothing is written anywhere.';

/** Makes a server of all tools for each connection, or over HTTP for each request, as the SDK asks for it. */
export function createServerFactory(version: string, parts: ToolParts): McpServerFactory {
  return () => {
    const server = new McpServer({ name: NAME, version }, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
    for (const { name, title, description, input, output, run } of TOOLS) {
      const config = {
        title,
        description,
        inputSchema: unchecked(input),
        outputSchema: unchecked(output),
        annotations: { title, readOnlyHint: true, openWorldHint: false },
      };
      server.registerTool(name, config, async (given: unknown) => {
        const answer = await run(given, parts);
        const content = [{ type: 'text' as const, text: answer.text }];
        return answer.ok
          ? { content, structuredContent: answer.structured as Record<string, unknown> }
          : { content, isError: true };
      });
    }
    return server;
  };
}

/**
 * A schema that is published and not applied. The tools check their input themselves, so that a fault reads as it does
 * everywhere else; the SDK's own message would be a dump of issues.
 */
function unchecked(schema: z.ZodType): StandardSchemaWithJSON<unknown, unknown> {
  const json = () => z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>;
  return {
    '~standard': {
      version: 1,
      vendor: NAME,
      validate: (value) => ({ value }),
      jsonSchema: { input: json, output: json },
    },
  };
}
