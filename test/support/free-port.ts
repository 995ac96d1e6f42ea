import { createServer } from 'node:net';

/** Below the ports that Linux gives to outgoing connections: one of those may be taken again before a server listens on it. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** A port of this machine's own address that was free a moment ago. */
export async function freePort(): Promise<number> {
  const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
  return (await isFree(port)) ? port : freePort();
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (isListening) await new Promise((resolve) => server.close(resolve));
  return isListening;
}
