import type { Difference } from './compare-rows.ts';

/** With more than this share of the known prices gone, it is the list that is doubted and not the prices. */
const DROPPED_SHARE_MAX = 0.5;

/** Why a list that lacks most of the known prices is not taken; undefined where it has them. */
export function droppedTooMany(known: number, differences: readonly Difference[]): string | undefined {
  const dropped = differences.filter(({ after }) => after === undefined).length;
  if (dropped <= known * DROPPED_SHARE_MAX) return undefined;
  return `The list would drop ${dropped} of the ${known} known prices, more than half; if that is right, give --allow-drops.`;
}
