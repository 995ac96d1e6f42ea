import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { createLogger } from '../../src/logger.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { type RunningBot, startBot } from '../../src/start.ts';
import { choose, fillAndSend } from '../support/deciding.ts';
import { CT_SCANS, wordsOf } from '../support/journey.ts';
import { connections } from '../support/ways.ts';
import { ALL_SCOPES, openWorkspace } from '../support/workspace.ts';

describe.each(connections())('over %s, an app that was installed without chat:write and files:write', (kind) => {
  let bot: RunningBot | undefined;
  let opened: Awaited<ReturnType<typeof openWorkspace>>;
  let lines: { level: string; msg: string; scope?: string }[];
  let ada: Person;
  let channel: string;
  beforeEach(async () => {
    opened = await openWorkspace(kind, () => bot?.port ?? 0, { without: ['chat:write', 'files:write'] });
    lines = [];
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
    const started = await startBot(opened.config, createLogger({ level: 'info', destination }));
    if (!started.ok) throw new Error(started.text);
    bot = started.bot;
    ada = opened.workspace.addUser('ada');
    channel = opened.workspace.addChannel({ name: 'ml-serving', kind: 'public', botIsMember: true });
  });
  afterEach(async () => {
    await bot?.stop();
    bot = undefined;
    await opened.workspace.stop();
    opened.removeFolder();
  });

  const grant = (...scopes: string[]) => {
    opened.workspace.state.scopes = new Set(scopes);
  };
  const toldLast = (words: string) =>
    opened.workspace.waitFor(() =>
      opened.workspace.ephemerals(ada.id).findLast((told) => wordsOf(told).includes(words)),
    );
  const posted = () => opened.workspace.messages(channel).find(({ blocks }) => blocks !== undefined);

  it('logs both at the start, tells the person which one a post lacks, and posts by one press once it is granted', async () => {
    const { workspace } = opened;
    expect(lines.filter(({ level }) => level === 'warn').map(({ scope }) => scope)).toEqual([
      'chat:write',
      'files:write',
    ]);

    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    const notice = await toldLast('This app lacks the scope `chat:write`');
    expect(workspace.calls('chat.postMessage')).toHaveLength(1);

    grant(...ALL_SCOPES.filter((scope) => scope !== 'files:write'));
    await ada.click(notice, ACTIONS.postAgain);
    const message = await workspace.waitFor(posted);
    expect(wordsOf(message)).toContain('Asynchronous Inference');

    await workspace.waitFor(() => workspace.thread(channel, message.ts).length > 1);
    await ada.click(message, ACTIONS.accept);
    await fillAndSend(ada, {});
    const accepted = await workspace.waitFor(() => {
      const shown = posted();
      return wordsOf(shown).includes('*Accepted*') && shown;
    });
    await choose(ada, accepted, 'Export decision record');
    await toldLast("I can't upload the decision record. This app lacks the scope `files:write`");
  });

  it('puts a short script into the message without files:write, and names the scope where a template is too long', async () => {
    const { workspace } = opened;
    grant(...ALL_SCOPES.filter((scope) => scope !== 'files:write'));
    await ada.slashCommand(channel, CT_SCANS);
    await ada.submit((await ada.waitForView()).id);
    const message = await workspace.waitFor(() =>
      workspace.messages(channel).find((told) => told.blocks !== undefined && wordsOf(told).includes('ct-scans')),
    );
    const replies = () => workspace.thread(channel, message.ts);
    await workspace.waitFor(() => replies().length > 1);
    await choose(ada, message, 'Get the code');
    await fillAndSend(ada, { code_format: 'measure' });
    const reply = await workspace.waitFor(() =>
      replies().find((told) => wordsOf(told).includes('rich_text_preformatted')),
    );
    expect(wordsOf(reply)).toContain('measurement.csv');
    await choose(ada, message, 'Get the code');
    await fillAndSend(ada, { code_format: 'cloudformation' });
    await workspace.waitFor(() =>
      workspace
        .messages(workspace.directMessage(ada.id))
        .find((told) => wordsOf(told).includes('This app lacks the scope `files:write`')),
    );
    expect(replies().filter(({ files }) => files.length > 0)).toEqual([]);
  });
});
