import { afterEach, beforeEach, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../../../local-workspace/start-workspace.ts';
import { createLogger } from '../../../src/logger.ts';
import { named, recommend } from '../../../src/recommender/index.ts';
import type { Failure } from '../../../src/slack/connection/slack-errors.ts';
import { handleError } from '../../../src/slack/listeners/index.ts';
import { createPoster } from '../../../src/slack/outbox/poster.ts';
import { submitNewReview } from '../../../src/slack/outbox/submit-review.ts';
import { openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { alwaysWith, createPostingClient } from './support/posting-client.ts';

let workspace: Workspace;

let database: TestDatabase;

beforeEach(async () => {
  workspace = await startWorkspace();
  database = await openTestDatabase('embedded');
});

afterEach(async () => {
  await workspace.stop();
  await database.close();
});

interface Line {
  msg: string;
  failure?: Failure;
  err?: { data: unknown };
}

const lines: Line[] = [];

const logger = createLogger({
  level: 'debug',
  destination: { write: (line: string) => void lines.push(JSON.parse(line)) },
});

beforeEach(() => void lines.splice(0));

const client = () => createPostingClient(workspace.apiUrl, 10_000, workspace.botToken);

it('shows no chart for a day where Slack refused one, and tries again after it', async () => {
  const channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
  const requesterId = workspace.addUser('ada').id;
  const workload = { ...named('churn'), processingTimeSeconds: 0.1, monthlyRequests: 1e6 };
  let time = Date.now();
  const poster = createPoster({
    db: database.db,
    advisor: ADVISOR,
    workspaceOf: alwaysWith(client()),
    logger,
    now: () => time,
  });
  const hasChart = async () => {
    const { review } = await submitNewReview(
      database.db,
      { teamId: workspace.teamId, requesterId, channelId, workload, recommendation: recommend(workload) },
      time,
    );
    await poster.kick(review.id);
    const [, reply, ...more] = workspace.thread(channelId, workspace.messages(channelId).at(-1)?.ts ?? '');
    expect(more).toEqual([]);
    expect(reply?.text).toContain('1M $');
    return reply?.blocks?.some((block) => block['type'] === 'data_visualization');
  };
  const calls = () => workspace.calls('chat.postMessage').length;

  expect(await hasChart()).toBe(true);
  workspace.state.blocksNotRolledOut.add('data_visualization');
  expect(await hasChart()).toBe(false);
  expect(calls()).toBe(5);

  workspace.state.blocksNotRolledOut.clear();
  time += 24 * 60 * 60 * 1000 - 1;
  expect(await hasChart()).toBe(false);
  expect(calls()).toBe(7);
  time += 1;
  expect(await hasChart()).toBe(true);
  await poster.drain(1000);
});

it('logs the place that Slack names in a view: a header of 151 characters', async () => {
  const ada = workspace.addUser('ada');
  const view = { type: 'home' as const, blocks: [{ type: 'header' as const, text: plain('x'.repeat(151)) }] };
  const refused = client().views.publish({ user_id: ada.id, view });
  const error: unknown = await refused.catch((thrown: unknown) => thrown);
  if (!(error instanceof Error)) return expect.unreachable();
  const parts = { logger, interactive: client() } as Parameters<typeof handleError>[0];
  await handleError(parts)({ error, body: {} });

  expect(lines[0]?.err?.data).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: {
      messages: ['[ERROR] must have at most 150 characters [json-pointer:/view/blocks/0/text/text]'],
    },
  });
});

function plain(text: string) {
  return { type: 'plain_text' as const, text };
}
