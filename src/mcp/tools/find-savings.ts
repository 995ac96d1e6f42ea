import * as z from 'zod';
import { findSavings } from '../../advice/savings.ts';
import { parseWorkload } from '../../recommender/index.ts';
import { policyWords } from '../../wording/differences.ts';
import { OUTSIDE_TITLE, savingsReport, savingsWords } from '../../wording/savings.ts';
import { clipText } from '../../wording/text.ts';
import { assumedLines, TEXT_MAX } from '../texts.ts';
import { anObject, optionId, outside, savingsPlan, usd, workload } from './shapes.ts';
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
    const { heading, lines } = savingsWords(savings);
    const { outside = [], savingsPlan } = savings.today;
    const beside = [
      ...outside.map(({ text }) => `${OUTSIDE_TITLE}: ${text}`),
      ...(savingsPlan === undefined ? [] : [savingsPlan.text]),
    ];
    const text = [heading, ...lines.map((line) => `- ${line}`), ...beside, ...policyWords(savings.today)];
    return {
      ok: true,
      structured: savingsReport(savings),
      text: clipText([...text, ...assumedLines(savings.today)].join('\n'), TEXT_MAX),
    };
  },
);
