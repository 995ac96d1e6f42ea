import type { FetchFunction } from '@slack/web-api';
import { request } from 'undici';
import { withoutBlocks } from './without-blocks.ts';

type Answer = Awaited<ReturnType<FetchFunction>>;

/**
 * `fetch` for Slack's client, as far as that asks for it: one request, one answer, no redirects. Node's own brings streams and
 * signals of the web with it, which cost more than the rest of a call (bench: docs/performance.md). Proxies are honoured as
 * there, since both use the same dispatcher. Rejects as undici does, with the code of what failed.
 */
export const fetchPlainly: FetchFunction = async (url, init = {}) => {
  const { method = 'POST', headers = {}, body, signal } = init;
  // Files travel as FormData, seldom enough to go the long way.
  if (body !== undefined && typeof body !== 'string') return fetch(url, init);
  const answer = await request(url, {
    method: method as 'POST',
    headers,
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  });
  return answerOf(String(url), answer);
};

function answerOf(url: string, { statusCode, headers, body }: Awaited<ReturnType<typeof request>>): Answer {
  return {
    ok: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    // HTTP/2 has none either; Slack says in the body what is wrong.
    statusText: '',
    url,
    headers: {
      get: (name) => oneOf(headers[name.toLowerCase()]) ?? null,
      entries: () => Object.entries(headers).map(([name, value]): [string, string] => [name, oneOf(value) ?? '']),
    },
    arrayBuffer: () => body.arrayBuffer(),
    json: () => body.json(),
    text: async () => {
      const text = await body.text();
      return VIEW_METHOD.test(url) ? withoutBlocks(text) : text;
    },
  };
}

const VIEW_METHOD = /\/views\.\w+$/;

const oneOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value;
