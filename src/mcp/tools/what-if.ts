import * as z from 'zod';
import { parseWorkload, type Recommendation } from '../../recommender/index.ts';
import { policyWords } from '../../wording/differences.ts';
import { clipText } from '../../wording/text.ts';
import { assumedLines, briefly, TEXT_MAX } from '../texts.ts';
import { changes, hostingId, instance, optionId, SIZING_BASES, span, usd, workload } from './shapes.ts';
import { refuse, refuseAll, tool } from './tool.ts';

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

const output = z.object({ before: outcome, after: outcome });

export const whatIfTool = tool(
  {
    name: 'what_if',
    title: 'Compare with changed facts',
    description:
      'The option, hosting, scaling, instances, what their number rests on, confidence and monthly cost of a workload before and after some of its fields change.',
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
    const [was, is] = [policyWords(before), policyWords(after)];
    const lines = [
      `Before: ${briefly(before)}`,
      ...was.filter((line) => !is.includes(line)),
      `After: ${briefly(after)}`,
      ...is,
      ...assumedLines(after),
    ];
    return {
      ok: true,
      structured: { before: outcomeOf(before), after: outcomeOf(after) },
      text: clipText(lines.join('\n'), TEXT_MAX),
    };
  },
);

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
