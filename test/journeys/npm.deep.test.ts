import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { environmentOf, startBotProcess } from '../support/bot-process.ts';
import { builtFile } from '../support/built-file.ts';
import { read } from '../support/documents.ts';
import { freePort } from '../support/free-port.ts';
import { CT_SCANS } from '../support/journey.ts';
import { openWorkspace } from '../support/workspace.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** npm, its shell and its program, in a separate process group, as in a terminal. What is left of them ends with the test. */
function startNpm(words: string[], cwd: string, environment: Record<string, string>) {
  const npm: ChildProcess = spawn('npm', words, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, npm_config_update_notifier: 'false', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const group = -(npm.pid ?? 0);
  let output = '';
  for (const stream of [npm.stdout, npm.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const isThere = () => {
    try {
      return process.kill(group, 0);
    } catch {
      return false;
    }
  };
  onTestFinished(() => {
    if (isThere()) process.kill(group, 'SIGKILL');
  });
  return {
    npm,
    output: () => output,
    interrupt: () => process.kill(group, 'SIGINT'),
    /** Resolves when the group has said this, or is gone where nothing is given. */
    async until(text?: string) {
      while (text === undefined ? isThere() : !output.includes(text)) await sleep(20);
    },
  };
}

describe('npm start', () => {
  // What stands in the repository's dist may be of another day.
  let shipped: string;
  beforeAll(() => {
    shipped = mkdtempSync(join(tmpdir(), 'endpoint-npm-dist-'));
    const { scripts }: { scripts: { build: string } } = JSON.parse(read('package.json'));
    const bundle =
      scripts.build
        .split(' && ')
        .find((part) => part.startsWith('esbuild'))
        ?.replace('--outdir=dist', `--outdir=${shipped}`) ?? '';
    execFileSync('npm', ['exec', '--silent', '--call', bundle], { cwd: ROOT });
    const stopWithParent = join(ROOT, 'src/stop-with-parent.ts');
    buildSync({ entryPoints: [stopWithParent], outdir: shipped, format: 'esm', platform: 'node' });
  });
  afterAll(() => rmSync(shipped, { recursive: true, force: true }));

  it.each([
    ['SIGTERM to npm', 'terminate'],
    ['Ctrl-C', 'interrupt'],
  ])('finishes at %s the post that Slack is slow to take, and leaves no process', async (_, way) => {
    const port = await freePort();
    const { workspace, config, folder, removeFolder } = await openWorkspace('socket-mode', () => port);
    onTestFinished(async () => {
      await workspace.stop();
      removeFolder();
    });
    copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    cpSync(shipped, join(folder, 'dist'), { recursive: true });

    const ada = workspace.addUser('ada');
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const { npm, interrupt, until, output } = startNpm(['start'], folder, environmentOf(config, port));
    await until('The bot is running');
    workspace.faults.next('chat.postMessage', { kind: 'slowAnswer', ms: 1500 });
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    await ada.submit(form.id);
    const message = await workspace.waitFor(() => workspace.messages(channel)[0]);
    if (way === 'terminate') npm.kill('SIGTERM');
    else interrupt();
    await until();
    expect(output()).toContain(': stopping');
    expect(workspace.openConnections()).toBe(0);

    const again = startBotProcess(environmentOf(config, port), folder, [
      builtFile('src/endpoint-reviewer.ts'),
      'start',
    ]);
    onTestFinished(() => void again.process.kill('SIGKILL'));
    await again.running();
    await workspace.waitFor(() => workspace.thread(channel, message.ts)[1]);
    expect(workspace.messages(channel)).toHaveLength(1);
    expect(workspace.ephemerals(ada.id)).toEqual([]);
  });
});

describe('npm run try', () => {
  it('ends everything at SIGTERM to npm', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'endpoint-npm-try-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { npm, until, output } = startNpm(['run', 'try', '--', '--folder', folder], ROOT, { PORT: '0' });
    await until('The bot is connected');
    npm.kill('SIGTERM');
    await until();
    expect(output()).toContain('Stopping.');
  });
});
