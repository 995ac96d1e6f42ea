import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../logger.ts';
import { FORMER_MEMBER } from '../../wording/former-member.ts';
import { AS_WRITTEN } from '../block-kit/text.ts';
import type { Message } from '../message/review-card.ts';
import { classifyFailure } from './classify-failure.ts';
import type { NoticeOutcome } from './due-notices.ts';
import { type Job, namesOf } from './job.ts';

interface TellingParts {
  client: WebClient;
  logger: Logger;
  fetch: typeof globalThis.fetch;
  now: () => number;
}

/** How long a response address may take to answer, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Sends a private word to the one who asked: where the command was given, as long as that works, otherwise in the
 * conversation with the bot. `later`: neither was possible now; `once-permitted`: not before an admin changes something;
 * `never`: Slack will not deliver it.
 */
export async function tellRequester(parts: TellingParts, job: Job, notice: Message): Promise<NoticeOutcome> {
  if (job.requesterId === FORMER_MEMBER) return 'never';
  const { responseAddress } = job;
  if (responseAddress !== undefined && responseAddress.expiresAt > parts.now()) {
    if (await respond(parts, responseAddress.url, notice)) return 'told';
    parts.logger.info(namesOf(job), 'The response address is used up; the requester is told in a direct message');
  }
  try {
    await parts.client.chat.postMessage({
      channel: job.requesterId,
      ...notice,
      ...AS_WRITTEN,
      unfurl_links: false,
      unfurl_media: false,
    });
    return 'told';
  } catch (error) {
    const failure = classifyFailure(error);
    parts.logger.error({ ...namesOf(job), failure }, 'The requester could not be told of a failed post');
    const { kind } = failure;
    if (kind === 'not-permitted') return 'once-permitted';
    // Told twice is better than never told, so a lost answer counts as not delivered.
    return kind === 'no-access' || kind === 'content' || kind === 'gone' ? 'never' : 'later';
  }
}

/** Only whether it worked is told: an error of `fetch` may hold the address, which must not reach the log. */
async function respond({ fetch }: TellingParts, url: string, notice: Message): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...notice, response_type: 'ephemeral', replace_original: false }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
