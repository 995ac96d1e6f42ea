import * as z from 'zod';
import {
  DEPLOYMENT_FORMATS,
  type DeploymentFormat,
  EXTRA_IDS,
  EXTRAS,
  FORMER_SDK,
  type ProposedImage,
  renderDeployment,
} from '../../deploy/index.ts';
import { type InferenceOptionId, optionTitle, type Recommendation } from '../../recommender/index.ts';
import { policyWords, wayIn } from '../../wording/differences.ts';
import { part } from '../../wording/parts.ts';
import { impasse } from '../../wording/sentences.ts';
import { besideWords } from '../../wording/uncounted.ts';
import { answerTo, heardLines } from '../answer-to.ts';
import { briefly, groundParts, groundsOf } from '../texts.ts';
import { writeAll } from '../write-parts.ts';
import { optionId, words, workload } from './inputs.ts';
import { refuse, tool } from './tool.ts';

const input = z.strictObject({
  workload: workload.optional(),
  words: words.optional(),
  format: z
    .enum(DEPLOYMENT_FORMATS, {
      error: ({ input }) => (input === 'sdk' ? FORMER_SDK : `must be one of ${DEPLOYMENT_FORMATS.join(', ')}`),
    })
    .describe('`notebook`: Python that deploys the template'),
  option: optionId.optional().describe('What the team decided for, if it is another one that fits'),
  with: z
    .array(z.enum(EXTRA_IDS, { error: `must be one of ${EXTRA_IDS.join(', ')}` }), 'must be a list of names')
    .max(EXTRA_IDS.length, `must have at most ${EXTRA_IDS.length} entries`)
    .optional()
    .describe(
      `What the template has beside model, endpoint, scaling, alarms and role. ${EXTRA_IDS.map((id) => `\`${id}\`: ${EXTRAS[id].what}`).join('. ')}`,
    ),
  images: z
    .array(z.string('must be a text').max(400, 'must have at most 400 characters'), 'must be a list of texts')
    .max(15, 'must have at most 15 entries')
    .optional()
    .describe("ECR addresses of the team's own container images, in the order of `images` of the result"),
});

export const templateTool = tool(
  {
    name: 'render_template',
    title: 'Write the template',
    description:
      'Code that deploys the recommended option of a workload, or another that fits: files, parameters to fill in, container images, notes, and how it behaves over time. Nothing is deployed.',
    input,
  },
  async ({ workload, words, format, option, images: own, with: extras }, parts) => {
    const asked = await answerTo({ workload, words }, parts);
    if (asked.ok === 'nothing') return refuse(asked.text);
    if (!asked.ok) return asked;
    const { recommendation, stated, heard } = asked;
    const code = renderDeployment(recommendation, {
      format,
      ...(option && { option }),
      ...(own && { images: own }),
      ...(extras && { with: extras }),
    });
    const chosen = option ?? recommendation.choice?.option;
    if (!code.ok || chosen === undefined)
      return refuse([code.ok ? '' : code.text, ...whyNone(recommendation, option)].join('\n'));
    const { files, parameters, images, notes, behaviour } = code;
    const rests = groundsOf(recommendation);
    const text = writeAll([
      part(null, [...(heard ? heardLines(heard) : []), headOf(besideWords(recommendation, heard), option)]),
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
    const structured = {
      option: chosen,
      ...(heard && { heard }),
      files,
      parameters,
      images,
      notes,
      behaviour,
      ...rests,
    };
    const question = {
      workload: stated,
      format,
      option: chosen,
      ...(own && { images: own }),
      ...(extras && { with: extras }),
    };
    return { ok: true, structured, text, links: linksTo(question, files) };
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
  terraform: 'hcl',
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
  const { choice, rejected, warnings } = recommendation;
  const lost = rejected.find((other) => other.option === option && other.verdict === 'ruled-out');
  const against = lost?.reasons.map(({ text }) => text) ?? [];
  const way = lost && wayIn(lost);
  return [
    ...against,
    ...(way === undefined ? [] : [way]),
    ...warnings.flatMap(({ code, text }) => (code === 'no-instance-holds-model' ? text : [])),
    ...(choice === null ? [impasse(recommendation)] : []),
    ...policyWords(recommendation),
  ];
}
