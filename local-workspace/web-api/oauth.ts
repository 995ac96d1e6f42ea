import { randomBytes } from 'node:crypto';
import { type Json, textOf } from '../json.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';
import { accept, type Method, refuse } from './method.ts';

/** How the app is registered for installation by OAuth (docs.slack.dev/authentication/installing-with-oauth). */
export interface OAuthApp {
  clientId: string;
  clientSecret: string;
  /** Where Slack sends the browser afterwards. May be asked for late, when the app has its port. */
  redirectUrl: () => string;
  /** Bot tokens expire after this many milliseconds, and come with a refresh token. Default: they don't. */
  tokenLifeMs?: number;
}

/** What somebody answers on Slack's page. */
export interface Consent {
  /** Default: true. */
  allows?: boolean;
  /** Installs for the whole organization. Default: false. */
  orgWide?: boolean;
}

export interface OAuth {
  /** Somebody opens the authorize page and answers. Returns where Slack sends their browser. @throws Error at a wrong page. */
  consent(page: string, state: WorkspaceState, consent: Consent): string;
  /** `oauth.v2.access`: a code or a refresh token in, tokens out. Each works once. */
  access: Method;
}

interface Grant {
  states: WorkspaceState[];
  isOrg: boolean;
  scope: string;
}

const AUTHORIZE_PATH = '/oauth/v2/authorize';

/** `states`: every workspace, live. */
export function createOAuth(app: OAuthApp, states: readonly WorkspaceState[]): OAuth {
  const codes = new Map<string, Grant>();
  const refreshTokens = new Map<string, Grant>();

  function consent(page: string, state: WorkspaceState, { allows = true, orgWide = false }: Consent): string {
    const { pathname, searchParams } = new URL(page);
    if (pathname !== AUTHORIZE_PATH) throw new Error(`${pathname} is not Slack's page`);
    if (searchParams.get('client_id') !== app.clientId) throw new Error('there is no app with this client_id');
    const scope = searchParams.get('scope') ?? '';
    const missing = [...(state.scopes ?? [])].filter((name) => !scope.split(',').includes(name));
    if (missing.length > 0) throw new Error(`the app asks for no ${missing.join(', ')}`);
    const back = new URL(app.redirectUrl());
    back.searchParams.set('state', searchParams.get('state') ?? '');
    if (!allows) {
      back.searchParams.set('error', 'access_denied');
      return back.href;
    }
    const { enterpriseId } = state.team;
    const served = orgWide ? states.filter(({ team }) => team.enterpriseId === enterpriseId) : [state];
    const code = randomBytes(12).toString('hex');
    codes.set(code, { states: served, isOrg: orgWide, scope: [...(state.scopes ?? scope.split(','))].join(',') });
    back.searchParams.set('code', code);
    return back.href;
  }

  const access: Method = ({ args }) => {
    if (args['client_id'] !== app.clientId) return refuse('invalid_client_id');
    if (args['client_secret'] !== app.clientSecret) return refuse('bad_client_secret');
    const isRefresh = args['grant_type'] === 'refresh_token';
    const given = textOf(isRefresh ? args['refresh_token'] : args['code']) ?? '';
    const known = isRefresh ? refreshTokens : codes;
    const grant = known.get(given);
    if (grant === undefined) return refuse(isRefresh ? 'invalid_refresh_token' : 'invalid_code');
    known.delete(given);
    if (isRefresh && !grant.states.some(({ isInstalled }) => isInstalled)) return refuse('invalid_refresh_token');
    return accept(issue(grant));
  };

  /** The answer of the method (docs.slack.dev/reference/methods/oauth.v2.access). */
  function issue(grant: Grant): Json {
    const { states: served, isOrg, scope } = grant;
    const [first] = served;
    if (first === undefined) throw new Error('a grant serves at least one workspace');
    const { tokenLifeMs } = app;
    const secret = randomBytes(12).toString('hex');
    const token = tokenLifeMs === undefined ? `xoxb-local-${secret}` : `xoxe.xoxb-1-local-${secret}`;
    for (const state of served) {
      const { botToken: earlier } = state.app;
      if (state.tokenExpiresAt !== undefined) state.earlierTokens.set(earlier, state.tokenExpiresAt);
      state.app.botToken = token;
      state.tokenExpiresAt = tokenLifeMs === undefined ? undefined : state.clock() + tokenLifeMs;
      state.isInstalled = true;
      state.isOrgInstall = isOrg;
    }
    const { enterpriseId } = first.team;
    return {
      access_token: token,
      token_type: 'bot',
      scope,
      bot_user_id: first.app.botUserId,
      app_id: first.app.id,
      team: isOrg ? null : { id: first.team.id, name: first.team.domain },
      enterprise: enterpriseId === undefined ? null : { id: enterpriseId, name: 'local-organization' },
      is_enterprise_install: isOrg,
      authed_user: { id: [...first.users.keys()].find((id) => id !== first.app.botUserId) ?? 'U0' },
      ...(tokenLifeMs !== undefined && { expires_in: tokenLifeMs / 1000, refresh_token: refreshTokenFor(grant) }),
    };
  }

  function refreshTokenFor(grant: Grant): string {
    const token = `xoxe-1-local-${randomBytes(12).toString('hex')}`;
    refreshTokens.set(token, grant);
    return token;
  }

  return { consent, access };
}
