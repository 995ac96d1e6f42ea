import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';
import type { Names } from './names.ts';

/** An address that lets the app answer where a person acted: five times, within thirty minutes. */
export interface ResponseUrl {
  id: string;
  userId: string;
  channelId: string;
  threadTs: string | undefined;
  /** The message that the person acted on, which `replace_original` and `delete_original` mean. */
  original: { ts: string; isEphemeral: boolean } | undefined;
}

type ResponseUrlUse =
  | { ok: true; responseUrl: ResponseUrl }
  | { ok: false; error: 'invalid_url' | 'expired_url' | 'used_url' };

export interface ResponseUrls {
  /** The whole address. */
  issue(responseUrl: Omit<ResponseUrl, 'id'>): string;
  has(id: string): boolean;
  use(id: string): ResponseUrlUse;
}

export function createResponseUrls(names: Names, clock: () => number, base: () => string): ResponseUrls {
  const issued = new Map<string, { responseUrl: ResponseUrl; at: number; uses: number }>();
  return {
    issue(responseUrl) {
      const id = `${names.id('R')}-${names.secret()}`;
      issued.set(id, { responseUrl: { ...responseUrl, id }, at: clock(), uses: 0 });
      return `${base()}${id}`;
    },
    has: (id) => issued.has(id),
    use(id) {
      const found = issued.get(id);
      if (found === undefined) return { ok: false, error: 'invalid_url' };
      if (clock() - found.at > SLACK_LIMITS.responseUrl.ms) return { ok: false, error: 'expired_url' };
      if (found.uses >= SLACK_LIMITS.responseUrl.uses) return { ok: false, error: 'used_url' };
      found.uses += 1;
      return { ok: true, responseUrl: found.responseUrl };
    },
  };
}
