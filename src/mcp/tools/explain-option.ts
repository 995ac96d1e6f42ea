import * as z from 'zod';
import { type InferenceOptionId, optionTitle, parseWorkload } from '../../recommender/index.ts';
import { type Part, part, writeAll } from '../parts.ts';
import { VERDICTS } from '../recommendation-parts.ts';
import { limitsOf } from '../reference.ts';
import { groundParts, groundsOf } from '../texts.ts';
import { grounds, optionId, reason, workload, wouldFitIf } from './shapes.ts';
import { refuseAll, type ToolAnswer, tool } from './tool.ts';

const input = z.strictObject({
  workload: workload.optional().describe('Without it: the quotas of the option'),
  option: optionId,
});

const output = z.object({
  option: optionId,
  title: z.string(),
  verdict: z.enum(['chosen', 'ruled-out', 'outranked']).nullable().describe('null: no workload was given'),
  reasons: z.array(reason),
  wouldFitIf,
  ...grounds,
});

export const explainTool = tool(
  {
    name: 'explain_option',
    title: 'Explain one option',
    description:
      'Why one of the four inference options was chosen or rejected for a workload, and the smallest change that would make it fit or win. Without a workload: its quotas and features, each with its source and date.',
    input,
    output,
  },
  ({ workload, option }, { advisor }) => {
    if (workload === undefined) return quotasOf(option);
    const parsed = parseWorkload(workload);
    if (!parsed.ok) return refuseAll(parsed.faults);
    const recommendation = advisor.advise(parsed.workload);
    const { choice, rationale, rejected } = recommendation;
    const lost = rejected.find((other) => other.option === option);
    const title = lost?.title ?? choice?.title ?? optionTitle(option);
    const verdict = lost?.verdict ?? ('chosen' as const);
    const reasons = lost?.reasons ?? rationale;
    const wouldFitIf = lost?.wouldFitIf ?? null;
    const rests = groundsOf(recommendation);
    const parts: Part[] = [
      part(null, [`${title}: ${lost ? VERDICTS[lost.verdict] : 'recommended'}.`]),
      { title: 'Why', lines: reasons },
      part(null, wouldFitIf === null ? [] : [wouldFitIf.text]),
      ...groundParts(rests),
    ];
    return { ok: true, structured: { option, title, verdict, reasons, wouldFitIf, ...rests }, text: writeAll(parts) };
  },
);

/** What AWS allows, whatever the workload is. */
function quotasOf(option: InferenceOptionId): ToolAnswer<z.input<typeof output>> {
  const title = optionTitle(option);
  const limits = limitsOf(option);
  const reasons = limits.map(({ says, source, disputed }) => ({
    code: 'quota',
    text: `${says}.${disputed === undefined ? '' : ` Another page says ${disputed.says}: ${disputed.source.url}`}`,
    source,
  }));
  const parts: Part[] = [{ title: `${title} (${option}), quotas and features`, lines: reasons }];
  const structured = { option, title, verdict: null, reasons, wouldFitIf: null, ...NO_GROUNDS };
  return { ok: true, structured, text: writeAll(parts), asItIs: true };
}

const NO_GROUNDS = { policy: [], open: [], assumptions: [] };
