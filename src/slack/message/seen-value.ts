/** What a person saw when they pressed: the review and its revision. */
export interface Seen {
  reviewId: string;
  /** Absent where a button does not say. */
  revision?: number;
}

/** For a button's value: at most 2,000 characters. */
export function seenValue({ reviewId, revision }: Required<Seen>): string {
  return `${reviewId}@${revision}`;
}

/** What {@link seenValue} wrote, or an id alone. */
export function readSeenValue(value: string): Seen {
  const [, reviewId = value, revision] = /^(.*)@(\d{1,9})$/s.exec(value) ?? [];
  return revision === undefined ? { reviewId } : { reviewId, revision: Number(revision) };
}
