import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import type { Workspace } from '../../local-workspace/start-workspace.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { makePlace } from '../database/support/open-test-database.ts';
import { ageClaims } from '../support/age-claims.ts';
import { environmentOf } from '../support/bot-process.ts';
import { CT_SCANS } from '../support/journey.ts';
import { openWorkspace } from '../support/workspace.ts';
import { type LambdaFunction, openFunction } from './support/function.ts';

/** Slack shows its own error after this many milliseconds. */
const SLACK_WAITS_MS = 3000;

describe('behind AWS Lambda', () => {
  let lambda: LambdaFunction;
  let workspace: Workspace;
  let ada: Person;
  let channel: string;
  let databaseUrl: string;
  let environment: Record<string, string>;
  let tidy: () => Promise<void>;

  beforeAll(async () => {
    const place = await makePlace('postgres');
    lambda = await openFunction(() => environment);
    const opened = await openWorkspace('http', () => lambda.port, { withHistory: true });
    workspace = opened.workspace;
    databaseUrl = place.url;
    environment = { ...environmentOf({ ...opened.config, databaseUrl }, 3000), DATABASE_POOL_SIZE: '2' };
    ada = workspace.addUser('ada');
    tidy = async () => {
      await lambda.end();
      await workspace.stop();
      await place.remove();
      opened.removeFolder();
    };
    await lambda.start();
  });
  afterAll(() => tidy());
  beforeEach(({ task }) => {
    channel = workspace.addChannel({ name: `channel-${task.id.split('_').at(-1)}`, kind: 'public', botIsMember: true });
  });

  async function submit(): Promise<void> {
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
  }
  const reviewIn = () => workspace.messages(channel).filter(({ blocks }) => blocks !== undefined);

  it('has opened the form, and posted the review with its first reply, when each request is answered', async () => {
    await submit();
    // The instance is frozen from the answer on: what isn't there now would never come.
    const [message, ...more] = reviewIn();
    expect(more).toEqual([]);
    expect(workspace.thread(channel, message?.ts ?? '')).toHaveLength(2);
    expect(lambda.times()[0]).toBeLessThan(SLACK_WAITS_MS);
    workspace.expectNoBreaches();
  });

  it('answers within 3 s while Slack takes 5 s for a post, loses it with the instance, and posts it once by a schedule', async () => {
    workspace.faults.next('chat.postMessage', { kind: 'slow', ms: 5000 });
    await submit();
    expect(lambda.times()[0]).toBeLessThan(SLACK_WAITS_MS);
    expect(reviewIn()).toEqual([]);
    await lambda.kill();
    // As long as Slack would still take it.
    await workspace.waitFor(() => reviewIn().length === 1);

    await ageClaims(databaseUrl);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await lambda.start();
    await lambda.schedule();
    const [message, ...more] = reviewIn();
    expect(more).toEqual([]);
    expect(workspace.thread(channel, message?.ts ?? '')).toHaveLength(2);
    expect(workspace.ephemerals(ada.id)).toEqual([]);
  });

  it('posts by a schedule what Slack was too busy for, with the same instance and with another one', async () => {
    workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 1 }, 2);
    await submit();
    expect(reviewIn()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await lambda.schedule();
    expect(reviewIn()).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await lambda.start();
    await lambda.schedule();
    expect(reviewIn()).toHaveLength(1);
  });

  it('posts once where a frozen instance and a schedule on another one meet', async () => {
    workspace.faults.next('chat.postMessage', { kind: 'slowAnswer', ms: 4000 });
    await submit();
    expect(reviewIn()).toHaveLength(1);
    await ageClaims(databaseUrl);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const other = await openFunction(() => environment);
    await other.start();
    await other.schedule();
    await other.end();
    // The frozen one wakes up with a request, in the middle of its call.
    await lambda.schedule();
    const [message, ...more] = reviewIn();
    expect(more).toEqual([]);
    expect(workspace.thread(channel, message?.ts ?? '')).toHaveLength(2);
  });

  it('reports a schedule as failed while its database cannot be read, and the next one as done', async () => {
    const opened = await openDatabase(databaseUrl);
    if (!opened.ok) throw new Error(opened.text);
    await sql`alter table slack_outbox rename to elsewhere`.execute(opened.db);
    await expect(lambda.schedule()).rejects.toThrow('Could not read what is left to post');
    await sql`alter table elsewhere rename to slack_outbox`.execute(opened.db);
    await opened.close();
    await lambda.schedule();
  });

  it('refuses what is not signed, what no function URL sends, and a start without a server for the database', async () => {
    const event = {
      rawPath: '/slack/events',
      headers: { 'content-type': 'application/json' },
      requestContext: { http: { method: 'POST' } },
      body: '{}',
    };
    expect(await lambda.invoke(event)).toMatchObject({ statusCode: 401 });
    expect(await lambda.invoke({ ...event, rawPath: '/healthz', requestContext: { http: { method: 'GET' } } })).toEqual(
      {
        statusCode: 200,
        headers: { 'content-type': 'text/plain' },
        body: 'ok\n',
      },
    );
    await expect(lambda.invoke({ httpMethod: 'POST', path: '/slack/events' })).rejects.toThrow('payload format 2.0');

    environment = { ...environment, DATABASE_URL: 'file:data/reviews.db' };
    await lambda.start();
    expect(await lambda.invoke(event)).toMatchObject({ statusCode: 503 });
    await expect(lambda.schedule()).rejects.toThrow('Set DATABASE_URL to a PostgreSQL server.');
    expect(lambda.log()).toContain('Lambda keeps no files.');
  });
});
