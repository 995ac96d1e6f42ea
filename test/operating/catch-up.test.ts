import { sql } from 'kysely';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { createLogger } from '../../src/logger.ts';
import { startBot } from '../../src/start.ts';
import { CT_SCANS } from '../support/journey.ts';
import { openWorkspace } from '../support/workspace.ts';

/** A bot that is woken now and then, in a workspace. */
async function startWoken() {
  const { workspace, config, removeFolder } = await openWorkspace('socket-mode', () => 0);
  const started = await startBot(config, createLogger({ level: 'fatal' }), { isWoken: true });
  if (!started.ok) throw new Error(started.text);
  const { bot } = started;
  onTestFinished(async () => {
    await bot.stop();
    await workspace.stop();
    removeFolder();
  });
  return { workspace, bot, databaseUrl: config.databaseUrl };
}

it('catching up rejects while the outbox cannot be read, and works again after that', async () => {
  const { bot, databaseUrl } = await startWoken();
  const opened = await openDatabase(databaseUrl);
  if (!opened.ok) throw new Error(opened.text);
  onTestFinished(() => opened.close());
  expect(await bot.catchUp(5000)).toBe(true);
  for (let times = 0; times < 2; times++) {
    await sql`alter table slack_outbox rename to elsewhere`.execute(opened.db);
    await expect(bot.catchUp(5000)).rejects.toThrow('Could not read what is left to post');
    await sql`alter table elsewhere rename to slack_outbox`.execute(opened.db);
    expect(await bot.catchUp(5000)).toBe(true);
  }
});

it('catching up is no failure where a post takes longer than the 50 ms that are left', async () => {
  const { bot, workspace } = await startWoken();
  const ada = workspace.addUser('ada');
  const channel = workspace.addChannel({ name: 'ml-serving', kind: 'public', botIsMember: true });
  workspace.faults.next('chat.postMessage', { kind: 'slow', ms: 400 });
  await ada.slashCommand(channel, CT_SCANS);
  const form = await ada.waitForView();
  await ada.submit(form.id);
  expect(await bot.catchUp(50)).toBe(false);
  expect(await bot.catchUp(5000)).toBe(true);
  expect(workspace.messages(channel).filter(({ blocks }) => blocks !== undefined)).toHaveLength(1);
});

it('catching up brings up a review in which nothing has happened for 7 days', async () => {
  // At noon: before 09:00 the day isn't counted yet.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date().setUTCHours(12, 0, 0, 0) });
  onTestFinished(() => void vi.useRealTimers());
  const { bot, workspace } = await startWoken();
  const ada = workspace.addUser('ada');
  const channel = workspace.addChannel({ name: 'ml-serving', kind: 'public', botIsMember: true });
  await ada.slashCommand(channel, CT_SCANS);
  const form = await ada.waitForView();
  await ada.submit(form.id);
  const message = await workspace.waitFor(() => {
    const shown = workspace.messages(channel).find(({ blocks }) => blocks !== undefined);
    return shown !== undefined && workspace.thread(channel, shown.ts).length > 1 && shown;
  });
  vi.setSystemTime(Date.now() + 8 * 24 * 3_600_000);
  expect(await bot.catchUp(5000)).toBe(true);
  const said = workspace.thread(channel, message.ts).map(({ text }) => text ?? '');
  expect(said.filter((text) => text.startsWith(`<@${ada.id}>: nothing has happened here for 8 days.`))).toHaveLength(1);
});
