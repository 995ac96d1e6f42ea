import { get } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkToken } from '../../src/operating/doctor.ts';
import { postedReview } from '../support/deciding.ts';
import { review } from '../support/journey.ts';
import { KEY, NEW_KEY, startTwoWorkspaces, type TwoWorkspaces } from '../support/two-workspaces.ts';
import { CONNECTIONS } from '../support/workspace.ts';

let both: TwoWorkspaces;
afterEach(async () => {
  vi.useRealTimers();
  await both.end();
});

const warnings = () =>
  both.logLines
    .map((line) => JSON.parse(line) as { level: string; msg: string; reason?: string })
    .filter(({ level }) => level === 'warn' || level === 'error');
const refusals = () => warnings().filter(({ msg }) => msg === 'Refused an installation');

describe.each(CONNECTIONS)('over %s, an installation', (kind) => {
  beforeEach(async () => {
    both = await startTwoWorkspaces(kind);
  });

  it('sends the browser to Slack with all 13 scopes, a signed state and a cookie for 10 minutes', async () => {
    const { location, cookie, status } = await both.open('/slack/install');
    const { searchParams } = new URL(location);
    expect(status).toBe(302);
    expect(searchParams.get('scope')?.split(',')).toHaveLength(13);
    expect(cookie).toBe(`slack-app-oauth-state=${searchParams.get('state')}`);
    expect(await both.install(both.one.workspace)).toMatchObject({ status: 200 });
    expect(warnings()).toEqual([]);
  });

  it('that somebody declined installs nothing, and says so in one line', async () => {
    const { status, text } = await both.install(both.one.workspace, { allows: false });
    expect([status, text]).toEqual([403, expect.stringContaining('You declined. Nothing was installed.')]);
    expect(refusals()).toHaveLength(1);
    expect(both.one.workspace.calls('oauth.v2.access')).toEqual([]);
  });

  it.each([
    ['without cookies', async (back: URL) => both.open(back.href)],
    ['of another browser', async (back: URL) => both.open(back.href, (await both.open('/slack/install')).cookie)],
    [
      'with a state that nobody signed',
      async (back: URL) => {
        back.searchParams.set('state', 'forged');
        return both.open(back.href, 'slack-app-oauth-state=forged');
      },
    ],
    [
      'with a state that is 11 minutes old',
      async (back: URL, cookie: string) => {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
        return both.open(back.href, cookie);
      },
    ],
    ['without a state', async ({ origin }: URL) => both.open(`${origin}/slack/oauth_redirect?code=1`)],
  ])('%s is refused before Slack is asked, in one line, and a new one works', async (_, comeBack) => {
    const { one } = both;
    const { location, cookie } = await both.open('/slack/install');
    const page = await comeBack(new URL(one.workspace.consent(location)), cookie);
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('Allow cookies for this site.')]);
    expect(page.text).toContain('href="/slack/install"');
    expect(refusals()).toHaveLength(1);
    expect(one.workspace.calls('oauth.v2.access')).toEqual([]);
    vi.useRealTimers();
    expect(await both.install(one.workspace)).toMatchObject({ status: 200 });
  });

  it('under a Host header that is no host name is refused with 400, in one line', async () => {
    const { location } = await both.open('/slack/install');
    const back = both.one.workspace.consent(location);
    const status = await new Promise((resolve, reject) => {
      get(back, { headers: { host: '[' } }, (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
    expect(status).toBe(400);
    expect(refusals()).toHaveLength(1);
  });

  it('with a code that Slack refuses installs nothing', async () => {
    const { location, cookie } = await both.open('/slack/install');
    const back = new URL(both.one.workspace.consent(location));
    back.searchParams.set('code', 'made-up');
    expect(await both.open(back.href, cookie)).toMatchObject({ status: 502 });
    expect(refusals().map(({ reason }) => reason)).toEqual(['An API error occurred: invalid_code']);
  });
});

describe('a start with another key than the one that encrypted', () => {
  it('is refused in one line and changes nothing: with the old key behind the new one it runs again', async () => {
    both = await startTwoWorkspaces('http');
    const { one, config } = both;
    await both.install(one.workspace);
    expect(await checkToken(config)).toMatchObject([
      { verdict: 'ok', text: '1. TOKEN_KEYS decrypts all tokens.' },
      { verdict: 'ok', about: `installation ${one.workspace.teamId}` },
    ]);
    await both.stopBot();
    config.access.tokenKeys = [NEW_KEY];
    expect(await checkToken(config)).toMatchObject([{ about: 'installations', verdict: 'fault' }]);
    await expect(both.startBot()).rejects.toThrow(
      `TOKEN_KEYS: no key decrypts the tokens of 1 of 1 installations (${one.workspace.teamId}). Add the key that encrypted them. Nothing was changed.`,
    );
    config.access.tokenKeys = [NEW_KEY, KEY];
    await both.startBot();
    await postedReview(one);
  });
});

describe('an organization that installs the app for its two workspaces', () => {
  it('has the reviews of each apart, posts by one token, and its removal marks both', async () => {
    both = await startTwoWorkspaces('http', { enterpriseId: 'E0ACME' });
    const { one, two } = both;
    const page = await both.install(one.workspace, { orgWide: true });
    expect(page.text).toContain('https://app.slack.com/manage/E0ACME/integrations/profile/');
    expect(one.workspace.botToken).toBe(two.workspace.botToken);
    await postedReview(one);
    await review(two, two.channel, 'churn-scores 2 MB in 300 ms steady');
    await two.workspace.waitFor(() => two.workspace.messages(two.channel).length > 0);
    expect(JSON.stringify(one.workspace.eventLog)).not.toContain('churn-scores');
    expect(JSON.stringify(two.workspace.eventLog)).not.toContain('ct-scans');
    await two.workspace.uninstall();
    const removed = () => both.logLines.filter((line) => line.includes('App removed from the workspace')).length;
    await one.workspace.waitFor(() => removed() === 2);
  });
});

describe('a token that expires in an hour', () => {
  it('is refreshed by one of two processes, and both go on with the new one', async () => {
    both = await startTwoWorkspaces('http', { tokenLifeMs: 60 * 60 * 1000 });
    const { one } = both;
    await both.install(one.workspace);
    const first = one.workspace.botToken;
    await postedReview(one);
    await one.workspace.waitFor(() => one.workspace.botToken !== first);
    await both.stopBot();
    await both.startBot();
    await review(one);
    const refreshes = one.workspace.calls('oauth.v2.access').map(({ answer }) => answer['ok']);
    expect(refreshes.every(Boolean)).toBe(true);
    expect(one.workspace.state.earlierTokens.has(first)).toBe(true);
  });
});
