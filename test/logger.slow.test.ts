import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';

/** Logs 2 KB lines until it is told to end. */
const PROGRAM = `
  import { createLogger } from ${JSON.stringify(new URL('../src/logger.ts', import.meta.url).href)};
  const logger = createLogger({ level: 'info' });
  process.on('SIGTERM', () => { logger.fatal('ending'); process.exit(0); });
  process.on('message', () => { for (let line = 0; line < 500; line++) logger.info('x'.repeat(2000)); process.send('logged'); });
  process.send('ready');
`;

function startLogging() {
  const loader = import.meta.resolve('tsx');
  const child = spawn(process.execPath, ['--import', loader, '--input-type=module', '--eval', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const log = async () => {
    const logged = once(child, 'message');
    child.send('log');
    await logged;
  };
  return { child, ended: once(child, 'exit'), ready: once(child, 'message'), log };
}

describe('a program whose log nobody reads', () => {
  it.each(['stalls', 'stalls and goes away', 'goes away'])('ends at SIGTERM where its reader %s', async (reader) => {
    const { child, ended, ready, log } = startLogging();
    await ready;
    if (reader === 'goes away') child.stdout?.destroy();
    await log();
    child.kill('SIGTERM');
    if (reader === 'stalls and goes away') child.stdout?.destroy();
    expect(await ended).toEqual([0, null]);
  });
});
