// Receives decisions, checks that the bot has just signed them, and starts the workflow in pull-request.yml. Node 20 or later.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { DECISION_WEBHOOK_SECRET: secret, GITHUB_REPOSITORY, GITHUB_TOKEN, PORT = '8080' } = process.env;
const { GITHUB_API_URL = 'https://api.github.com' } = process.env;
if (!secret || !GITHUB_REPOSITORY || !GITHUB_TOKEN) throw new Error('A variable is missing: see docs/webhook.md');
const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
/** What each id was or will be answered with: of several deliveries at once the first starts the workflow, and the others wait for it. */
const handled = new Map();

/** Returns the status to answer with. Anything but a 2xx makes the bot try again, for 24 hours. */
async function receive(request) {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures = '' } = request.headers;
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > 5_000_000) return 413;
  }
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')}`);
  const isExpected = (one) => one.length === expected.length && timingSafeEqual(one, expected);
  const isSigned = signatures.split(' ').some((one) => isExpected(Buffer.from(one)));
  const isRecent = Math.abs(Date.now() / 1000 - Number(time)) < 300;
  if (!isSigned || !isRecent) return 401;
  if (!handled.has(id)) handled.set(id, handle(body));
  const status = await handled.get(id).catch(() => 502);
  if (status !== 204) handled.delete(id);
  return status;
}

async function handle(body) {
  const client_payload = payloadOf(body);
  if (client_payload === null) return 204;
  if (client_payload === undefined) return 400;
  const answer = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/dispatches`, {
    method: 'POST',
    headers: { authorization: `Bearer ${GITHUB_TOKEN}`, accept: 'application/vnd.github+json' },
    body: JSON.stringify({ event_type: 'endpoint-decided', client_payload }),
    // The bot waits for 10 s.
    signal: AbortSignal.timeout(8_000),
  });
  return answer.ok ? 204 : 502;
}

/** What the workflow gets. Null where nothing was decided, undefined where the body isn't one of the bot's. */
function payloadOf(body) {
  try {
    const { type, review, decision, workload, record } = JSON.parse(body);
    if (type !== 'review.decided') return typeof type === 'string' ? null : undefined;
    const { id, name, url } = review;
    return { id, name, url, workload, record, isRecommended: decision.override === null };
  } catch {
    return undefined;
  }
}

createServer((request, response) => {
  const fail = () => response.destroy();
  receive(request).then((status) => response.writeHead(status).end(), fail);
}).listen(Number(PORT), () => process.stdout.write(`Listening on port ${PORT}\n`));
