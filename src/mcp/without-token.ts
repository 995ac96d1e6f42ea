import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathOf } from '../http/server.ts';

// What anybody gets who reaches the port: whether the server runs, and how to be let in.

/** Where the tools are served. */
export const PATH = '/mcp';

/** Reach this machine alone. */
export const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Where clients look for the metadata of a protected resource (RFC 9728, section 3.1). */
const METADATA_PATH = '/.well-known/oauth-protected-resource';

/** How to be let in, in one sentence. Clients show people the answer to a refused registration. */
export const HOW_TO_ENTER = 'Send Authorization: Bearer and the MCP_TOKEN of this server. It has no OAuth.';

/** Answers a probe of health, by any name: a load balancer asks by address. Returns false for any other request. */
export function answerHealth(request: IncomingMessage, response: ServerResponse): boolean {
  if (pathOf(request) !== '/healthz') return false;
  answerReading(request, response, 'text/plain', 'ok\n');
  return true;
}

/** Answers how to be let in; returns false for any other request. */
export function answerMetadata(request: IncomingMessage, response: ServerResponse): boolean {
  const path = pathOf(request);
  if (path !== METADATA_PATH && path !== `${METADATA_PATH}${PATH}`) return false;
  answerReading(request, response, 'application/json', JSON.stringify(metadataOf(request)));
  return true;
}

function answerReading({ method }: IncomingMessage, response: ServerResponse, type: string, text: string): void {
  if (method === 'GET' || method === 'HEAD') response.writeHead(200, { 'Content-Type': type }).end(text);
  else response.writeHead(405, { Allow: 'GET, HEAD' }).end();
}

/**
 * What the resource is and how a token is sent (RFC 9728, section 2). It names no authorization server, since none issues the
 * token: clients then ask for one, where an invented server would make them open a browser.
 */
const metadataOf = (request: IncomingMessage) => ({
  resource: `${originOf(request)}${PATH}`,
  resource_name: 'Endpoint Reviewer',
  bearer_methods_supported: ['header'],
});

/** The challenge of a 401, with where the metadata is (RFC 9728, section 5.1). */
export const challengeFor = (request: IncomingMessage): string =>
  `Bearer resource_metadata="${originOf(request)}${METADATA_PATH}${PATH}"`;

/**
 * As the client named it, after its Host was found to be known. A resource is named by https (RFC 9728, section 1.2), which a proxy
 * adds; this machine alone is reached without.
 */
function originOf({ headers: { host = 'localhost' } }: IncomingMessage): string {
  // What follows the name in the header could be anything.
  const { hostname, host: named } = new URL(`http://${host}`);
  return `${LOCAL_HOSTS.includes(hostname) ? 'http' : 'https'}://${named}`;
}
