import { AsyncLocalStorage } from 'node:async_hooks';
import { isJson, type Json } from '../../local-workspace/json.ts';
import { readArguments } from '../../local-workspace/web-api/read-arguments.ts';
import { HOME_CHANNEL, type Input, OUTSIDE, OUTSIDER, STRANGERS_CHANNEL } from './inputs/payload.ts';

/** What the bot said to Slack, and to whom, while it handled one input. */
export interface Said {
  method: string;
  args: Json;
  ok: boolean;
  /** By the poster: into a review's channel, no matter who made it look there. Everything else is for the person who acts. */
  isPost: boolean;
}

/** One input that is being handled. */
interface Handling {
  said: Said[];
  slack: Input['slack'];
}

/** One for all: every promise pays for each that was ever used. */
const handling = new AsyncLocalStorage<Handling>();

/**
 * Slack as far as a `fetch` shows it: quick, since it is asked a million times. It takes everything; what the bot says is
 * judged elsewhere. The first call for an input may go wrong as the input says.
 */
export function createFakeSlack() {
  /** The input in progress. Nothing else tells which input caused what came by a connection, or what the poster does later. */
  let inHand: Handling | undefined;
  let serial = 0;

  const fetchFor =
    (isPost: boolean): typeof globalThis.fetch =>
    async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input));
      const method = methodOf(url);
      const current = isPost ? inHand : (handling.getStore() ?? inHand);
      const args = await argumentsOf(init);
      const isFirst = current !== undefined && current.said.length === 0 && current.slack !== 'takes it';
      const ok = !isFirst;
      current?.said.push({ method, args, ok, isPost });
      if (isFirst) return wrongAnswer(current.slack, method);
      serial += 1;
      return answer(200, {
        ok: true,
        ts: `${1_795_514_400 + serial}.000100`,
        channel: args['channel'],
        permalink: 'https://home.slack.com/archives/C0ML/p1',
        view: { id: 'V0', hash: `${serial}.a` },
        upload_url: 'https://slack.test/upload/1',
        file_id: 'F1',
        files: [{ id: 'F1' }],
        // What people are looked up by: members of the workspace, in every channel.
        user: { team_id: args['user'] === OUTSIDER ? OUTSIDE : undefined },
        channels: [HOME_CHANNEL, STRANGERS_CHANNEL, 'G0SECRET'].map((id) => ({ id })),
      });
    };

  return {
    fetch: fetchFor(false),
    fetchOfPoster: fetchFor(true),
    /** Handles one input, and answers what was said. */
    async handle(slack: Input['slack'], run: () => Promise<void>): Promise<Said[]> {
      const current: Handling = { said: [], slack };
      inHand = current;
      await handling.run(current, run);
      return current.said;
    },
    /** The same for what comes by a connection, and so by nobody's doing here. */
    async handleByConnection(slack: Input['slack'], run: () => Promise<void>): Promise<Said[]> {
      const current: Handling = { said: [], slack };
      inHand = current;
      await run();
      return current.said;
    },
  };
}

function methodOf({ pathname }: URL): string {
  if (pathname.startsWith('/api/')) return pathname.slice('/api/'.length);
  return pathname.startsWith('/upload/') ? 'upload' : 'response_url';
}

async function argumentsOf(init: RequestInit | undefined): Promise<Json> {
  const { body, headers } = init ?? {};
  if (body instanceof FormData) return formOf(body);
  if (body instanceof URLSearchParams) return readArguments('application/x-www-form-urlencoded', body.toString());
  if (typeof body !== 'string') return {};
  const type = new Headers(headers).get('content-type') ?? '';
  const args = readArguments(type, body);
  return isJson(args) ? args : {};
}

/** A file as it is uploaded. */
async function formOf(form: FormData): Promise<Json> {
  const read = [...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()]);
  return Object.fromEntries(await Promise.all(read));
}

function wrongAnswer(slack: Input['slack'], method: string): Response {
  switch (slack) {
    case 'limits':
      return answer(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '1' });
    case 'breaks':
      return answer(500, {});
    default:
      // A response address refuses by its status.
      return answer(method === 'response_url' ? 404 : 200, { ok: false, error: 'expired_trigger_id' });
  }
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}
