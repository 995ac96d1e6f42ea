import { App } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../../../local-workspace/start-workspace.ts';
import { boltLogLevel, createBoltLogger, createLogger } from '../../../src/logger.ts';
import { type OpenedRecord, openRecord } from '../../../src/open-record.ts';
import { NO_ACCOUNT } from '../../../src/slack/account/reader.ts';
import { createInFlight, followEvents, type TakeEvent } from '../../../src/slack/connection/transport.ts';
import { createFirstDrafts } from '../../../src/slack/form/draft-store.ts';
import { ACTIONS } from '../../../src/slack/ids.ts';
import { createTokenCipher } from '../../../src/slack/installs/encryption.ts';
import { createInstallStore } from '../../../src/slack/installs/install-store.ts';
import { createSeveralWorkspaces } from '../../../src/slack/installs/several-workspaces.ts';
import { postingIn } from '../../../src/slack/installs/workspaces.ts';
import { registerListeners } from '../../../src/slack/listeners/index.ts';
import type { ListenerParts } from '../../../src/slack/listeners/parts.ts';
import { createPoster, type Poster } from '../../../src/slack/outbox/poster.ts';
import { HOME, HOME_CHANNEL, OUTSIDE, OUTSIDER, type Person, SECRET, STRANGER } from '../../fuzz/inputs/payload.ts';
import { plantAll } from '../../fuzz/record.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { registeredNames } from '../../support/registered-names.ts';
import { COMMANDS, HAPPENINGS, PRESSES, type Sent, SHORTCUTS, SUBMISSIONS } from '../../support/route-cases.ts';
import { settingsWith } from '../../support/settings.ts';
import { KEY } from '../../support/two-workspaces.ts';

const { commands, events, free, anybodys } = registeredNames({ settings: settingsWith() });

const caseOf = (cases: Readonly<Record<string, Sent>>, name: string): [string, Sent] => {
  const sent = cases[name];
  if (sent === undefined) throw new Error(`Add a case for ${name} to test/support/route-cases.ts`);
  return [name, sent];
};

/** One payload or more for every row of the routing table. */
const ALL: [string, Sent][] = [
  ...commands.map((name) => caseOf(COMMANDS, name)),
  ...events.map((name) => caseOf(HAPPENINGS, name)),
  ...PRESSES,
  ...SUBMISSIONS,
  ...SHORTCUTS,
];

const ADA: Person = { teamId: HOME, userId: 'U0ADA', channelId: HOME_CHANNEL, reviewId: 'review-open' };
/** Of another company, in a channel of home. */
const MALLORY: Person = { ...ADA, userId: OUTSIDER, ownTeamId: OUTSIDE };
/** Acts in her own workspace, on what home has. */
const EVE: Person = { ...ADA, teamId: STRANGER, userId: 'U0EVE' };

describe('of two workspaces that installed the app', () => {
  let home: Workspace;
  let stranger: Workspace;
  let record: Extract<OpenedRecord, { ok: true }>;
  let poster: Poster;
  let take: TakeEvent;

  beforeAll(async () => {
    home = await startWorkspace();
    stranger = await startWorkspace({ beside: home, domain: 'stranger' });
    home.state.team.id = HOME;
    stranger.state.team.id = STRANGER;
    const opened = await openRecord('file::memory:');
    if (!opened.ok) throw new Error(opened.text);
    record = opened;
    await plantAll(record.db);
    const store = createInstallStore(record.db, createTokenCipher([KEY]));
    for (const { state, teamId: id, botToken } of [home, stranger]) {
      const { botId, botUserId } = state.app;
      const url = `https://${state.team.domain}.slack.com/`;
      const own = { id: state.team.id ?? id, botId, botUserId, url, scopes: [], tokens: { botToken } };
      await store.save({ ...own, isOrg: false, enterpriseId: undefined }, 1);
    }
    const logger = createLogger({ level: 'fatal' });
    const bolt = { logger: createBoltLogger(logger, 'fatal'), logLevel: boltLogLevel('fatal') };
    const client = { clientId: '1.1', clientSecret: 'secret', slackApiUrl: home.apiUrl };
    const workspaces = createSeveralWorkspaces({ store, ...client, logger, boltLogger: bolt.logger });
    const { db } = record;
    const workspaceOf = async (teamId: string) => {
      const workspace = await workspaces.of({ teamId });
      return workspace && postingIn(workspace);
    };
    poster = createPoster({ db, advisor: ADVISOR, logger, workspaceOf });
    const app = new App({
      ...bolt,
      ...workspaces.bolt,
      receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
      extendedErrorHandler: true,
      convoStore: false,
    });
    const firstDrafts = createFirstDrafts(db, logger);
    const shared = { account: NO_ACCOUNT, advisor: ADVISOR, receivers: 0 };
    registerListeners(
      app,
      async (place) => {
        const workspace = await workspaces.of(place);
        if (workspace === null) return null;
        const { interactive, people, install, identity } = workspace;
        const { teamId, teamUrl, scopes } = identity;
        const pause = async () => {};
        const parts = { db, firstDrafts, poster, logger, interactive, people, install, teamId, teamUrl, scopes, pause };
        return { ...parts, ...shared, settings: settingsWith() } satisfies ListenerParts;
      },
      logger,
    );
    take = followEvents(app, createInFlight(), { logger: bolt.logger, slackApiUrl: home.apiUrl });
  });
  afterAll(async () => {
    await poster.drain(1000);
    await record.close();
    await stranger.stop();
    await home.stop();
  });
  /** Everything that the record holds of home, as text. */
  async function homesRecord(): Promise<string> {
    const { db } = record;
    const ids = db.selectFrom('reviews').select('id').where('team_id', '=', HOME);
    const rows = await Promise.all([
      db.selectFrom('reviews').selectAll().where('team_id', '=', HOME).orderBy('id').execute(),
      db.selectFrom('slack_posts').selectAll().where('team_id', '=', HOME).orderBy('review_id').execute(),
      db.selectFrom('slack_outbox').selectAll().where('team_id', '=', HOME).orderBy('id').execute(),
      db.selectFrom('slack_drafts').selectAll().where('team_id', '=', HOME).orderBy('id').execute(),
      db.selectFrom('slack_heard_events').selectAll().where('team_id', '=', HOME).execute(),
      db.selectFrom('slack_uninstalls').selectAll().execute(),
      db.selectFrom('slack_installs').selectAll().orderBy('id').execute(),
      ...(['review_revisions', 'review_concerns', 'review_events'] as const).map((table) =>
        db.selectFrom(table).selectAll().where('review_id', 'in', ids).execute(),
      ),
    ]);
    return JSON.stringify(rows);
  }

  const callsOf = (workspace: Workspace) => workspace.eventLog.filter(({ kind }) => kind === 'call').length;

  async function send(sent: Sent, who: Person): Promise<unknown[]> {
    const acknowledgements: unknown[] = [];
    await take({ body: sent(who), ack: async (answer) => void acknowledgements.push(answer) });
    return acknowledgements;
  }

  // First, since the people of home change their reviews.
  it.each(ALL)(
    '%s from one neither shows nor changes anything of the other, and uses its own token',
    async (_, sent) => {
      const before = { record: await homesRecord(), calls: callsOf(home) };
      const acknowledgements = await send(sent, EVE);
      expect({ record: await homesRecord(), calls: callsOf(home) }).toEqual(before);
      expect(JSON.stringify([acknowledgements, stranger.eventLog])).not.toContain(SECRET);
    },
  );

  const guarded = [...PRESSES, ...SUBMISSIONS, ...SHORTCUTS].filter(
    ([name]) => !free.includes(name) && !anybodys.includes(name),
  );
  it.each(guarded)(
    '%s is refused to somebody of another company, who is told so and opens nothing',
    async (_, sent) => {
      const [before, from] = [await homesRecord(), home.eventLog.length];
      const said = JSON.stringify([await send(sent, MALLORY), home.eventLog.slice(from)]);
      expect(said).toContain('Only members of the workspace');
      expect(said).not.toContain('views.open');
      expect(await homesRecord()).toEqual(before);
    },
  );

  it.each(PRESSES.filter(([name]) => anybodys.includes(name)))(
    '%s is open to somebody of another company who sees the review, as a mention is',
    async (_, sent) => {
      const from = home.eventLog.length;
      const said = JSON.stringify([await send(sent, MALLORY), home.eventLog.slice(from)]);
      expect(said).not.toContain('Only members of the workspace');
    },
  );

  it('the tests would notice: the form for changed answers of a review shows what is in it', async () => {
    const [, press] = PRESSES.find(([name]) => name === ACTIONS.changeAnswers) ?? [];
    if (press === undefined) throw new Error('There is no such route');
    await send(press, ADA);
    expect(JSON.stringify(home.eventLog)).toContain(SECRET);
  });
});
