import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { builtFile } from '../../support/built-file.ts';

interface HttpResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

type Reply = { ready?: true; result?: HttpResult; error?: string };

/** A Lambda function behind a function URL: one instance, which is frozen whenever no event is handled. */
export interface LambdaFunction {
  /** Starts a new instance, as after an instance was taken away. */
  start(): Promise<void>;
  /** Sends what a schedule sends. @throws Error as the handler does. */
  schedule(): Promise<void>;
  /** Sends an event as it is. @throws Error as the handler does. */
  invoke(event: unknown): Promise<HttpResult | undefined>;
  /** Ends the instance without a warning. */
  kill(): Promise<void>;
  /** How long each request took, in milliseconds, the longest first. */
  times(): number[];
  /** The log of all instances. */
  log(): string;
  /** Where Slack sends its requests. */
  port: number;
  end(): Promise<void>;
}

/** Opens the function's URL. `environment`: of each instance. */
export async function openFunction(environment: () => Record<string, string>): Promise<LambdaFunction> {
  let instance: ChildProcess | undefined;
  let log = '';
  const took: number[] = [];
  /** One event at a time. */
  let line: Promise<unknown> = Promise.resolve();

  const replied = (child: ChildProcess) =>
    new Promise<Reply>((resolve) => {
      const take = (reply: Reply) => {
        child.off('close', gone);
        resolve(reply);
      };
      const gone = () => {
        child.off('message', take);
        resolve({ error: 'The instance ended' });
      };
      child.once('message', take);
      child.once('close', gone);
    });

  async function handle(event: unknown): Promise<HttpResult | undefined> {
    const child = instance;
    if (child === undefined) return { statusCode: 502, headers: {}, body: '' };
    child.kill('SIGCONT');
    const reply = replied(child);
    child.send(event as object);
    const { result, error } = await reply;
    child.kill('SIGSTOP');
    if (error !== undefined) throw new Error(error);
    return result;
  }

  const invoke = (event: unknown) => {
    const handled = line.then(() => handle(event));
    line = handled.catch(() => {});
    return handled;
  };

  const server = createServer((request, response) => {
    const answer = async () => {
      const startedAt = performance.now();
      const result = (await invoke(await eventOf(request))) ?? { statusCode: 502, headers: {}, body: '' };
      took.push(performance.now() - startedAt);
      response.writeHead(result.statusCode, result.headers).end(result.body);
    };
    answer().catch(() => response.writeHead(502).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();

  const kill = async () => {
    const child = instance;
    instance = undefined;
    if (child === undefined) return;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  };

  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async start() {
      await kill();
      const child = spawn(process.execPath, [builtFile('test/operating/support/lambda-child.ts')], {
        env: { PATH: process.env['PATH'] ?? '', ...environment() },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          log += text;
        });
      }
      instance = child;
      const { ready } = await replied(child);
      if (!ready) throw new Error(`The instance ended:\n${log}`);
      child.kill('SIGSTOP');
    },
    async schedule() {
      await invoke({
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        time: new Date().toISOString(),
        detail: {},
      });
    },
    invoke,
    kill,
    times: () => took.toSorted((one, other) => other - one),
    log: () => log,
    async end() {
      await kill();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The event that a function URL makes of a request. */
async function eventOf(request: IncomingMessage) {
  const body = await buffer(request);
  const [rawPath = '', rawQueryString = ''] = (request.url ?? '').split('?');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    requestContext: {
      http: { method: request.method ?? '', path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
      stage: '$default',
      timeEpoch: Date.now(),
    },
    body: body.toString('base64'),
    isBase64Encoded: true,
  };
}
