import * as z from 'zod';
import {
  DEPLOYMENT_FORMATS,
  type DeploymentFormat,
  FORMER_SDK,
  type ProposedImage,
  renderDeployment,
} from '../../deploy/index.ts';
import { type InferenceOptionId, optionTitle, parseWorkload, type Recommendation } from '../../recommender/index.ts';
import { policyWords, wayIn } from '../../wording/differences.ts';
import { impasse } from '../../wording/sentences.ts';
import { part, writeAll } from '../parts.ts';
import { briefly, groundParts, groundsOf } from '../texts.ts';
import { grounds, optionId, workload } from './shapes.ts';
import { refuse, refuseAll, tool } from './tool.ts';

const input = z.strictObject({
  workload,
  format: z
    .enum(DEPLOYMENT_FORMATS, {
      error: ({ input }) => (input === 'sdk' ? FORMER_SDK : `must be one of ${DEPLOYMENT_FORMATS.join(', ')}`),
    })
    .describe('`notebook`: Python that deploys the template'),
  option: optionId
    .optional()
    .describe('Another option than the recommended one that fits, such as what the team decided for'),
});

const output = z.object({
  option: optionId,
  files: z.array(z.object({ path: z.string(), content: z.string() })),
  parameters: z.array(z.object({ name: z.string(), why: z.string() })).describe('To fill in'),
  images: z
    .array(z.object({ container: z.string(), image: z.string().nullable(), why: z.string() }))
    .describe('null: to be entered'),
  notes: z.array(z.string()),
  behaviour: z.object({
    firstAnswerAfterIdleSeconds: z.number().nullable(),
    zeroAfterSeconds: z.number().nullable(),
    maxRequestsPerSecond: z.number().nullable(),
    peakReachedAfterSeconds: z.number().nullable(),
    basis: z.array(z.string()),
  }),
  ...grounds,
});

export const templateTool = tool(
  {
    name: 'render_template',
    title: 'Write the template',
    description:
      'Code for the recommended option of a workload, or another that fits: files, parameters to fill in, container images, notes, and how it behaves over time. Nothing is deployed.',
    input,
    output,
  },
  ({ workload, format, option }, { advisor }) => {
    const parsed = parseWorkload(workload);
    if (!parsed.ok) return refuseAll(parsed.faults);
    const recommendation = advisor.advise(parsed.workload);
    const code = renderDeployment(recommendation, { format, ...(option && { option }) });
    const chosen = option ?? recommendation.choice?.option;
    if (!code.ok || chosen === undefined)
      return refuse([code.ok ? '' : code.text, ...whyNone(recommendation, option)].join('\n'));
    const { files, parameters, images, notes, behaviour } = code;
    const rests = groundsOf(recommendation);
    const text = writeAll([
      part(null, [headOf(recommendation, option)]),
      part(
        null,
        files.map(({ path, content }) => `${path}:\n\`\`\`${LANGUAGES[format]}\n${content.trimEnd()}\n\`\`\``),
      ),
      part(
        'To fill in',
        parameters.map(({ name, why }) => `${name}: ${why}`),
      ),
      part('Images', images.map(imageWords)),
      part('Notes', notes),
      part('Behaviour', behaviour.basis),
      ...groundParts(rests),
    ]);
    const structured = { option: chosen, files, parameters, images, notes, behaviour, ...rests };
    const links = linksTo({ workload: parsed.workload, format, option: chosen }, files);
    return { ok: true, structured, text, links };
  },
);

/** The longest address that is worth its tokens, in characters. */
const ADDRESS_MAX = 1000;

/** A link that has the question in its address, unless that takes too long. */
function linksTo(question: object, files: readonly { path: string }[]): { uri: string; name: string }[] {
  const uri = `sagemaker://templates/${Buffer.from(JSON.stringify(question)).toString('base64url')}`;
  return uri.length > ADDRESS_MAX ? [] : files.map(({ path }) => ({ uri, name: path }));
}

const LANGUAGES: Readonly<Record<DeploymentFormat, string>> = {
  cloudformation: 'yaml',
  terraform: 'json',
  notebook: 'python',
};

/** What the template is of, and what is recommended where that is another option. */
function headOf(recommendation: Recommendation, option: InferenceOptionId | undefined): string {
  const recommended = briefly(recommendation);
  if (option === undefined || option === recommendation.choice?.option) return recommended;
  return `${optionTitle(option)}, as asked. Recommended is ${recommended}`;
}

/** "the model: 763104351884.dkr.ecr…/djl-inference:0.36.0-lmi. It serves …; environment OPTION_X=1" */
function imageWords({ container, image, why, environment }: ProposedImage): string {
  const given = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const set = given.length === 0 ? '' : ` Environment: ${given.join(' ')}`;
  return `${container}: ${image ?? 'none, enter one'}. ${why}${set}`;
}

/** Why nothing is written, and what would make the wanted option fit. */
function whyNone(recommendation: Recommendation, option: InferenceOptionId | undefined): string[] {
  const { choice, rejected } = recommendation;
  const lost = rejected.find((other) => other.option === option && other.verdict === 'ruled-out');
  const against = lost?.reasons.map(({ text }) => text) ?? [];
  const way = lost && wayIn(lost);
  return [
    ...against,
    ...(way === undefined ? [] : [way]),
    ...(choice === null ? [impasse(recommendation)] : []),
    ...policyWords(recommendation),
  ];
}
