import { get } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkToken } from '../../src/operating/doctor-slack.ts';
import { postedReview } from '../support/deciding.ts';
import { review } from '../support/journey.ts';
import { KEY, NEW_KEY, startTwoWorkspaces, type TwoWorkspaces } from '../support/two-workspaces.ts';
import { connections } from '../support/ways.ts';

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

describe.each(connections())('over %s, an installation', (kind) => {
  beforeEach(async () => {
    both = await startTwoWorkspaces(kind);
  });

  it('sends the browser to Slack with all 14 scopes, a signed state and a cookie for 10 minutes', async () => {
    const { location, cookie, status } = await both.open('/slack/install');
    const { searchParams } = new URL(location);
    expect(status).toBe(302);
    expect(searchParams.get('scope')?.split(',')).toHaveLength(14);
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
    expect(await guessCode()).toMatchObject({ status: 502 });
    expect(refusals().map(({ reason }) => reason)).toEqual(['An API error occurred: invalid_code']);
  });

  it.each([
    ['by the same browser, whose cookie is gone', async () => {}, () => ''],
    ['by a program that keeps the cookie', async () => {}, (cookie: string) => cookie],
    ['after a restart', () => both.stopBot().then(both.startBot), (cookie: string) => cookie],
  ])('that comes back a second time, %s, reaches Slack once, and the page says so', async (_, meanwhile, keep) => {
    const { one } = both;
    const { location, cookie } = await both.open('/slack/install');
    const { search, pathname } = new URL(one.workspace.consent(location));
    expect(await both.open(pathname + search, cookie)).toMatchObject({ status: 200 });
    await meanwhile();
    for (let time = 0; time < 2; time++) {
      const { status, text } = await both.open(pathname + search, keep(cookie));
      expect([status, text]).toEqual([400, expect.stringContaining('This link works once, and it was used before.')]);
      expect(text).toContain('href="/slack/install"');
    }
    expect(one.workspace.calls('oauth.v2.access')).toHaveLength(1);
    expect(refusals()).toHaveLength(2);
    await postedReview(one);
  });

  it('with a made-up code, tried 40 times with 40 states, reaches Slack at most 10 times and the log 11 times in 10 s', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    const { one } = both;
    const pages = await guessCodes(40);
    expect(asked()).toBeLessThanOrEqual(10);
    expect(pages.filter(({ status }) => status === 502)).toHaveLength(asked());
    expect(pages.filter(({ status }) => status === 429)).toHaveLength(40 - asked());
    expect(refusals()).toHaveLength(10);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(warnings().at(-1)?.msg).toBe('30 more refusals within 10 s were not logged');

    await guessCodes(10);
    expect(asked()).toBe(10);
    const { status, text } = await both.install(one.workspace);
    expect([status, text]).toEqual([429, expect.stringContaining('Start again in 10 minutes.')]);
    expect(asked()).toBe(10);
    vi.setSystemTime(Date.now() + 10 * 60_000);
    expect(await both.install(one.workspace)).toMatchObject({ status: 200 });
  });

  it('that Slack accepts is not counted: 12 in a row, and then 10 made-up codes reach Slack', async () => {
    for (let time = 0; time < 12; time++) expect(await both.install(both.one.workspace)).toMatchObject({ status: 200 });
    await guessCodes(12);
    expect(asked()).toBe(22);
  });

  it('that is declined 50 times is 10 lines in 10 s', async () => {
    for (let time = 0; time < 50; time++) await both.open('/slack/oauth_redirect?error=access_denied');
    expect(refusals()).toHaveLength(10);
  });
});

/** Somebody who needs no account of Slack: a state and its cookie from the bot, and a code that they made up. */
async function guessCode() {
  const { location, cookie } = await both.open('/slack/install');
  const state = new URL(location).searchParams.get('state');
  return both.open(`/slack/oauth_redirect?code=made-up&state=${state}`, cookie);
}

/** Many of them, 20 at the same time. */
async function guessCodes(count: number) {
  const pages: Awaited<ReturnType<typeof guessCode>>[] = [];
  while (pages.length < count) {
    const batch = Array.from({ length: Math.min(20, count - pages.length) }, guessCode);
    pages.push(...(await Promise.all(batch)));
  }
  return pages;
}

/** How often Slack was sent the client secret. */
const asked = () => both.one.workspace.calls('oauth.v2.access').length;

describe('a start with another key than the one that encrypted', () => {
  it('is refused in one line and changes nothing: with the old key behind the new one it runs again', async () => {
    both = await startTwoWorkspaces('http');
    const { one, config } = both;
    await both.install(one.workspace);
    expect(await checkToken(config)).toMatchObject([
      { verdict: 'ok', text: '1. TOKEN_KEYS decrypts all tokens.' },
      { verdict: 'ok', about: `installation ${one.workspace.teamId}` },
      { verdict: 'ok', about: 'clock' },
    ]);
    await both.stopBot();
    config.tokenKeys = [NEW_KEY];
    expect(await checkToken(config)).toMatchObject([{ about: 'installations', verdict: 'fault' }]);
    await expect(both.startBot()).rejects.toThrow(
      `TOKEN_KEYS: no key decrypts the tokens of 1 of 1 installations (${one.workspace.teamId}). Add the key that encrypted them. Nothing was changed.`,
    );
    config.tokenKeys = [NEW_KEY, KEY];
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
