import * as z from 'zod';
import { findSavings } from '../../advice/savings.ts';
import { parseWorkload } from '../../recommender/index.ts';
import { OUTSIDE_TITLE, savingsReport, savingsWords } from '../../wording/savings.ts';
import { type Part, part, writeAll } from '../parts.ts';
import { groundParts, groundsOf } from '../texts.ts';
import { anObject, grounds, optionId, outside, savingsPlan, usd, workload } from './shapes.ts';
import { refuseAll, tool } from './tool.ts';

const input = z.strictObject({ workload });

const output = z.object({
  name: z.string(),
  option: optionId.nullable(),
  monthlyUsd: usd.describe('Today, of the recommended option'),
  heading: z.string(),
  ways: z
    .array(
      z.object({
        lever: z.string(),
        costs: z.enum(['quality', 'time', 'safety', 'work', 'demand', 'preference']).describe('What is given up'),
        changes: anObject.describe('As in what_if; empty: the option fits as it is'),
        option: optionId,
        size: z.object({ type: z.string(), count: z.number() }).nullable(),
        usd: z.number(),
        savedUsd: z.number(),
        text: z.string(),
      }),
    )
    .describe('The cheapest first, likely US dollars per month'),
  waysOut: z
    .array(z.object({ changes: anObject, text: z.string() }))
    .optional()
    .describe('Where no option fits'),
  outside,
  savingsPlan,
  ...grounds,
});

export const savingsTool = tool(
  {
    name: 'find_savings',
    title: 'Find what would cost less',
    description:
      'The best three ways to a smaller bill than the recommended one, each with the changed facts, what it saves per month and what it costs in quality, time or safety: fewer bits per weight, another Region, office hours, a queue, another option or type and others. Each figure is what recommend gives for these changes.',
    input,
    output,
  },
  ({ workload }, { advisor }) => {
    const parsed = parseWorkload(workload);
    if (!parsed.ok) return refuseAll(parsed.faults);
    const savings = findSavings(advisor, advisor.advise(parsed.workload));
    const rests = groundsOf(savings.today);
    const { outside = [], savingsPlan } = savings.today;
    const { heading, lines } = savingsWords(savings);
    const parts: Part[] = [
      part(null, [heading, ...lines.map((line) => `- ${line}`)]),
      { title: OUTSIDE_TITLE, lines: outside },
      { title: null, lines: savingsPlan === undefined ? [] : [savingsPlan] },
      ...groundParts(rests),
    ];
    return { ok: true, structured: { ...savingsReport(savings), ...rests }, text: writeAll(parts) };
  },
);
