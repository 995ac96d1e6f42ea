import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { transact } from '../../src/database/transact.ts';
import { recommend } from '../../src/recommender/index.ts';
import { actOnReview } from '../../src/reviews/act-on-review.ts';
import type { ReviewAction } from '../../src/reviews/action.ts';
import { saveCorrection } from '../../src/reviews/corrections.ts';
import { appendEvent } from '../../src/reviews/review-rows.ts';
import { findReview } from '../../src/reviews/review-store.ts';
import type { ExportedLine } from '../../src/reviews-command/exported-line.ts';
import { submitAction, submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import {
  DATABASES,
  type DatabaseKind,
  makeFolder,
  openTestDatabase,
  type TestDatabase,
} from '../database/support/open-test-database.ts';
import { runReviews } from '../support/command-lines.ts';
import { workload } from '../support/workloads.ts';

const NOW = 1_800_000_000_000;
const SECRET = 'https://hooks.slack.com/commands/T1/1/secret';
const folder = makeFolder();
afterAll(() => folder.remove());

const opened: TestDatabase[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

/** A team's database, in which everything happens a second after what was before. */
async function openTeam(kind: DatabaseKind = 'embedded') {
  const database = await openTestDatabase(kind);
  opened.push(database);
  const { db } = database;
  let at = NOW;
  const logged: string[] = [];
  const tick = () => {
    at += 1000;
    return at;
  };
  const run = (...args: string[]) => runReviews(db, args, { now: tick(), log: (line) => void logged.push(line) });
  return {
    db,
    logged,
    run,
    async ask(requesterId: string, { id = '', name = 'ct-scans', teamId = 'T1', isPublic = true } = {}) {
      const asked = workload({ name, payloadSizeMB: 500, description: `for <@${requesterId}>` });
      const { review } = await submitNewReview(
        db,
        {
          ...{ ...(id !== '' && { id }), teamId, requesterId, channelId: 'C1', workload: asked, isPublic },
          recommendation: recommend(asked),
          responseAddress: { url: SECRET, expiresAt: NOW * 2 },
        },
        tick(),
      );
      return review.id;
    },
    async act(userId: string, reviewId: string, action: ReviewAction, teamId = 'T1') {
      const asked = { teamId, reviewId, actorId: userId, action };
      const outcome = await submitAction({ db, receivers: 1 }, asked, tick());
      expect(outcome).toMatchObject({ ok: true });
    },
    async revise(authorId: string, reviewId: string, payloadSizeMB: number) {
      const review = await findReview(db, 'T1', reviewId);
      const asked = { ...(review?.latest.workload ?? workload()), payloadSizeMB };
      const baseRevision = review?.latest.revision ?? 0;
      const action = { kind: 'revise', baseRevision, workload: asked, recommendation: recommend(asked) } as const;
      const told = { teamId: 'T1', reviewId, actorId: authorId, action };
      expect(await submitAction({ db, receivers: 0 }, told, tick())).toMatchObject({ ok: true });
    },
    /** As if everything that waits had been posted. */
    async post() {
      await db
        .updateTable('slack_posts')
        .set((set) => ({ message_ts: set.ref('review_id'), details_ts: '2.2' }))
        .execute();
      for (const { id, version } of await db.selectFrom('reviews').select(['id', 'version']).execute()) {
        const shown = { shown_version: version, details_version: version };
        await db.updateTable('slack_posts').set(shown).where('review_id', '=', id).execute();
      }
      await db.updateTable('slack_outbox').set({ state: 'done', asked_words: null, response_url: null }).execute();
    },
    async export() {
      const { text } = await run('export');
      return text.trimEnd().split('\n');
    },
    /** Imports these lines. */
    async import(lines: readonly string[], ...options: string[]) {
      const file = join(folder.path, `${Math.random()}.jsonl`);
      writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
      return run('import', file, ...options);
    },
    /** Every row of every table but the migrations, without what is random. */
    async everything() {
      const tables = await db.introspection.getTables();
      const rows = tables
        .filter(({ name }) => name !== 'migrations' && !name.startsWith('sqlite'))
        .map(async ({ name }) => {
          const all = await db
            .selectFrom(name as 'reviews')
            .selectAll()
            .execute();
          const told = all.map((row) => JSON.stringify({ ...row, ...(name === 'slack_outbox' && { id: '' }) }));
          return [name, told.sort()];
        });
      return Object.fromEntries((await Promise.all(rows)) as [string, string[]][]);
    },
  };
}
type Team = Awaited<ReturnType<typeof openTeam>>;

const read = (line: string | undefined): ExportedLine => JSON.parse(line ?? '');

/** Reviews in every state, with everything that belongs to one. */
async function fill(team: Team): Promise<void> {
  for (let number = 0; number < 20; number++) {
    const id = await team.ask(`U${number % 3}ASKS`, {
      id: `R${number}`,
      name: `scans ${number}`,
      isPublic: number % 2 > 0,
    });
    if (number % 2 === 0)
      await team.act('U7BEN', id, { kind: 'raise-concern', text: 'Is "1 GB"\nenough? 🙂', blocking: true });
    if (number % 4 === 0) await team.act('U7BEN', id, { kind: 'resolve-concern', concernId: 1, note: 'yes' });
    if (number % 3 === 0) await team.revise('U8EVE', id, 400 + number);
    if (number % 5 === 0) await team.act('U7BEN', id, { kind: 'set-decider', userId: 'U8EVE' });
    if (number % 5 === 1)
      await team.act('U7BEN', id, { kind: 'set-decide-by', date: '2027-02-01', today: '2027-01-15' });
    if (number === 7) await team.act('U7BEN', id, { kind: 'withdraw', reason: 'no model' });
    if (number === 8) await team.act('U7BEN', id, { kind: 'override', option: 'real-time', reason: 'we read from S3' });
    if (number % 4 === 3 && number !== 7) await team.act('U8EVE', id, { kind: 'accept', despiteConcerns: [] });
    if (number === 11) await team.act('U8EVE', id, { kind: 'set-revisit', date: '2027-06-01', today: '2027-01-15' });
  }
  await team.post();
  await saveCorrection(team.db, {
    ...{ reviewId: 'R3', teamId: 'T1', words: 'scans of 5 MB', authorId: 'U0ASKS', submitterId: 'U0ASKS' },
    ...{ read: { payloadSizeMB: 5 }, submitted: { payloadSizeMB: 500 }, at: NOW },
  });
  const told = {
    team_id: 'T1',
    about_review_id: 'R5',
    kind: 'reminder',
    version: 1,
    state: 'done',
    attempts: 1,
  } as const;
  const when = { not_before: 0, requester_id: 'U2ASKS', notice_attempts: 0, queued_at: NOW + 5, asked_at: 0 };
  await team.db
    .insertInto('slack_outbox')
    .values({ id: 'J1', ...told, ...when, position: 9, asked_event: 'nudge 1800000000000 2027-01-15' })
    .execute();
  // One waits for Slack, and a receiver of webhooks for its turn.
  await team.ask('U1ASKS', { id: 'R20', name: 'waits' });
  await team.act('U7BEN', 'R20', { kind: 'withdraw' });
}

const MOVES: readonly (readonly [DatabaseKind, DatabaseKind])[] =
  DATABASES.length > 1
    ? [
        ['embedded', 'postgres'],
        ['postgres', 'embedded'],
      ]
    : [['embedded', 'embedded']];

describe.each(MOVES)('reviews exported from a database (%s)', (from, to) => {
  it(`are all in an empty one (${to}) after an import, as they were, and a second import changes nothing`, async () => {
    const [source, target] = [await openTeam(from), await openTeam(to)];
    await fill(source);
    const lines = await source.export();
    expect(lines).toHaveLength(21);
    expect(lines.map((line) => read(line).end?.reviews)).toEqual([...Array(20), 21]);
    expect(lines.join('')).not.toContain('hooks.slack.com');

    expect(await target.import(lines)).toEqual({
      text: '21 reviews added, 0 brought up to date, 0 already here.\n',
      refused: undefined,
    });
    expect(JSON.parse(target.logged.at(-1) ?? '')).toMatchObject({ audit: true, action: 'reviews-imported', new: 21 });
    expect(await target.export()).toEqual(lines);
    const [before, after] = [await source.everything(), await target.everything()];
    // What was posted is done; of it only reminders count later. Addresses to respond to stay where they are.
    const { slack_outbox: all = [], ...records } = before;
    const { slack_outbox: moved = [], ...copied } = after;
    expect(copied).toEqual(records);
    const kept = all.filter((row) => row.includes('reminder') || !row.includes('"done"'));
    expect(kept.length).toBeGreaterThan(3);
    expect(moved.map((row) => JSON.parse(row))).toEqual(
      kept.map((row) => ({ ...JSON.parse(row), response_url: null, response_url_expires_at: null })),
    );

    expect((await target.import(lines)).text).toBe('0 reviews added, 0 brought up to date, 21 already here.\n');
    expect(await target.everything()).toEqual(after);
  });
});

/** A database as it was when another one was exported. */
async function restored(lines: readonly string[]): Promise<Team> {
  const team = await openTeam();
  await team.import(lines);
  return team;
}

describe('after a return to a backup', () => {
  it('brings everything since up to date: new reviews, decisions, revisions, with their messages', async () => {
    const team = await openTeam();
    await fill(team);
    const back = await restored(await team.export());
    await team.act('U7BEN', 'R1', { kind: 'accept', despiteConcerns: [] });
    await team.revise('U7BEN', 'R2', 123);
    await team.act('U8EVE', 'R2', { kind: 'raise-concern', text: 'hm', blocking: false });
    await team.ask('U1ASKS', { id: 'R99', name: 'young' });
    await team.post();
    const lines = await team.export();
    expect((await back.import(lines)).text).toBe('1 review added, 2 brought up to date, 19 already here.\n');
    const states = (some: readonly string[]) => some.map((line) => ({ ...read(line), slack: null, waiting: [] }));
    expect(states(await back.export())).toEqual(states(lines));
    // Messages may have been edited from the backup: each is edited again.
    const edits = await back.db
      .selectFrom('slack_outbox')
      .select(['about_review_id', 'kind', 'version'])
      .where('kind', 'in', ['update', 'details-update'])
      .where('state', '=', 'pending')
      .where('about_review_id', 'in', ['R1', 'R2', 'R99'])
      .orderBy('about_review_id')
      .orderBy('kind', 'desc')
      .execute();
    expect(edits.map(({ about_review_id, kind }) => `${about_review_id} ${kind}`)).toEqual(
      ['R1', 'R2'].flatMap((id) => [`${id} update`, `${id} details-update`]),
    );
    const place = await back.db.selectFrom('slack_posts').selectAll().where('review_id', '=', 'R99').executeTakeFirst();
    expect(place).toMatchObject({ channel_id: 'C1', message_ts: 'R99', shown_version: 1 });
  });

  it('keeps and names what is newer here, and what went another way here', async () => {
    const team = await openTeam();
    for (const id of ['R1', 'R2', 'R3']) await team.ask('U1ASKS', { id, name: `name\u001b of ${id}` });
    const back = await restored(await team.export());
    await team.act('U7BEN', 'R1', { kind: 'accept', despiteConcerns: [] });
    const lines = await team.export();
    await back.act('U7BEN', 'R1', { kind: 'withdraw', reason: 'gone' });
    await back.act('U7BEN', 'R2', { kind: 'withdraw', reason: 'gone' });
    const before = await back.everything();
    expect((await back.import(lines)).text).toBe(`0 reviews added, 0 brought up to date, 1 already here.
2 reviews kept as here:
  R1 "name\\u{1b} of R1": changed here since; what the file has of it was left out
  R2 "name\\u{1b} of R2": newer here
`);
    expect(await back.everything()).toEqual(before);
  });

  it('a post whose answer was lost keeps its id, by which Slack has it', async () => {
    const team = await openTeam();
    await team.ask('U1ASKS', { id: 'R1' });
    await team.db.updateTable('slack_outbox').set({ state: 'uncertain' }).where('kind', '=', 'details').execute();
    const idOf = async ({ db }: Team) =>
      db.selectFrom('slack_outbox').select('id').where('state', '=', 'uncertain').executeTakeFirst();
    const target = await openTeam();
    await target.import(await team.export());
    expect(await idOf(target)).toEqual(await idOf(team));
  });

  it('says with --dry-run what it would do, and does nothing', async () => {
    const team = await openTeam();
    await team.ask('U1ASKS');
    const target = await openTeam();
    expect((await target.import(await team.export(), '--dry-run')).text).toBe(
      '1 review added, 0 brought up to date, 0 already here.\nNothing was changed: --dry-run.\n',
    );
    expect((await target.everything())['reviews']).toEqual([]);
    expect(target.logged).toEqual([]);
  });
});

describe('a person who was forgotten here', () => {
  const GONE = 'U0LEAVER1';
  /** A review that somebody took part in everywhere, and its export from before. */
  async function took(id = 'R1') {
    const team = await openTeam();
    await team.ask(GONE, { id });
    await team.act(GONE, id, { kind: 'raise-concern', text: `my words, by <@${GONE}>` });
    await team.act('U7BEN', id, { kind: 'set-decider', userId: GONE });
    await saveCorrection(team.db, {
      ...{ reviewId: id, teamId: 'T1', words: 'scans', authorId: GONE, submitterId: 'U7BEN' },
      ...{ read: { payloadSizeMB: 5 }, submitted: { payloadSizeMB: 500 }, at: NOW },
    });
    return { team, lines: await team.export() };
  }
  const told = async (team: Team) => JSON.stringify(await team.everything());

  it('stays so in reviews that are here, and in those that come in', async () => {
    const { team, lines } = await took();
    await team.act('U7BEN', 'R1', { kind: 'accept', despiteConcerns: [1] });
    const later = await team.export();
    const back = await restored(lines);
    await back.run('forget', GONE, '--yes');
    expect((await back.import(later)).text).toBe(
      '0 reviews added, 1 brought up to date, 0 already here.\nForgot 1 person again.\n',
    );
    expect(await told(back)).not.toContain(GONE);
    expect(await findReview(back.db, 'T1', 'R1')).toMatchObject({
      ...{ state: 'accepted', requesterId: 'former-member', deciderId: null },
      concerns: [{ text: 'my words, by a former member' }],
    });
    const before = await back.everything();
    expect((await back.import(later)).text).toContain('1 already here');
    expect((await back.everything())['review_events']).toEqual(before['review_events']);
    expect(await told(back)).not.toContain(GONE);
  });

  it('stays so where only texts name them: after a line break, within italics, and as an escape', async () => {
    const team = await openTeam();
    await team.ask('U1ASKS', { id: 'R1' });
    await team.act('U7BEN', 'R1', { kind: 'raise-concern', text: `ask\n${GONE}, _${GONE}_` });
    const lines = (await team.export()).map((line) => line.replaceAll(GONE, `\\u0055${GONE.slice(1)}`));
    expect(lines.join('')).not.toContain(GONE);
    const empty = await openTeam();
    await empty.run('forget', GONE, '--yes');
    expect((await empty.import(lines)).text).toContain('Forgot 1 person again.');
    expect(await told(empty)).not.toContain(GONE);
  });

  it('may come back: a second import leaves what they asked since', async () => {
    const { lines } = await took();
    const empty = await openTeam();
    await empty.run('forget', GONE, '--yes');
    await empty.import(lines);
    await empty.ask(GONE, { id: 'R9' });
    const before = await empty.everything();
    expect((await empty.import(lines)).text).toBe('0 reviews added, 0 brought up to date, 1 already here.\n');
    expect(await empty.everything()).toEqual(before);
  });

  it('stays so where no review named them, and without what they wrote if that was removed', async () => {
    const { lines } = await took();
    const empty = await openTeam();
    await empty.run('forget', GONE, '--texts', '--yes');
    expect((await empty.import(lines)).text).toContain('Forgot 1 person again.');
    expect(await told(empty)).not.toContain(GONE);
    expect(await told(empty)).not.toContain('my words');
    expect(await told(empty)).toContain('U7BEN');
  });

  it('stays so in a database that reviews are moved to, and is forgotten in a backup from before', async () => {
    const { team, lines } = await took();
    await team.run('forget', GONE, '--yes');
    const since = await team.export();
    expect(since.join('')).not.toContain(GONE);
    const moved = await openTeam();
    await moved.import(since);
    await moved.import((await took('R2')).lines);
    expect(await told(moved)).not.toContain(GONE);
    expect(await findReview(moved.db, 'T1', 'R2')).toMatchObject({ requesterId: 'former-member' });

    const back = await restored(lines);
    await back.ask(GONE, { id: 'R9' });
    await back.import(since);
    expect(await told(back)).not.toContain(GONE);
  });
});

/** A line as version 0.3.0 wrote it. */
function asThird(line: string): string {
  const later = 'exportVersion storedEvents people slack reminders waiting correction updatedAt end'.split(' ');
  return JSON.stringify(Object.fromEntries(Object.entries(read(line)).filter(([name]) => !later.includes(name))));
}

/** A line as version 0.2.0 wrote it. */
function asSecond(line: string): string {
  const { events: _, approvals, candidate, revisitOn, ...rest } = JSON.parse(asThird(line));
  return JSON.stringify({ ...rest, events: read(line).storedEvents });
}

describe('an export of version 1', () => {
  it.each([
    ['0.2.0', asSecond],
    ['0.3.0', asThird],
  ])('as %s wrote it restores state, decision and history, and says what is missing', async (_, older) => {
    const team = await openTeam();
    await fill(team);
    const lines = await team.export();
    const target = await openTeam();
    const { text } = await target.import(lines.map(older));
    expect(text).toMatch(/^21 reviews added.*\nThe export is of version 1\. It lacks:\n {2}where messages are/);
    const again = await target.export();
    const record = (line: string) => {
      const { state, since, decision, concerns, revisions, events, deciderId, decideBy } = read(line);
      return { state, since, decision, concerns, revisions, events, deciderId, decideBy };
    };
    expect(again.map(record)).toEqual(lines.map(record));
    expect((await target.run('adr', 'R8')).text).toBe((await team.run('adr', 'R8')).text);
    expect((await target.import(lines.map(older))).text).toMatch(
      /^0 reviews added, 0 brought up to date, 21 already here/,
    );
    expect(await target.export()).toEqual(again);
    await target.act('U7BEN', 'R1', { kind: 'accept', despiteConcerns: [] });
  });

  it('of a review that is here changes nothing, though it counts events otherwise', async () => {
    const team = await openTeam();
    await team.ask('U1ASKS', { id: 'R1' });
    const rules = ['no-gpu', 'no-p5'];
    const event = {
      kind: 'policy-overridden',
      actorId: 'U7BEN',
      at: NOW,
      revision: 1,
      rules,
      reason: 'agreed',
    } as const;
    await transact(team.db, (trx) => appendEvent(trx, 'R1', 2, event));
    await team.db.updateTable('reviews').set({ version: 2 }).execute();
    const before = await team.everything();
    expect((await team.import((await team.export()).map(asThird))).text).toMatch(/^0 .* 1 already here/);
    expect(await team.everything()).toEqual(before);
  });

  it('brings what is here up to date, and leaves its message where it is', async () => {
    const team = await openTeam();
    await team.ask('U1ASKS', { id: 'R1' });
    await team.post();
    const back = await restored(await team.export());
    await team.act('U7BEN', 'R1', { kind: 'accept', despiteConcerns: [] });
    await back.import((await team.export()).map(asThird));
    expect(await findReview(back.db, 'T1', 'R1')).toMatchObject({ state: 'accepted' });
    const posts = await back.db.selectFrom('slack_posts').selectAll().execute();
    // It shows an earlier version, whatever number that has here.
    expect(posts).toMatchObject([{ message_ts: 'R1', shown_version: 0 }]);
  });
});

describe('what is no whole export', () => {
  const change = (line: string | undefined, by: object): string => JSON.stringify({ ...read(line), ...by });
  it.each<[string, (lines: string[]) => string[], RegExp]>([
    ['an empty file', () => [], /^Line 1 is missing: the file is empty\./],
    ['text', () => ['hello'], /^Line 1 is no JSON/],
    ['JSON of another program', () => ['{"name":"x"}'], /^Line 1 is no line of an export: id is missing or wrong\./],
    ['a list', (lines) => [`[${lines.join(',')}]`], /^Line 1 is no line of an export: it is no object\./],
    ['a line that is cut', ([one, two = '', ...more]) => [one ?? '', two.slice(0, 900), ...more], /^Line 2 is no JSON/],
    ['a file that ends early', (lines) => lines.slice(0, 2), /^Line 3 is missing: the file was cut\./],
    [
      'a lost line',
      ([one = '', , ...more]) => [one, ...more],
      /^Line 2 ends an export of 3 reviews\. The file has 2\./,
    ],
    ['a review twice', ([one = '', ...more]) => [one, one, ...more], /^Line 2 has the review of line 1 again\./],
    ['an export behind another', (lines) => [...lines, lines[0] ?? ''], /^Line 4 has the review of line 1 again\./],
    [
      'an unknown version',
      ([one, ...more]) => [change(one, { exportVersion: 3 }), ...more],
      /^Line 1 has the exportVersion 3\. This version reads 1 and 2/,
    ],
    [
      'lines of two versions',
      ([one = '', ...more]) => [asThird(one), ...more],
      /^Line 2 is of another version than line 1\./,
    ],
    [
      "another team's export",
      (lines) => lines.map((line) => change(line, { teamId: 'T9' })),
      /^Line 1 is of the team T9, which this database doesn't have\. .*--team T9/,
    ],
    [
      'an unknown event',
      ([one, ...more]) => [change(one, { storedEvents: [{ kind: 'x', actorId: 'U1', at: 1 }], version: 1 }), ...more],
      /^Line 1 .* storedEvents has the kind x\./,
    ],
    [
      'a missing event',
      ([one, ...more]) => [change(one, { version: 7 }), ...more],
      /^Line 1 .* version is not the number/,
    ],
    [
      'a decision without one',
      ([one, ...more]) => [change(one, { state: 'accepted' }), ...more],
      /^Line 1 .* state is not that after its events/,
    ],
    [
      'an event without what its kind has',
      ([one, ...more]) => {
        const { storedEvents } = read(one);
        const other = { kind: 'policy-overridden', actorId: 'U1', at: NOW };
        return [change(one, { storedEvents: [...storedEvents, other], version: 2 }), ...more];
      },
      /^Line 1 .* storedEvents lacks what its kinds have/,
    ],
    [
      'events that were changed in one of the two forms',
      ([one, ...more]) => {
        const { storedEvents } = read(one);
        return [change(one, { storedEvents: storedEvents.map((event) => ({ ...event, at: NOW * 2 })) }), ...more];
      },
      /^Line 1 .* events are not those of storedEvents/,
    ],
    [
      'a time beyond every date',
      ([one, ...more]) => [change(one, { createdAt: 9e15 }), ...more],
      /^Line 1 .* createdAt is missing or wrong/,
    ],
    ['a bomb', () => ['['.repeat(100_000)], /^Line 1 nests lists and objects/],
    ['a line beyond every review', () => ['x'.repeat(65 * 2 ** 20)], /^Line 1 is over 64 MB\./],
  ])('%s is refused as a whole, with the line, and changes nothing', async (_, spoil, text) => {
    const team = await openTeam();
    for (const id of ['R1', 'R2', 'R3']) await team.ask('U1ASKS', { id });
    const target = await openTeam();
    await target.ask('U1ASKS', { id: 'R0' });
    const before = await target.everything();
    const { refused } = await target.import(spoil(await team.export()));
    expect(refused).toMatch(text);
    expect(refused).toMatch(/ Nothing was imported\.$/);
    expect(await target.everything()).toEqual(before);
  });

  it('reviews of two other teams come in where both are named', async () => {
    const [team, target] = [await openTeam(), await openTeam()];
    await team.ask('U1ASKS', { id: 'R1', teamId: 'T8' });
    await team.ask('U1ASKS', { id: 'R2', teamId: 'T9' });
    await target.ask('U1ASKS', { id: 'R0' });
    const lines = await team.export();
    expect((await target.import(lines, '--team', 'T8')).refused).toMatch(/^Line 2 .*--team T8,T9\./);
    expect((await target.import(lines, '--team', 'T8,T9')).text).toMatch(/^2 reviews added/);
  });

  it("another team's reviews come in where that team is named, and never over this one's", async () => {
    const [team, target] = [await openTeam(), await openTeam()];
    await team.ask('U1ASKS', { id: 'R1', teamId: 'T9' });
    await target.ask('U1ASKS', { id: 'R0' });
    const lines = await team.export();
    expect((await target.import(lines, '--team', 'T9')).text).toMatch(/^1 review added/);
    await team.ask('U1ASKS', { id: 'R0', teamId: 'T9' });
    expect((await target.import(await team.export())).refused).toMatch(
      /^Line 1 has a review that belongs to another team/,
    );
  });
});

it('an export while somebody acts has each review as it was at one moment', async () => {
  const team = await openTeam();
  for (let number = 0; number < 30; number++) await team.ask('U1ASKS', { id: `R${number}` });
  const acting = (async () => {
    for (let number = 0; number < 30; number++) {
      const asked = { teamId: 'T1', reviewId: 'R29', actorId: 'U7BEN' };
      const action: ReviewAction = { kind: 'raise-concern', text: `concern ${number}` };
      await team.db.transaction().execute((trx) => actOnReview(trx as never, { ...asked, action }, NOW + number));
    }
  })();
  const [lines] = await Promise.all([team.export(), acting]);
  const found = lines.map(read).find(({ id }) => id === 'R29');
  expect(found?.storedEvents).toHaveLength(found?.version ?? 0);
  expect((await (await openTeam()).import(lines)).refused).toBeUndefined();
});
