import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands at a path: a text, or how the answer goes wrong. */
export type Page = string | ((response: ServerResponse) => void);

export interface PriceListServer {
  baseUrl: string;
  /** Paths in the order in which they were asked for. */
  asked: string[];
  close(): Promise<void>;
}

export const INDEX_PATH = '/offers/v1.0/aws/AmazonSageMaker/current/region_index.json';

/** A host on loopback with these pages, and 404 for all else. */
export async function startPriceListServer(pages: Record<string, Page>): Promise<PriceListServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const page = pages[path];
    if (typeof page === 'function') page(response);
    else response.writeHead(page === undefined ? 404 : 200).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
