import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../local-workspace/start-workspace.ts';
import { LOST_AFTER_MS, sweepAudits } from '../../../src/slack/account/audit-store.ts';
import { findMeasured, readLine, saveMeasured, sweepMeasured } from '../../../src/slack/account/measured.ts';
import { openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';
import { wordsOf } from '../../support/journey.ts';
import { createPostingClient } from '../outbox/support/posting-client.ts';
import { AUDIT, type Bed, heldReader, LARGE, openBed } from './support/bed.ts';

describe('an audit', () => {
  let bed: Bed;
  let workspace: Workspace;
  let database: TestDatabase;
  let channelId: string;
  let userId: string;
  let processOf: Bed['processOf'];
  beforeEach(async () => {
    bed = await openBed();
    ({ workspace, database, channelId, userId, processOf } = bed);
  });
  afterEach(() => bed.close());

  const asked = () => bed.asked();
  const own = () => bed.own();
  const message = () => workspace.messages(own())[0];
  const saying = (words: string) =>
    workspace.waitFor(() => wordsOf(message()).includes(words) && message(), 5000, `the audit to say ${words}`);

  it('shows how far it is, then its result, in one direct message', async () => {
    const { reader, release } = heldReader();
    const audits = processOf(reader);
    expect(await audits.start(asked())).toMatch(/^I'm reading the AWS account\. .* in <https.*\|our direct message>/);
    await saying('2 of 12 endpoints');
    release();
    await audits.settled();
    expect(wordsOf(message())).toContain('Account audit');
    expect(workspace.messages(own())).toHaveLength(1);
    expect(workspace.messages(channelId)).toEqual([]);
  });

  it('runs once: a second request is told where the first is, or whose it is', async () => {
    const { reader, release } = heldReader();
    const audits = processOf(reader);
    await audits.start(asked());
    expect(await processOf(reader).start(asked())).toMatch(
      /^Your audit is still running: see <https.*\|our direct message>/,
    );
    const ben = workspace.addUser('ben').id;
    expect(await processOf(reader).start({ ...asked(), userId: ben })).toBe(
      `An audit is already running for <@${userId}>, who gets the result. Wait until it ends, then start yours.`,
    );
    release();
    await audits.settled();
    expect(await processOf(heldReader().reader).start(asked())).toContain("I'm reading");
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
    expect(wordsOf(workspace.messages(own())[1])).toContain('"type":"table"');
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
    const isThere = () => wordsOf(workspace.messages(own())[1]).includes('Account audit');
    await workspace.waitFor(isThere, 5000, 'the other audit');
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
    await processOf(reader, () => Date.now() + LOST_AFTER_MS).resume();
    await saying('kept');
  });

  it.each([1, 2])('that lost its process after %i of its 2 posts has each line of its thread once', async (posts) => {
    const { reader, release } = heldReader(LARGE);
    release();
    const whole = processOf(reader);
    await whole.start(asked());
    await whole.settled();
    const textsOf = (ts = '') => workspace.thread(own(), ts).slice(1).map(wordsOf);
    const expected = textsOf(message()?.ts);

    const before = workspace.calls('chat.postMessage').length;
    let hasStopped = false;
    const isGone = () => {
      hasStopped = workspace.calls('chat.postMessage').length - before >= posts;
      return hasStopped;
    };
    processOf(reader, Date.now, isGone)
      .start(asked())
      .catch(() => {});
    await workspace.waitFor(() => hasStopped, 5000, `${posts} posts`);
    await database.db.updateTable('slack_audits').set({ beat_at: 0 }).execute();
    await processOf(reader, () => Date.now() + LOST_AFTER_MS).resume();
    const lost = () => workspace.messages(own())[1];
    await workspace.waitFor(
      () => wordsOf(lost()).includes('Account audit') && textsOf(lost()?.ts).length >= expected.length,
      5000,
      'the rest',
    );
    const all = textsOf(lost()?.ts).join('');
    for (const { name } of LARGE.lines) expect([name, (wordsOf(lost()) + all).includes(name)]).toEqual([name, true]);
    expect(textsOf(lost()?.ts).filter((text) => text.includes('*What was found'))).toHaveLength(1);
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
      .thread(own(), message()?.ts ?? '')
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
    await client.chat.delete({ channel: own(), ts: message()?.ts ?? '' });
    release();
    await audits.settled();
    expect(wordsOf(message())).toContain('Account audit');
    expect(await database.db.selectFrom('slack_outbox').select('id').execute()).toEqual([]);
  });

  it('does not start where Slack delivers no direct message, and says what to change', async () => {
    workspace.faults.next('chat.postMessage', { kind: 'error', error: 'messages_tab_disabled' });
    const audits = processOf(heldReader().reader);
    expect(await audits.start(asked())).toBe(
      "I can't send you a direct message, so I didn't start. Ask an admin to turn on the app's Messages tab, then try again.",
    );
    expect(await database.db.selectFrom('slack_audits').select('state').execute()).toEqual([{ state: 'cut-short' }]);
  });

  it('says nothing more where it is asked for in the direct message, and offers no channel', async () => {
    const { reader, release } = heldReader();
    release();
    const audits = processOf(reader);
    expect(await audits.start({ ...asked(), channelId: own() })).toBeUndefined();
    await audits.settled();
    expect(wordsOf(message())).toContain('Account audit');
    expect(wordsOf(message())).not.toContain('Post to the channel');
  });
});

describe('an audit that somebody posts to the channel', () => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await openBed();
  });
  afterEach(() => bed.close());

  /** An audit that has ended, and a press on its button. */
  async function ended(audit = AUDIT, channelId = bed.channelId, isGone = () => false) {
    const { reader, release } = heldReader(audit);
    release();
    const audits = bed.processOf(reader, Date.now, isGone);
    await audits.start({ ...bed.asked(), channelId });
    await audits.settled();
    const pressed = { teamId: bed.workspace.teamId, userId: bed.userId, auditId: await bed.idIn() };
    return { audits, pressed };
  }
  const shown = () => bed.workspace.messages(bed.channelId);

  it('is there once after two presses at a time and one more, with its thread, and without the button', async () => {
    const { audits, pressed } = await ended(LARGE);
    await Promise.all([audits.share(pressed), bed.processOf(heldReader().reader).share(pressed)]);
    await bed.workspace.waitFor(() => wordsOf(shown()[0]).includes('List prices'), 5000, 'its end');
    expect(await audits.share(pressed)).toBe(`It's already in <#${bed.channelId}>.`);
    expect(shown()).toHaveLength(1);
    expect(wordsOf(shown()[0])).not.toContain('Post to the channel');
    const files = bed.workspace.thread(bed.channelId, shown()[0]?.ts ?? '').flatMap(({ files: some }) => some);
    expect(files).toHaveLength(1);
    expect(await bed.database.db.selectFrom('slack_outbox').select('id').execute()).toEqual([]);
  });

  it('where the bot is no member is told so, stays, and is posted by a press after the invitation', async () => {
    const closed = bed.workspace.addChannel({ name: 'secret', kind: 'private', botIsMember: false });
    const { audits, pressed } = await ended(AUDIT, closed);
    expect(await audits.share(pressed)).toBeUndefined();
    const told = () => bed.workspace.messages(bed.own()).map(wordsOf).join('');
    await bed.workspace.waitFor(() => told().includes("because I'm not a member"), 5000, 'the notice');
    expect(told()).toContain('then press *Post to the channel* again.');
    await bed.workspace.invite(closed);
    expect(await audits.share(pressed)).toBe(`Posted in <#${closed}>.`);
    expect(bed.workspace.messages(closed)).toHaveLength(1);
  });

  it('is posted once though Slack accepts it and its answer is lost', async () => {
    const { audits, pressed } = await ended();
    bed.workspace.faults.next('chat.postMessage', { kind: 'dropAnswer' });
    await audits.share(pressed);
    await bed.workspace.waitFor(() => wordsOf(shown()[0]).includes('List prices'), 10_000, 'its end');
    expect(shown()).toHaveLength(1);
    expect(await audits.share(pressed)).toBe(`It's already in <#${bed.channelId}>.`);
  });

  it('is posted once through a crash before the answer was stored: another process finds it there', async () => {
    let isGone = false;
    const { audits: dying, pressed } = await ended(AUDIT, bed.channelId, () => {
      isGone ||= shown().length > 0;
      return isGone;
    });
    dying.share(pressed).catch(() => {});
    await bed.workspace.waitFor(() => isGone, 5000, 'the crash');
    const { db } = bed.database;
    await db.updateTable('slack_outbox').set({ message_ts: null }).execute();
    await db
      .updateTable('slack_outbox')
      .set({ state: 'sending', claimed_at: Date.now() })
      .where('kind', '=', 'audit-shared')
      .execute();
    const next = bed.processOf(heldReader().reader, () => Date.now() + 60_000);
    await next.resume();
    await bed.workspace.waitFor(() => wordsOf(shown()[0]).includes('List prices'), 10_000, 'its end');
    expect(shown()).toHaveLength(1);
    expect(await next.share(pressed)).toBe(`It's already in <#${bed.channelId}>.`);
  });

  it('of another team, or of longer ago than 30 days, is not found', async () => {
    const { audits, pressed } = await ended();
    expect(await audits.share({ ...pressed, teamId: 'T2' })).toContain('I keep audits for 30 days');
    await sweepAudits(bed.database.db, Date.now() + 30 * 86_400_000);
    expect(await audits.share(pressed)).toContain('I keep audits for 30 days');
    expect(shown()).toEqual([]);
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
