import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { isSmallJson } from '../recommender/index.ts';
import { templateTool } from './tools/render-template.ts';
import type { ToolParts } from './tools/tool.ts';

// A template as a resource: its address has the question, so that any server answers it, without a session.

/** Adds the templates that `render_template` links to. */
export function addTemplates(server: McpServer, parts: ToolParts): void {
  server.registerResource(
    'template',
    new ResourceTemplate('sagemaker://templates/{question}', { list: undefined }),
    { title: 'A template', description: 'What render_template links to' },
    async (uri, { question }) => {
      const answer = await templateTool.run(questionIn(String(question)), parts);
      if (!answer.ok) throw new ResourceNotFoundError(uri.href);
      const { files } = answer.structured as { files: readonly { content: string }[] };
      return { contents: files.map(({ content }) => ({ uri: uri.href, mimeType: 'text/plain', text: content })) };
    },
  );
}

/** What was asked, or nothing that is taken. */
function questionIn(encoded: string): unknown {
  try {
    const text = Buffer.from(encoded, 'base64url').toString('utf8');
    return isSmallJson(text) ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
