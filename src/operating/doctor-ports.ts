import { createServer, get } from 'node:http';
import { listen, SERVER_NAME } from '../http/server.ts';
import { type Config, connectionOf } from '../settings/config.ts';
import { type Finding, fault, fine } from './doctor.ts';
import { describeStartFault } from './start-fault.ts';

/** How long a taken port may take to say whose it is, in milliseconds. */
const ANSWER_LIMIT_MS = 4_000;

/** Checks that each port of the configuration can be opened, or is the running bot's. */
export async function checkPorts(config: Config): Promise<Finding[]> {
  const { port, host = null } = connectionOf(config);
  const settings = [
    { setting: 'PORT', port, host },
    { setting: 'METRICS_PORT', port: config.metricsPort, host },
  ];
  return Promise.all(
    settings.flatMap((one) => (one.port === null || one.port === 0 ? [] : checkPort(one.setting, one.port, one.host))),
  );
}

async function checkPort(setting: string, port: number, host: string | null): Promise<Finding> {
  const server = createServer();
  try {
    await listen(server, port, host);
    server.close();
    return fine(setting, `Port ${port} is free.`);
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (isTaken && (await isBot(port, host))) return fine(setting, `The bot is running: it answers on port ${port}.`);
    const named = error instanceof Error ? Object.assign(error, { setting }) : error;
    return fault(setting, describeStartFault(named, '') ?? `Port ${port} can't be opened: ${String(error)}`);
  }
}

/** Returns whether this program listens on a port. What it answers is not read. By number: not every container can resolve localhost. */
function isBot(port: number, host: string | null): Promise<boolean> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    get({ host: host ?? '127.0.0.1', port, path: '/healthz', signal, agent: false }, (response) => {
      resolve(response.headers['server'] === SERVER_NAME);
      response.destroy();
    }).on('error', () => resolve(false));
  });
}
