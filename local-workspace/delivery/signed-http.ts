import { createHmac } from 'node:crypto';
import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';
import type { Json } from '../json.ts';
import type { Acknowledgement, Delivery, Envelope } from './delivery.ts';

/**
 * HTTP mode: each payload is a signed request (v0, docs.slack.dev/authentication/verifying-requests-from-slack), and its
 * answer within three seconds is the acknowledgement. The signature carries real time even when the workspace's clock is
 * set by a test, because the app compares it with its own.
 */
export function createSignedHttp(eventsUrl: () => string, signingSecret: string, patience: () => number): Delivery {
  return {
    deliver: (envelope) =>
      post(eventsUrl(), signingSecret, envelope, Math.ceil(SLACK_LIMITS.acknowledgeMs * patience())),
    stop: () => Promise.resolve(),
  };
}

async function post(url: string, signingSecret: string, envelope: Envelope, limitMs: number): Promise<Acknowledgement> {
  const started = performance.now();
  const { contentType, body } = bodyOf(envelope);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        // Without a charset: Slack sends none, and Bolt refuses a form that has one.
        'content-type': contentType,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
        ...(envelope.retry === undefined
          ? {}
          : { 'x-slack-retry-num': String(envelope.retry.attempt), 'x-slack-retry-reason': envelope.retry.reason }),
      },
      body: Buffer.from(body),
      signal: AbortSignal.timeout(limitMs),
    });
    const answer = await response.text();
    const ms = performance.now() - started;
    if (!response.ok) return { ok: false, reason: 'status', status: response.status, ms };
    return { ok: true, body: parse(response.headers.get('content-type') ?? '', answer), ms };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    // `fetch` rejects with a TypeError where there is no connection; anything else is a mistake here.
    if (!isTimeout && !(error instanceof TypeError)) throw error;
    return { ok: false, reason: isTimeout ? 'timeout' : 'unreachable', ms: performance.now() - started };
  }
}

function bodyOf({ type, payload }: Envelope): { contentType: string; body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const fields = type === 'slash_commands' ? formFields(payload) : { payload: JSON.stringify(payload) };
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

function formFields(payload: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
}

function parse(contentType: string, answer: string): unknown {
  if (answer === '') return undefined;
  if (!contentType.includes('json')) return answer;
  try {
    return JSON.parse(answer);
  } catch {
    return answer;
  }
}
