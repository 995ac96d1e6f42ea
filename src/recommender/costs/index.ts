export { usedFigures } from './assumptions/index.ts';
export { type BreakEven, breakEvenPoint, costCurves } from './break-even.ts';
export { costOf } from './cost-of.ts';
export { monthlyUsd } from './estimate.ts';
export type { Plan } from './plan.ts';
export { bookFor, type PriceBook } from './price-book.ts';
export { rowsUsed } from './rows-used.ts';
