/** All mrkdwn in a payload, wherever it stands: what Slack reads as markup. */
export function mrkdwnIn(payload: unknown): string[] {
  if (Array.isArray(payload)) return payload.flatMap(mrkdwnIn);
  if (typeof payload !== 'object' || payload === null) return [];
  const { type, text } = payload as { type?: unknown; text?: unknown };
  if (type === 'mrkdwn' && typeof text === 'string') return [text];
  return Object.values(payload).flatMap(mrkdwnIn);
}

/** Slack's control sequences in mrkdwn, except links to pages and the mentions that are expected. */
export function unexpectedMarkup(mrkdwn: string, expected: readonly string[] = []): string[] {
  const sequences = mrkdwn.match(/<[^>]*>?/g) ?? [];
  return sequences.filter(
    (sequence) => !expected.includes(sequence) && !/^<https?:\/\/[^<>|]*\|[^<>|]+>$/.test(sequence),
  );
}
