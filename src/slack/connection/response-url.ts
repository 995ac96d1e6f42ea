/** How to answer, and for how long. */
interface Answering {
  /** Whether the answer replaces the private message whose button was pressed. */
  replace: boolean;
  limitMs: number;
  /** Default: Node's own. */
  fetch?: typeof globalThis.fetch;
}

/**
 * Answers an interaction at its `response_url`, visible to one person. Returns whether Slack accepted it. Never rejects: an error
 * of `fetch` can contain the URL, and anyone with the URL can post there.
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
