import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../../local-workspace/start-workspace.ts';
import { named, recommend } from '../../../src/recommender/index.ts';
import { findReview } from '../../../src/reviews/review-store.ts';
import { createReviewDigest } from '../../../src/slack/outbox/digest.ts';
import { createPoster } from '../../../src/slack/outbox/poster.ts';
import { withLinkedNeighbours } from '../../../src/slack/outbox/posts.ts';
import { submitNewReview, submitSuccessor } from '../../../src/slack/outbox/submit-review.ts';
import { createPeople, type People } from '../../../src/slack/people/look-ups.ts';
import { databases, openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { alwaysWith, createPostingClient } from './support/posting-client.ts';

const TURNS = [
  ['is made private', (workspace: Workspace, id: string) => workspace.makePrivate(id)],
  ['is archived', (workspace: Workspace, id: string) => workspace.archive(id)],
  ['is deleted', (workspace: Workspace, id: string) => workspace.deleteChannel(id)],
] as const;

describe.each(databases())('with the %s database, of a review in another channel', (kind) => {
  let database: TestDatabase;
  let workspace: Workspace;
  let people: People;
  let digestChannel: string;
  let now = 0;
  const logger = pino({ level: 'silent' });

  beforeEach(async () => {
    now = 1_800_000_000_000;
    database = await openTestDatabase(kind);
  });
  afterEach(async () => {
    await workspace.stop();
    await database.close();
    workspace.expectNoBreaches();
  });

  async function start(options: WorkspaceOptions = {}): Promise<void> {
    workspace = await startWorkspace(options);
    people = createPeople({
      client: client(),
      logger,
      teamId: workspace.teamId,
      enterpriseId: undefined,
      now: () => now,
    });
    digestChannel = add('digest');
  }
  const client = () => createPostingClient(workspace.apiUrl, 10_000, workspace.botToken);
  const add = (name: string) => workspace.addChannel({ name, kind: 'public', botIsMember: true });

  const submission = (channelId: string, name: string) => {
    const workload = named(name);
    const { teamId } = workspace;
    return { teamId, requesterId: 'U1', channelId, workload, recommendation: recommend(workload), isPublic: true };
  };
  async function ask(channelId: string, name: string): Promise<string> {
    return (await submitNewReview(database.db, submission(channelId, name))).review.id;
  }

  /** Says that a review would come out otherwise today. */
  async function revisit(reviewId: string, savingUsd: number): Promise<void> {
    const replay = { facts_version: 'today', choice: null, differs: 1, limit_broken: 0, waits_for_digest: 1 };
    await database.db
      .insertInto('review_replays')
      .values({ ...replay, review_id: reviewId, team_id: workspace.teamId, saving_usd: savingUsd, replayed_at: now })
      .execute();
  }
  async function digest(): Promise<string> {
    const place = { channelId: digestChannel, teamId: workspace.teamId, teamUrl: 'https://acme.slack.com/' };
    const { findPublic } = people;
    const { db } = database;
    const poster = createPoster({ db, advisor: ADVISOR, workspaceOf: alwaysWith(client()), logger });
    await createReviewDigest({ ...poster, db, findPublic, ...place, now: () => now }).run();
    await poster.drain(5_000);
    return JSON.stringify(workspace.messages(digestChannel).at(-1) ?? '');
  }

  it.each(TURNS)('the digest names nothing 60 s after the channel %s, and counts nothing', async (_, change) => {
    await start();
    const [open, turned] = [add('open'), add('turned')];
    await revisit(await ask(open, 'stays-open'), 100);
    await revisit(await ask(turned, 'turns'), 200);
    expect((await people.findPublic([turned])).size).toBe(1);
    change(workspace, turned);
    now += 60_000;
    const said = await digest();
    expect(said).toContain('1 review would come out differently');
    expect(said).toContain('stays-open');
    expect(said).not.toContain('turns');
  });

  it('the digest says nothing without channels:read, except of the channel that it is in', async () => {
    await start({ scopes: ['chat:write', 'groups:read'] });
    await revisit(await ask(add('open'), 'stays-open'), 100);
    expect(await digest()).toBe('""');
    await revisit(await ask(digestChannel, 'of-the-digest'), 100);
    const said = await digest();
    expect(said).toContain('of-the-digest');
    expect(said).not.toContain('stays-open');
  });

  it('the digest says nothing while Slack does not answer, and what waits is told later', async () => {
    await start();
    await revisit(await ask(add('open'), 'stays-open'), 100);
    workspace.faults.next('conversations.info', { kind: 'status', status: 500 });
    expect(await digest()).toBe('""');
    now += 60_000;
    expect(await digest()).toContain('stays-open');
  });

  it('the digest looks up 30 channels of 50, those with the largest savings', async () => {
    await start();
    for (let number = 10; number < 60; number++) await revisit(await ask(add(`c${number}`), `r${number}`), number);
    const said = await digest();
    expect(workspace.calls('conversations.info')).toHaveLength(30);
    expect(said).toContain('30 reviews would come out differently');
    expect(said).toContain('r59');
  });

  /** A review and the one that replaced it, each in a channel, and the names that each one's message has. */
  async function replace(before: string, after: string) {
    const replaced = await ask(before, 'the-old-one');
    const outcome = await submitSuccessor(
      { db: database.db, receivers: 0 },
      { ...submission(after, 'the-new-one'), supersedes: replaced },
    );
    if (!outcome.ok) throw new Error(outcome.kind);
    return async () => {
      const named = [replaced, outcome.review.id].map(async (id) => {
        const review = await findReview(database.db, workspace.teamId, id);
        if (review === undefined) throw new Error(`There is no ${id}`);
        const { findPublic } = people;
        const { neighbours } = await withLinkedNeighbours(database.db, review, { teamUrl: 'https://a/', findPublic });
        return neighbours.supersededBy?.name ?? neighbours.supersedes?.name ?? null;
      });
      return Promise.all(named);
    };
  }

  it.each(TURNS)(
    'a message does not name the one that it replaces or that replaced it 60 s after its channel %s',
    async (_, change) => {
      await start();
      const [one, other] = [add('one'), add('other')];
      const names = await replace(one, other);
      expect(await names()).toEqual(['the-new-one', 'the-old-one']);
      change(workspace, other);
      now += 60_000;
      expect(await names()).toEqual([null, 'the-old-one']);
    },
  );

  it('a message names those of the same channel without asking Slack', async () => {
    await start({ scopes: ['chat:write'] });
    const one = add('one');
    const names = await replace(one, one);
    expect(await names()).toEqual(['the-new-one', 'the-old-one']);
    expect(workspace.calls('conversations.info')).toEqual([]);
  });

  it('a message in a channel does not name one in a direct message', async () => {
    await start();
    const ada = workspace.addUser('ada');
    const names = await replace(add('one'), workspace.directMessage(ada.id));
    expect(await names()).toEqual([null, 'the-old-one']);
  });
});
