import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WrongUsage } from '../src/commands/command.ts';
import { openRecord } from '../src/open-record.ts';
import { databases, makeFolder, makePlace } from './database/support/open-test-database.ts';
import { gatherTeam, openTeam, START } from './reviews/support/team.ts';
import { builtFile } from './support/built-file.ts';
import { readReviews, runReviews } from './support/command-lines.ts';

const DAY = 24 * 3_600_000;

describe.each(databases())('the record in the %s database', (kind) => {
  let url: string;
  let close: () => Promise<void>;
  let opened: Extract<Awaited<ReturnType<typeof openRecord>>, { ok: true }>;
  let team: ReturnType<typeof gatherTeam>;
  beforeEach(async () => {
    const place = await makePlace(kind);
    url = place.url;
    const record = await openRecord(url);
    if (!record.ok) throw new Error(record.text);
    opened = record;
    team = gatherTeam(record.db);
    close = async () => {
      await record.close();
      await place.remove();
    };
  });
  afterEach(() => close());

  const logged: string[] = [];
  const run = (args: string[], now = START) =>
    runReviews(opened.db, args, { now, log: (line) => void logged.push(line) });
  const countRows = async (name: string) => {
    const { rows } = await opened.db.executeQuery<{ count: number }>({
      ...opened.db.selectFrom('reviews').compile(),
      sql: `select count(*) as count from ${name}`,
      parameters: [],
    });
    return rows[0]?.count;
  };

  it('is rid of what nothing has happened to for that number of days, with all that belongs to it', async () => {
    for (let number = 0; number < 3; number++) await team.ask('U1', { name: `old ${number}` });
    await opened.db
      .updateTable('reviews')
      .set({ updated_at: START - 400 * DAY })
      .execute();
    const { id } = await team.ask('U1', { name: 'young' });
    const touched = await team.ask('U1', { name: 'old, but somebody acted' });
    await opened.db
      .updateTable('reviews')
      .set({ updated_at: START - 400 * DAY })
      .where('id', '=', touched.id)
      .execute();
    await team.act('U2', touched.id, { kind: 'raise-concern', text: 'hm' });

    const asked = ['delete', '--older-than', '365d'];
    expect(await run(asked)).toEqual({
      text: 'Would delete 3 reviews without activity for 365 days.\n',
      refused: 'Nothing was deleted. Add --yes to delete it.',
    });
    expect(await countRows('reviews')).toBe(5);
    expect(await run([...asked, '--yes'])).toEqual({ text: '3 reviews deleted.\n', refused: undefined });
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      { audit: true, action: 'reviews-deleted', actor: 'cli:ops', reviews: 3, olderThanDays: 365 },
    ]);
    const rows = await opened.db.selectFrom('reviews').select('id').execute();
    expect(rows.map((row) => row.id).sort()).toEqual([id, touched.id].sort());
    expect(await countRows('review_events')).toBe(3);
    expect(await countRows('review_revisions')).toBe(2);
    expect(await countRows('review_listings')).toBe(4);
    expect((await run([...asked, '--yes'])).text).toBe('0 reviews deleted.\n');
  });

  it('is printed as one line of JSON for each review, with revisions, concerns and events', async () => {
    const { id } = await team.ask('U1', { name: 'scans' });
    await team.act('U2', id, { kind: 'raise-concern', text: 'line\nbreak' });
    await team.act('U2', id, { kind: 'accept', despiteConcerns: [1] });
    await team.ask('U1', { name: 'churn' });
    const lines = (await run(['export'])).text.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    const exported = lines.map((line) => JSON.parse(line)).find((review) => review.id === id);
    expect(exported).toMatchObject({
      teamId: 'T1',
      state: 'accepted',
      concerns: [{ text: 'line\nbreak' }],
      decision: { kind: 'accepted', despiteConcerns: [1] },
      revisions: [{ revision: 1, workload: { name: 'scans' } }],
      events: [{ kind: 'proposed' }, { kind: 'concern-raised', id: 1 }, { kind: 'accepted', despite: [1] }],
    });
  });

  it('gives a decision record of one review, and a sentence where there is none', async () => {
    const { id } = await team.ask('U1', { name: 'scans' });
    await team.act('U2', id, { kind: 'override', option: 'real-time', reason: 'we read from S3' });
    const { text } = await run(['adr', id]);
    expect(text).toContain('# Serve scans with ');
    expect(text).toContain('we read from S3');
    expect(await run(['adr', 'none\u001b[31m'])).toEqual({
      text: '',
      refused: 'There is no review "none\\u{1b}[31m".',
    });
  });

  it('says which reviews would come out otherwise today', async () => {
    const { id, latest } = await team.ask('U1', { name: 'scans' });
    const { choice, facts } = latest.recommendation;
    if (choice === null) throw new Error('Something fits');
    expect((await run(['replay'])).text).toMatch(/^0 reviews rest on older .*would decide 0 differently\.\n$/);
    const old = {
      ...latest.recommendation,
      rejected: [],
      choice: { ...choice, option: 'serverless' as const },
      facts: { ...facts, version: 'old' },
    };
    await opened.db
      .updateTable('review_revisions')
      .set({ recommendation: JSON.stringify(old), facts_version: 'old' })
      .execute();
    const { text } = await run(['replay']);
    expect(text).toMatch(/^1 review rests on older .*would decide 1 differently\.\n/);
    expect(text).toMatch(new RegExp(`${id}\\s+scans\\s+Serverless Inference,\\s+Asynchronous Inference`));
  });

  it('is reached by the command as a separate process, by DATABASE_URL', async () => {
    await team.ask('U1', { name: 'scans' });
    const asProcess = (...args: string[]) => runCli(url, ...args);
    const exported = asProcess('export');
    expect(exported).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(exported.stdout)).toMatchObject({ teamId: 'T1' });
    expect(asProcess('adr', 'none')).toMatchObject({ status: 1, stderr: 'There is no review "none".\n' });
    expect(asProcess('forget')).toMatchObject({ status: 2 });
  }, 60_000);
});

describe('a database that is missing', () => {
  it('is created by an import, and not for a file that is cut or missing', async () => {
    const team = await openTeam('embedded');
    await team.ask('U1', { name: 'scans' });
    await team.ask('U2', { name: 'churn' });
    const exported = runCli(team.url, 'export').stdout;
    await team.close();
    const place = await makePlace('embedded');
    const path = place.url.slice('file:'.length);
    const folder = makeFolder();
    const [whole, cut] = [join(folder.path, 'whole.jsonl'), join(folder.path, 'cut.jsonl')];
    writeFileSync(whole, exported);
    writeFileSync(cut, exported.slice(0, exported.indexOf('\n') + 1));
    expect(runCli(place.url, 'import', cut)).toMatchObject({
      ...{ status: 1, stdout: '' },
      stderr: 'Line 2 is missing: the file was cut. Export again, or copy the whole file. Nothing was imported.\n',
    });
    expect(runCli(place.url, 'import', `${whole}.gz`)).toMatchObject({
      ...{ status: 2, stdout: '' },
      stderr: `${whole}.gz: no such file.\n`,
    });
    expect(existsSync(path)).toBe(false);
    const told = '2 reviews added, 0 brought up to date, 0 already here.\n';
    expect(runCli(place.url, 'import', whole)).toMatchObject({ status: 0, stdout: told });
    expect(runCli(place.url, 'export')).toMatchObject({ status: 0, stdout: exported });
    folder.remove();
    await place.remove();
  }, 60_000);

  it('is one sentence and exit status 1, and no file is created', async () => {
    const place = await makePlace('embedded');
    const path = place.url.slice('file:'.length);
    expect(runCli(place.url, 'export')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: `There is no database at ${path}.\n`,
    });
    expect(existsSync(dirname(path))).toBe(false);
    await place.remove();
  });
});

/** Runs the command as a separate process. */
function runCli(databaseUrl: string, ...args: string[]) {
  return spawnSync(process.execPath, [builtFile('src/endpoint-reviewer.ts'), 'reviews', ...args], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: databaseUrl },
    encoding: 'utf8',
    timeout: 20_000,
  });
}

describe('the command', () => {
  it.each([
    [['delete', '--older-than', '365d'], { kind: 'delete-old', olderThanDays: 365, confirmed: false }],
    [['delete', '--older-than', '365d', '--yes'], { kind: 'delete-old', olderThanDays: 365, confirmed: true }],
    [['delete', 'R1'], { kind: 'delete-review', reviewId: 'R1', confirmed: false }],
    [['delete', '--team', 'T1', '--yes'], { kind: 'delete-team', teamId: 'T1', confirmed: true }],
    [['delete', '--uninstalled'], { kind: 'delete-uninstalled', now: false, confirmed: false }],
    [['delete', '--uninstalled', '--now', '--yes'], { kind: 'delete-uninstalled', now: true, confirmed: true }],
    [['forget', 'U012ABC'], { kind: 'forget', userId: 'U012ABC', removeTexts: false, confirmed: false }],
    [
      ['forget', 'U012ABC', '--texts', '--yes'],
      { kind: 'forget', userId: 'U012ABC', removeTexts: true, confirmed: true },
    ],
    [['stuck'], { kind: 'stuck' }],
    [['stuck', 'retry', 'J1'], { kind: 'stuck-retry', jobId: 'J1' }],
    [['stuck', 'retry', '--all'], { kind: 'stuck-retry', jobId: undefined }],
    [['stuck', 'drop', 'J1'], { kind: 'stuck-drop', jobId: 'J1', confirmed: false }],
    [['stuck', 'drop', '--all', '--yes'], { kind: 'stuck-drop', jobId: undefined, confirmed: true }],
    [['export'], { kind: 'export' }],
    [['adr', 'R1'], { kind: 'adr', reviewId: 'R1' }],
    [['import', 'a.jsonl'], { kind: 'import', file: 'a.jsonl', teamIds: [], dryRun: false }],
    [
      ['import', 'a.jsonl', '--dry-run', '--team', 'T2'],
      { kind: 'import', file: 'a.jsonl', teamIds: ['T2'], dryRun: true },
    ],
    [['replay'], { kind: 'replay' }],
    [['backup', 'a.db'], { kind: 'backup', file: 'a.db', overwrite: false }],
    [['backup', 'a.db', '--overwrite'], { kind: 'backup', file: 'a.db', overwrite: true }],
    [['--help'], { kind: 'help' }],
  ])('%j is understood', async (args, command) => {
    expect(await readReviews(args)).toEqual(command);
  });

  it.each([
    [[]],
    [['forget']],
    [['delete']],
    [['delete', '--older-than', '0d']],
    [['delete', '--older-than', '365']],
    [['delete', '--older-than', '1y']],
    [['delete', 'everything', '--older-than', '365d']],
    [['export', '--older-than', '365d']],
    [['adr']],
    [['adr', 'R1', 'R2']],
    [['backup']],
    [['backup', 'a.db', 'b.db']],
    [['export', '--overwrite']],
    [['import']],
    [['import', 'a.jsonl', 'b.jsonl']],
    [['delete', 'R1', 'R2']],
    [['delete', '--team', 'T1', '--uninstalled']],
    [['delete', 'R1', '--now']],
    [['forget', '@ada']],
    [['forget', 'U012ABC', 'U012ABD']],
    [['forget', 'U012ABC', '--all']],
    [['stuck', '--all']],
    [['stuck', 'retry']],
    [['stuck', 'drop', 'J1', '--all']],
    [['stuck', 'retry', 'J1', '--yes']],
    [['stuck', 'look']],
    [['export', '--yes']],
    [['constructor']],
    [['--what']],
  ])('%j is refused with a sentence', async (args) => {
    await expect(readReviews(args)).rejects.toThrow(/^.{10,}$/);
    await expect(readReviews(args)).rejects.toBeInstanceOf(WrongUsage);
  });
});
