import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import type { Advisor } from '../advice/advisor.ts';
import { INFERENCE_OPTIONS, isSmallJson } from '../recommender/index.ts';
import { optionPage, optionsPage, pricedRegions, pricesPage, quotasPage } from './reference.ts';
import { templateTool } from './tools/render-template.ts';
import type { ToolParts } from './tools/tool.ts';

// The resources: pages that an assistant reads beside the tools, or a person attaches.

const OPTION_IDS = INFERENCE_OPTIONS.map(({ id }) => id);

export function addResources(server: McpServer, { prices }: Advisor): void {
  const regions = pricedRegions(prices);
  const page = (uri: URL, text: string | undefined) => {
    if (text === undefined) throw new ResourceNotFoundError(uri.href);
    return { contents: [{ uri: uri.href, mimeType: TYPE, text }] };
  };
  server.registerResource(
    'quotas',
    'sagemaker://quotas',
    about('Quotas', 'What AWS allows for each inference option, with the page and date of each figure'),
    (uri) => page(uri, quotasPage()),
  );
  server.registerResource(
    'options',
    'sagemaker://options',
    about('Inference options', 'The inference options and hosting patterns of SageMaker AI'),
    (uri) => page(uri, optionsPage()),
  );
  server.registerResource(
    'option',
    new ResourceTemplate('sagemaker://options/{option}', {
      list: () => ({
        resources: INFERENCE_OPTIONS.map(({ id, title }) => ({
          name: id,
          uri: `sagemaker://options/${id}`,
          ...about(title, `Limits and features of ${title}`),
        })),
      }),
      complete: { option: (value) => OPTION_IDS.filter((id) => id.startsWith(value)) },
    }),
    about('One inference option', `Limits and features: ${OPTION_IDS.join(', ')}`),
    (uri, { option }) => {
      const id = OPTION_IDS.find((known) => known === option);
      return page(uri, id && optionPage(id));
    },
  );
  server.registerResource(
    'prices',
    new ResourceTemplate('sagemaker://prices/{region}', {
      list: undefined,
      complete: { region: (value) => regions.filter((region) => region.startsWith(value)) },
    }),
    about('Prices in a Region', 'Price per hour of each instance type in a Region, such as eu-central-1'),
    (uri, { region }) => page(uri, pricesPage(prices, String(region))),
  );
}

const TYPE = 'text/markdown';

const about = (title: string, description: string) => ({ title, description, mimeType: TYPE });

// A template as a resource: its address has the question, so that any server answers it, without a session.

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
