import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../../../local-workspace/start-workspace.ts';
import { readPasted } from '../../../src/account/pasted.ts';
import { type Audit, type Line, rank } from '../../../src/account/rank.ts';
import { reviewEndpoint } from '../../../src/account/review.ts';
import { createLogger } from '../../../src/logger.ts';
import { LOST_AFTER_MS } from '../../../src/slack/account/audit-store.ts';
import { type Audits, createAudits } from '../../../src/slack/account/audits.ts';
import { findMeasured, readLine, saveMeasured, sweepMeasured } from '../../../src/slack/account/measured.ts';
import type { AccountReader } from '../../../src/slack/account/reader.ts';
import { createPoster, type Poster } from '../../../src/slack/outbox/poster.ts';
import { openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { read } from '../../support/documents.ts';
import { wordsOf } from '../../support/journey.ts';
import { alwaysWith, createPostingClient } from '../outbox/support/posting-client.ts';

const pasted = readPasted(read('examples/account/fictional.jsonl'), { region: null, now: 0 });
if (!pasted.ok) throw new Error(pasted.text);
const AUDIT = rank([{ reviewed: pasted.facts.map(reviewEndpoint), jobs: [], quotas: [] }], []);
const logger = createLogger({ level: 'fatal' });

/** Twice as many lines as a plain table shows. */
const LARGE: Audit = {
  ...AUDIT,
  lines: Array.from({ length: 40 }, (_, at) => ({
    ...(AUDIT.lines[at % AUDIT.lines.length] as Line),
    name: `one-${at}-`,
  })),
};

/** An account that is read as soon as it is let go, or stopped. */
function heldReader(audit: Audit = AUDIT) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reader: AccountReader = {
    findEndpoint: async () => ({ ok: false, text: 'Nothing is asked for.' }),
    async readAccount(signal, progress) {
      progress('eu-west-1: 2 of 12 endpoints');
      await Promise.race([released, new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))]);
      return { ok: true, audit };
    },
  };
  return { reader, release };
}

describe('an audit', () => {
  let workspace: Workspace;
  let database: TestDatabase;
  let channelId: string;
  let userId: string;
  beforeEach(async () => {
    workspace = await startWorkspace();
    database = await openTestDatabase('embedded');
    channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    userId = workspace.addUser('ada').id;
  });
  afterEach(async () => {
    await workspace.stop();
    await database.close();
  });

  /** `isGone`: whether the process was killed, so that it gets no further. */
  const processOf = (account: AccountReader, now = Date.now, isGone = () => false): Audits & Pick<Poster, 'resume'> => {
    const client = createPostingClient(workspace.apiUrl, 10_000, workspace.botToken);
    const inWorkspace = alwaysWith(client);
    const workspaceOf = () => (isGone() ? new Promise<never>(() => {}) : inWorkspace());
    const { db } = database;
    const poster = createPoster({ db, advisor: ADVISOR, workspaceOf, logger, now });
    const audits = createAudits({ db, poster, workspaceOf, account, logger, now, heartbeatMs: 10 });
    return {
      ...audits,
      async resume() {
        audits.resume();
        await poster.resume();
      },
    };
  };
  const asked = () => ({ teamId: workspace.teamId, userId, channelId });
  const message = () => workspace.messages(channelId)[0];
  const saying = (words: string) =>
    workspace.waitFor(() => wordsOf(message()).includes(words) && message(), 5000, `the audit to say ${words}`);
  const idIn = async () => (await database.db.selectFrom('slack_audits').select('id').executeTakeFirstOrThrow()).id;

  it('shows how far it is, then its result, in one message', async () => {
    const { reader, release } = heldReader();
    const audits = processOf(reader);
    expect(await audits.start(asked())).toBeUndefined();
    await saying('2 of 12 endpoints');
    release();
    await audits.settled();
    expect(wordsOf(message())).toContain('Account audit');
    expect(workspace.messages(channelId)).toHaveLength(1);
  });

  it('runs once: a second request is told where the first is', async () => {
    const { reader, release } = heldReader();
    const audits = processOf(reader);
    await audits.start(asked());
    expect(await processOf(reader).start(asked())).toMatch(/^An audit is already running: <https.*\|its message>/);
    release();
    await audits.settled();
    expect(await processOf(heldReader().reader).start(asked())).toBeUndefined();
  });

  it('stops by a press that another process got, with what was found', async () => {
    const audits = processOf(heldReader().reader);
    await audits.start(asked());
    const pressed = { ...asked(), auditId: await idIn(), messageTs: message()?.ts };
    expect(await processOf(heldReader().reader).stop(pressed)).toBeUndefined();
    await saying('Account audit, stopped');
    await audits.settled();
    expect(await audits.stop(pressed)).toContain("isn't running any longer");
  });

  it('gets a plainer table where Slack refuses a data table, and remembers that', async () => {
    const { reader, release } = heldReader();
    release();
    const audits = processOf(reader);
    workspace.faults.next('chat.update', { kind: 'error', error: 'invalid_blocks' });
    await audits.start(asked());
    await audits.settled();
    expect(wordsOf(message())).toContain('"type":"table"');
    const before = workspace.calls('chat.update').length;
    await audits.start(asked());
    await audits.settled();
    expect(workspace.calls('chat.update').length - before).toBeLessThan(3);
    expect(wordsOf(workspace.messages(channelId)[1])).toContain('"type":"table"');
  });

  it('whose process is gone says so after a minute, once, and another one may start', async () => {
    const { reader } = heldReader();
    await processOf(reader).start(asked());
    await saying('2 of 12 endpoints');
    await database.db.updateTable('slack_audits').set({ beat_at: 0 }).execute();
    const later = () => Date.now() + LOST_AFTER_MS;
    const next = heldReader();
    next.release();
    const audits = processOf(next.reader, later);
    await audits.start(asked());
    await audits.settled();
    expect(wordsOf(message())).toContain('The audit ended early because the bot restarted');
    expect(wordsOf(workspace.messages(channelId)[1])).toContain('Account audit');
  });

  it('that had its result before its process was gone shows it', async () => {
    const { reader } = heldReader();
    await processOf(reader).start(asked());
    await saying('2 of 12 endpoints');
    const result = JSON.stringify({
      text: 'kept',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'kept' } }],
    });
    await database.db.updateTable('slack_audits').set({ beat_at: 0, result }).execute();
    processOf(reader, () => Date.now() + LOST_AFTER_MS).resume();
    await saying('kept');
  });

  it.each([1, 2])('that lost its process after %i of its 2 posts has each line of its thread once', async (posts) => {
    const { reader, release } = heldReader(LARGE);
    release();
    const whole = processOf(reader);
    await whole.start(asked());
    await whole.settled();
    const textsOf = (ts = '') => workspace.thread(channelId, ts).slice(1).map(wordsOf);
    const expected = textsOf(message()?.ts);

    const before = workspace.calls('chat.postMessage').length;
    let hasStopped = false;
    const isGone = () => {
      hasStopped = workspace.calls('chat.postMessage').length - before >= posts;
      return hasStopped;
    };
    await processOf(reader, Date.now, isGone).start(asked());
    await workspace.waitFor(() => hasStopped, 5000, `${posts} posts`);
    await database.db.updateTable('slack_audits').set({ beat_at: 0 }).execute();
    processOf(reader, () => Date.now() + LOST_AFTER_MS).resume();
    const lost = () => workspace.messages(channelId)[1];
    await workspace.waitFor(
      () => wordsOf(lost()).includes('Account audit') && textsOf(lost()?.ts).length >= expected.length,
      5000,
      'the rest',
    );
    const all = textsOf(lost()?.ts).join('');
    for (const { name } of LARGE.lines) expect([name, (wordsOf(lost()) + all).includes(name)]).toEqual([name, true]);
    expect(textsOf(lost()?.ts).filter((text) => text.includes('*Found*'))).toHaveLength(1);
  });

  it.each([
    ['are in the thread', [], 'they are in the thread'],
    ['were not all posted', ['chat.postMessage'], 'I could not post them'],
  ])('without a file says that its other lines %s', async (_, refused, words) => {
    const { reader, release } = heldReader(LARGE);
    release();
    for (const block of ['data_table', 'table']) workspace.state.blocksNotRolledOut.add(block);
    workspace.faults.next('files.getUploadURLExternal', { kind: 'error', error: 'missing_scope' });
    const audits = processOf(reader);
    await audits.start(asked());
    for (const method of refused) workspace.faults.next(method, { kind: 'error', error: 'invalid_blocks' });
    await audits.settled();
    expect(wordsOf(message())).toContain(`20 more: ${words}`);
    const thread = workspace
      .thread(channelId, message()?.ts ?? '')
      .slice(1)
      .map(wordsOf)
      .join('');
    expect(thread).toContain('More endpoints');
    expect(thread).toContain('one-39-');
  });

  it('whose message was deleted meanwhile has its result in another one', async () => {
    const { reader, release } = heldReader();
    const audits = processOf(reader);
    await audits.start(asked());
    await saying('2 of 12 endpoints');
    const client = createPostingClient(workspace.apiUrl, 10_000, workspace.botToken);
    await client.chat.delete({ channel: channelId, ts: message()?.ts ?? '' });
    release();
    await audits.settled();
    expect(wordsOf(message())).toContain('Account audit');
    expect(await database.db.selectFrom('slack_outbox').select('id').execute()).toEqual([]);
  });

  it('goes to the person where the bot may not post', async () => {
    const { reader, release } = heldReader();
    release();
    const audits = processOf(reader);
    const elsewhere = workspace.addChannel({ name: 'secret', kind: 'private', botIsMember: false });
    expect(await audits.start({ ...asked(), channelId: elsewhere })).toContain('in our direct message');
    await audits.settled();
  });
});

describe('what was measured', () => {
  it('is kept for 30 days, for its team alone', async () => {
    const database = await openTestDatabase('embedded');
    const [line] = AUDIT.lines;
    if (line === undefined) throw new Error('The example is empty');
    const [id = ''] = await saveMeasured(database.db, 'T1', [readLine(line)], 0);
    const days = (count: number) => count * 86_400_000;
    expect((await findMeasured(database.db, 'T1', id, days(30) - 1))?.endpoint).toBe(line.name);
    expect(await findMeasured(database.db, 'T1', id, days(30))).toBeUndefined();
    expect(await findMeasured(database.db, 'T2', id, 0)).toBeUndefined();
    await sweepMeasured(database.db, days(30));
    expect(await database.db.selectFrom('slack_measured').selectAll().execute()).toEqual([]);
    await database.close();
  });
});
