/** How to answer, and for how long to try. */
interface Answering {
  /** Whether the answer takes the place of the private message whose button was pressed. */
  replace: boolean;
  limitMs: number;
  /** Default: Node's own. */
  fetch?: typeof globalThis.fetch;
}

/**
 * Answers an interaction at its `response_url`, for one person's eyes only. True where Slack took it. Never rejects: an error of
 * `fetch` can carry the address, and anyone with the address can post there.
 * https://docs.slack.dev/interactivity/handling-user-interaction
 */
export async function answerAt(
  url: string,
  message: { text: string; blocks?: unknown[] },
  { replace, limitMs, fetch = globalThis.fetch }: Answering,
): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...message, response_type: 'ephemeral', replace_original: replace }),
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
