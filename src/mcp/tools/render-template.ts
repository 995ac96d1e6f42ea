import * as z from 'zod';
import { DEPLOYMENT_FORMATS, renderDeployment } from '../../deploy/index.ts';
import { parseWorkload } from '../../recommender/index.ts';
import { policyWords } from '../../wording/differences.ts';
import { impasse } from '../../wording/sentences.ts';
import { clipText } from '../../wording/text.ts';
import { assumedLines, briefly, TEXT_MAX } from '../texts.ts';
import { workload } from './shapes.ts';
import { refuse, refuseAll, tool } from './tool.ts';

const input = z.strictObject({
  workload,
  format: z.enum(DEPLOYMENT_FORMATS, `must be one of ${DEPLOYMENT_FORMATS.join(', ')}`),
});

const output = z.object({
  files: z.array(z.object({ path: z.string(), content: z.string() })),
  parameters: z.array(z.object({ name: z.string(), why: z.string() })),
  notes: z.array(z.string()),
  behaviour: z.object({
    firstAnswerAfterIdleSeconds: z.number().nullable(),
    zeroAfterSeconds: z.number().nullable(),
    maxRequestsPerSecond: z.number().nullable(),
    peakReachedAfterSeconds: z.number().nullable(),
    basis: z.array(z.string()),
  }),
});

export const templateTool = tool(
  {
    name: 'render_template',
    title: 'Write the template',
    description:
      'Code for the recommended option of a workload (`sdk`: Python, for one model): files, parameters to fill in, notes, and how it behaves over time. Nothing is deployed.',
    input,
    output,
  },
  ({ workload, format }, { advisor }) => {
    const parsed = parseWorkload(workload);
    if (!parsed.ok) return refuseAll(parsed.faults);
    const recommendation = advisor.advise(parsed.workload);
    const code = renderDeployment(recommendation, { format });
    if (!code.ok) {
      const why = recommendation.choice === null ? [impasse(recommendation)] : [];
      return refuse([code.text, ...why, ...policyWords(recommendation)].join('\n'));
    }
    const { files, parameters, notes, behaviour } = code;
    const lines = [
      `${files.map(({ path }) => path).join(', ')}: ${briefly(recommendation)}`,
      ...policyWords(recommendation),
      ...(parameters.length === 0 ? [] : [`To fill in: ${parameters.map(({ name }) => name).join(', ')}`]),
      ...notes.map((note) => `- ${note}`),
      ...assumedLines(recommendation),
    ];
    return {
      ok: true,
      structured: { files, parameters, notes, behaviour },
      text: clipText(lines.join('\n'), TEXT_MAX),
    };
  },
);
