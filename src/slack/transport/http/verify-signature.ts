import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a request says about who sent it, before a byte of its body counts. */
interface Signed {
  /** Header `x-slack-request-timestamp`: seconds since 1970. */
  timestamp: string | string[] | undefined;
  /** Header `x-slack-signature`. */
  signature: string | string[] | undefined;
}

/** So far may Slack's clock and ours be apart, either way, in seconds. An older request may be one that was recorded. */
const CLOCK_LIMIT_S = 5 * 60;

/** Whether the headers look signed and are of the present. Without this there is no reason to read the body. */
export function isTimely({ timestamp, signature }: Signed, nowMs: number): boolean {
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return false;
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  return Math.abs(nowMs / 1000 - Number(timestamp)) <= CLOCK_LIMIT_S;
}

/**
 * Whether Slack signed this very body (docs.slack.dev/authentication/verifying-requests-from-slack), compared in a time
 * that tells nothing about the right signature.
 */
export function isSigned({ timestamp, signature }: Signed, body: Buffer, signingSecret: string): boolean {
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const given = Buffer.from(String(signature));
  const wanted = Buffer.from(`v0=${expected}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
