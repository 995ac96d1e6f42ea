/** What the menu of a review's message offers. */
export type ReviewMenuItem = 'override' | 'decider' | 'withdraw' | 're-open' | 'supersede' | 'export-adr';

const ITEMS: readonly ReviewMenuItem[] = ['override', 'decider', 'withdraw', 're-open', 'supersede', 'export-adr'];

/** A menu has no value of its own, only its options have: at most 150 characters each. */
export function menuValue(item: ReviewMenuItem, reviewId: string): string {
  return `${item}:${reviewId}`;
}

/** What {@link menuValue} wrote; undefined for anything else. */
export function readMenuValue(value: string): { item: ReviewMenuItem; reviewId: string } | undefined {
  const [name, reviewId = ''] = value.split(/:(.*)/s);
  const item = ITEMS.find((known) => known === name);
  return item === undefined || reviewId === '' ? undefined : { item, reviewId };
}
