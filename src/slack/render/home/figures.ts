import type { InferenceOptionId } from '../../../recommender/index.ts';

/** How the team decided within a number of days, of the reviews that the reader may see. */
export interface ShownFigures {
  decided: number;
  overridden: number;
  /** Median days between request and decision; null without a decision. */
  medianDays: number | null;
  /** Decisions whose bill was compared with the estimate. */
  measured: number;
  /** Median of bill ÷ estimate; null where nothing was compared. */
  medianRatio: number | null;
}

export type ShownFiguresOfOption = ShownFigures & { option: InferenceOptionId };

/** "12 decided · median 3.5 days to a decision · 2 overridden · bills 5 % above the estimate (median of 4)" */
export function figuresWords({ decided, overridden, medianDays, measured, medianRatio }: ShownFigures): string {
  return [
    `${decided} decided`,
    ...(medianDays === null ? [] : [`median ${daysWords(medianDays)} to a decision`]),
    ...(decided === 0 ? [] : [`${overridden} overridden`]),
    ...(medianRatio === null ? [] : [`${billWords(medianRatio, measured)}`]),
  ].join(' · ');
}

/** Whether there is anything to say of some figures. */
export function hasFigures({ decided, measured }: ShownFigures): boolean {
  return decided + measured > 0;
}

const HOURS_PER_DAY = 24;

function daysWords(days: number): string {
  const rounded = Math.round(days * 10) / 10;
  if (rounded >= 1) return rounded === 1 ? '1 day' : `${rounded} days`;
  const hours = Math.max(1, Math.round(days * HOURS_PER_DAY));
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

function billWords(ratio: number, measured: number): string {
  const percent = Math.round(Math.abs(ratio - 1) * 100);
  const bills = measured === 1 ? 'bill' : 'bills';
  const of = measured === 1 ? 'one endpoint' : `median of ${measured}`;
  if (percent === 0) return `${bills} as estimated (${of})`;
  return `${bills} ${percent} % ${ratio > 1 ? 'above' : 'below'} the estimate (${of})`;
}
