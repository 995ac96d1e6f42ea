import type { IncomingMessage } from 'node:http';

/**
 * Sent with every response. Scripts come from this server only, so unescaped markup could do nothing. Styles may be inline,
 * because the blocks' sizes are in style attributes.
 */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const LOCAL_HOST = /^(localhost|127\.0\.0\.1)(:\d+)?$/;

/**
 * Whether a request comes from this computer's own page. A website that the person visits could otherwise reach a port of
 * theirs, by its address or by a name that it makes point here.
 */
export function isFromOwnPage({ headers, method }: IncomingMessage): boolean {
  if (!LOCAL_HOST.test(headers.host ?? '')) return false;
  if (method === 'GET') return true;
  const isJson = headers['content-type'] === 'application/json';
  return isJson && (headers.origin === undefined || headers.origin === `http://${headers.host}`);
}
