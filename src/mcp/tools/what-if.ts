import * as z from 'zod';
import { parseWorkload, type Recommendation } from '../../recommender/index.ts';
import { describeChanges, describeOutcome, policyWords } from '../../wording/differences.ts';
import { describeCostDifference } from '../../wording/money.ts';
import { writePeak } from '../../wording/sizes.ts';
import { part, writeAll } from '../parts.ts';
import { briefly, groundParts, groundsOf } from '../texts.ts';
import { changes, grounds, hostingId, instance, optionId, SIZING_BASES, span, usd, workload } from './shapes.ts';
import { refuse, refuseAll, type ToolAnswer, tool } from './tool.ts';

const outcome = z.object({
  option: optionId.nullable().describe('null: no option fits'),
  hosting: hostingId.nullable(),
  scaling: z.string().nullable(),
  confidence: z.enum(['firm', 'likely', 'needs-facts']).nullable(),
  instance: instance.describe('null: nothing is an instance, or none was found'),
  count: span.nullable().describe('Instances at the peak; null where unknown'),
  basis: z.enum(SIZING_BASES).nullable().describe('What the count rests on'),
  monthlyUsd: usd,
});

const input = z.strictObject({ workload, changes });

const output = z.object({
  before: outcome,
  after: outcome,
  difference: z.object({
    text: z.string(),
    monthlyUsd: z.number().nullable().describe('After less before, likely'),
    count: z.number().nullable().describe('Instances, likewise'),
  }),
  ...grounds,
});

export const whatIfTool = tool(
  {
    name: 'what_if',
    title: 'Compare with changed facts',
    description:
      'The option, hosting, scaling, instances, what their number rests on, confidence and monthly cost of a workload before and after some of its fields change, and the difference.',
    input,
    output,
  },
  ({ workload, changes }, { advisor }) => {
    const parsed = parseWorkload(workload);
    if (!parsed.ok) return refuseAll(parsed.faults);
    if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
      return refuse('changes is an object of fields and their new values.');
    }
    if (Object.hasOwn(changes, 'name')) return refuse('changes takes no name: it changes no answer.');
    const changed = parseWorkload({ ...parsed.workload, ...changes, name: parsed.workload.name });
    if (!changed.ok) return refuseAll(changed.faults);
    const [before, after] = [advisor.advise(parsed.workload), advisor.advise(changed.workload)];
    return compared(before, after);
  },
);

function compared(before: Recommendation, after: Recommendation): ToolAnswer<z.input<typeof output>> {
  const [was, is] = [outcomeOf(before), outcomeOf(after)];
  const less = (key: (outcome: typeof was) => number | undefined): number | null => {
    const [from, to] = [key(was), key(is)];
    return from === undefined || to === undefined ? null : to - from;
  };
  const difference = {
    text: differenceWords(before, after),
    monthlyUsd: less(({ monthlyUsd }) => monthlyUsd?.likely),
    count: less(({ count }) => count?.likely),
  };
  const grounds = groundsOf(after);
  const waived = policyWords(before).filter((line) => !grounds.policy.includes(line));
  const head = [`Before: ${briefly(before)}`, ...waived, `After: ${briefly(after)}`, difference.text];
  return {
    ok: true,
    structured: { before: was, after: is, difference, ...grounds },
    text: writeAll([part(null, head), ...groundParts(grounds)]),
  };
}

/** "payload 4 → 30 MB: Serverless Inference → Asynchronous Inference; $12 → $141 per month" */
function differenceWords(before: Recommendation, after: Recommendation): string {
  const [was, is] = [before, after].map(({ choice }) => choice && writePeak(choice));
  const cost = describeCostDifference(before, after);
  return [
    `${describeChanges(before, after)}: ${describeOutcome(before.choice, after.choice)}`,
    ...(was && is && was !== is ? [`${was} → ${is}`] : []),
    ...(cost === undefined ? [] : [cost]),
  ].join('; ');
}

function outcomeOf({ choice, costs }: Recommendation) {
  const usd = costs.find(({ option }) => option === choice?.option)?.monthlyUsd ?? null;
  return {
    option: choice?.option ?? null,
    hosting: choice?.hosting ?? null,
    scaling: choice?.scaling ?? null,
    confidence: choice?.confidence ?? null,
    instance: choice?.instance ?? null,
    count: choice?.sizing?.count ?? null,
    basis: choice?.sizing?.basis ?? null,
    monthlyUsd: usd,
  };
}
