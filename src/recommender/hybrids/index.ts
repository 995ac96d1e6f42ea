import { CLOSE_CALL_FACTOR } from '../facts/working-figures.ts';
import type { Judgement, Priced } from '../judge/judgement.ts';
import type { Hybrid, HybridPart } from '../recommendation.ts';
import { formatUsd } from '../workload/measures.ts';
import type { Workload } from '../workload/workload.ts';
import { SPLITS, type SplitPart } from './splits.ts';

// What two options together would save. Knows the judgement and the kernel that made it; the splits know the options.

/** The kernel with its prices. */
type Kernel = (workload: Workload) => Judgement;

/**
 * Splits of the workload over two options that cost less than half of the choice. Each part is judged and priced by the
 * kernel as a separate workload, and fits without a condition. Usually none; never instead of the answer.
 */
export function hybridsOf(base: Judgement, kernel: Kernel): Hybrid[] {
  const whole = base.ranked[0]?.monthlyUsd ?? null;
  if (whole === null) return [];
  return SPLITS.flatMap((splitOf) => {
    const split = splitOf(base);
    if (split === null) return [];
    const parts = split.parts.map((part) => pricedPart(part, kernel)).filter((part) => part !== null);
    const monthlyUsd = parts.reduce((sum, part) => sum + part.monthlyUsd, 0);
    if (parts.length < split.parts.length || monthlyUsd * CLOSE_CALL_FACTOR >= whole) return [];
    const saving = `about ${formatUsd(monthlyUsd)} per month instead of ${formatUsd(whole)}`;
    return [{ title: split.title, text: `If ${split.condition}: ${split.served}, ${saving}.`, parts, monthlyUsd }];
  });
}

/** Null where the kernel doesn't serve it in this way for certain, or can't price it. */
function pricedPart({ workload, share, option, hosting }: SplitPart, kernel: Kernel): HybridPart | null {
  const judgement = kernel(workload);
  const found = judgement.ranked.find(({ pair }) => pair.option.id === option);
  if (found === undefined || found.monthlyUsd === null || !isUnconditional(found)) return null;
  return hosting === undefined || found.pair.hosting.id === hosting
    ? { option, share, monthlyUsd: found.monthlyUsd }
    : null;
}

const isUnconditional = ({ verdict, pair }: Priced): boolean =>
  verdict.findings.length === 0 && pair.findings.length === 0;
