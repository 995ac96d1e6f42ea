import type { TestContext } from 'vitest';
import { type BotProcess, environmentOf, startBotProcess } from '../../support/bot-process.ts';
import { builtFile } from '../../support/built-file.ts';
import { freePort } from '../../support/free-port.ts';
import { expectNoSecrets } from '../../support/journey.ts';
import { type ConnectionKind, type Granted, openWorkspace } from '../../support/workspace.ts';

type AtEnd = TestContext['onTestFinished'];

/** A workspace, and a way to start the bot's real process in it. All is ended with the test, however it ends. */
export async function openForProcesses(kind: ConnectionKind, atEnd: AtEnd, granted: Granted = {}) {
  const port = await freePort();
  const opened = await openWorkspace(kind, () => port, granted);
  const { workspace, config, folder, removeFolder } = opened;
  const bots: BotProcess[] = [];
  atEnd(async () => {
    for (const { process, ended } of bots) {
      process.kill('SIGKILL');
      await ended;
    }
    await workspace.stop();
    removeFolder();
    for (const { output } of bots) expectNoSecrets([output()], config);
  });
  const start = (changed: Record<string, string> = {}, command = ['start']): BotProcess =>
    startWith({ ...environmentOf(config, port), ...changed }, command);
  const startWith = (environment: Record<string, string>, command = ['start']): BotProcess => {
    const bot = startBotProcess(environment, folder, [builtFile('src/endpoint-reviewer.ts'), ...command]);
    bots.push(bot);
    return bot;
  };
  const ada = workspace.addUser('ada');
  const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
  return { workspace, config, port, start, startWith, ada, channel };
}
