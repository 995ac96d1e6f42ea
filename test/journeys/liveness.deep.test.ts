import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { environmentOf, startBotProcess } from '../support/bot-process.ts';
import { builtFile } from '../support/built-file.ts';
import { read } from '../support/documents.ts';
import { freePort } from '../support/free-port.ts';
import { connections } from '../support/ways.ts';
import { openWorkspace } from '../support/workspace.ts';

/** Blocks the event loop for good at SIGUSR2, as a pattern that backtracks without end does. */
const HANGING = `--import=data:text/javascript,process.on('SIGUSR2',()=>{for(;;);})`;
/** https://curl.se/libcurl/c/libcurl-errors.html: CURLE_OPERATION_TIMEDOUT and CURLE_COULDNT_CONNECT */
const TIMED_OUT = 28;
const NOT_CONNECTED = 7;

/** What systemd runs. */
const [COMMAND = ''] =
  /curl --fail --silent .*\/healthz/.exec(read('examples/deploy/endpoint-reviewer-health.service')) ?? [];

async function ask(port: number): Promise<number | null> {
  const curl = spawn('/bin/sh', ['-c', COMMAND], { env: { PATH: process.env['PATH'] ?? '', PORT: String(port) } });
  const [code]: (number | null)[] = await once(curl, 'close');
  return code ?? null;
}

it.concurrent.each(connections())(
  "over %s, the curl of systemd's probe exits with 0 while the process is healthy, with 28 when it hangs and SIGTERM does nothing, and with 7 when it is gone",
  async (kind) => {
    const port = await freePort();
    const { workspace, config, folder, removeFolder } = await openWorkspace(kind, () => port);
    const bot = startBotProcess({ ...environmentOf(config, port), NODE_OPTIONS: HANGING }, folder, [
      builtFile('src/endpoint-reviewer.ts'),
      'start',
    ]);
    try {
      await bot.running();
      expect(await ask(port)).toBe(0);

      bot.process.kill('SIGUSR2');
      expect(await ask(port)).toBe(TIMED_OUT);
      bot.process.kill('SIGTERM');
      await sleep(6000);
      expect(bot.process.exitCode).toBeNull();
      expect(bot.process.signalCode).toBeNull();

      bot.process.kill('SIGKILL');
      expect(await bot.ended).toBe('SIGKILL');
      expect(await ask(port)).toBe(NOT_CONNECTED);
    } finally {
      bot.process.kill('SIGKILL');
      await bot.ended;
      await workspace.stop();
      removeFolder();
    }
  },
);
