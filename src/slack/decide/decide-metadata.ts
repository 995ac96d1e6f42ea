/** What a dialog carries with it: what the person saw, so that the record can tell whether it is still so. */
export interface DecideMetadata {
  reviewId: string;
  /** The revision that was shown. */
  revision?: number;
  /** The open concerns that were shown, by id. */
  concernIds?: readonly number[];
}

export function encodeDecideMetadata(metadata: DecideMetadata): string {
  return JSON.stringify(metadata);
}

/** What {@link encodeDecideMetadata} wrote; null for anything else, such as a dialog of an older version. */
export function decodeDecideMetadata(text: string): DecideMetadata | null {
  const parsed = parse(text);
  if (parsed === null || typeof parsed.reviewId !== 'string') return null;
  const { reviewId, revision, concernIds } = parsed;
  return {
    reviewId,
    ...(typeof revision === 'number' && { revision }),
    ...(Array.isArray(concernIds) && { concernIds: concernIds.filter((id) => typeof id === 'number') }),
  };
}

function parse(text: string): { [key in keyof DecideMetadata]?: unknown } | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : null;
  } catch {
    return null;
  }
}
