import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Another program on this machine that receives webhooks. */
export interface TestReceiver {
  url: string;
  port: number;
  received: Received[];
  /** Answers from now on. Default: 204. */
  answer: RequestListener;
  close(): Promise<void>;
}

export async function startReceiver(answer?: RequestListener): Promise<TestReceiver> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const { method, url: path, headers } = request;
      receiver.received.push({ method, path, headers, body });
      receiver.answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: TestReceiver = {
    url: `http://127.0.0.1:${port}/decisions?key=abc`,
    port,
    received: [],
    answer: answer ?? ((_, response) => response.writeHead(204).end()),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
