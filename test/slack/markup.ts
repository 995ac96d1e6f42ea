/**
 * All mrkdwn in a payload, wherever it stands: what Slack reads as markup.
 * @throws Error where Slack would link addresses and names in it by itself
 * (docs.slack.dev/reference/block-kit/composition-objects/text-object, `verbatim`).
 */
export function mrkdwnIn(payload: unknown): string[] {
  if (Array.isArray(payload)) return payload.flatMap(mrkdwnIn);
  if (typeof payload !== 'object' || payload === null) return [];
  const { type, text, verbatim } = payload as { type?: unknown; text?: unknown; verbatim?: unknown };
  if (type === 'mrkdwn' && verbatim !== true) throw new Error(`Slack links what looks like an address in: ${text}`);
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

/** A mention's name is as long as that of most people. */
const SOMEBODY = '@somebody';

/** What a reader sees of mrkdwn: links and dates by their label, no marks. For counting, not for showing. */
export function visibleText(text: string): string {
  return text
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) =>
      target.startsWith('@') ? SOMEBODY : (label ?? target),
    )
    .replaceAll('*', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
