import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../../local-workspace/start-workspace.ts';
import { named, recommend } from '../../../src/recommender/index.ts';
import { findReview } from '../../../src/reviews/review-store.ts';
import { withLinkedNeighbours } from '../../../src/slack/outbox/posts.ts';
import { submitNewReview, submitSuccessor } from '../../../src/slack/outbox/submit-review.ts';
import { createPeople, type People } from '../../../src/slack/people/look-ups.ts';
import { databases, openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';
import { createPostingClient } from './support/posting-client.ts';

const TURNS = [
  ['is made private', (workspace: Workspace, id: string) => workspace.makePrivate(id)],
  ['is archived', (workspace: Workspace, id: string) => workspace.archive(id)],
  ['is deleted', (workspace: Workspace, id: string) => workspace.deleteChannel(id)],
] as const;

describe.each(databases())('with the %s database, of a review in another channel', (kind) => {
  let database: TestDatabase;
  let workspace: Workspace;
  let people: People;
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
