/** What a form carries with it: ids only, so that it never meets Slack's limit of 3,000 characters for private_metadata. */
export interface FormMetadata {
  draftId: string;
  teamId?: string;
  /** Where the answer goes; null where the form asks for it. */
  channelId: string | null;
  /** The review whose answers are changed; absent for a new one. */
  reviewId?: string;
  /** The revision that the answers were taken from. */
  baseRevision?: number;
  /** The review whose place the new one takes. */
  supersedes?: string;
  /** Everybody in the team may find the review, because its channel is public. */
  isPublic?: boolean;
  /** The questions behind *More details* are in sight. */
  showMore?: boolean;
}

export function encodeMetadata(metadata: FormMetadata): string {
  return JSON.stringify(metadata);
}

/** What {@link encodeMetadata} wrote; null for anything else, such as a form of an older version. */
export function decodeMetadata(text: string): FormMetadata | null {
  const parsed = parseRecord(text);
  if (!parsed) return null;
  const { draftId, teamId, channelId, reviewId, baseRevision, supersedes, isPublic, showMore } = parsed;
  if (typeof draftId !== 'string' || !(typeof channelId === 'string' || channelId === null)) return null;
  return {
    draftId,
    channelId,
    ...(typeof teamId === 'string' ? { teamId } : {}),
    ...(typeof reviewId === 'string' ? { reviewId } : {}),
    ...(typeof baseRevision === 'number' ? { baseRevision } : {}),
    ...(typeof supersedes === 'string' ? { supersedes } : {}),
    ...(typeof isPublic === 'boolean' ? { isPublic } : {}),
    ...(typeof showMore === 'boolean' ? { showMore } : {}),
  };
}

function parseRecord(text: string): { [key in keyof FormMetadata]?: unknown } | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : null;
  } catch {
    return null;
  }
}
