import * as z from 'zod';
import type { Advisor } from '../../advice/advisor.ts';
import { checkChange, isRefused, toJson } from '../../check/check.ts';
import type { Assessed, Checked } from '../../check/checked.ts';
import { compared } from '../../check/compare.ts';
import { readDecision } from '../../check/decision.ts';
import { isObject, listOf } from '../../check/templates/declared.ts';
import { readTemplates } from '../../check/templates/read-templates.ts';
import { writeText } from '../../check/write-text.ts';
import { formatNumber } from '../../recommender/index.ts';
import { hostingId, optionId, reason } from './shapes.ts';
import { refuse, tool } from './tool.ts';

/** In characters. More takes over 0.1 s to check, in which nobody else is answered. */
const CONTENT_MAX = { json: 200_000, yaml: 30_000 };
/** Resources that are read, and variants. For the same reason. */
const RESOURCES_MAX = 200;

/** An answer of more is no answer. */
const ENDPOINTS_MAX = 30;

const input = z.strictObject({
  content: z
    .union([z.string(), z.looseObject({})], 'must be a text or a JSON object')
    .describe(
      'A CloudFormation, SAM or synthesized CDK template in YAML or JSON, a Terraform plan (terraform show -json), or a .tf.json file. Not HCL',
    ),
  decision: z
    .union([z.string(), z.looseObject({})], 'must be a text or a JSON object')
    .optional()
    .describe("What the team decided: recommend's recommendation, a webhook's body, or an exported review"),
});

const atMonth = z.number().nullable();

const output = z.object({
  isSound: z.boolean().describe('No finding is an error, and nothing differs from the decision'),
  endpoints: z.array(
    z.object({
      address: z.string(),
      file: z.string(),
      kind: z.string(),
      region: z.string().nullable().describe('null: the template does not say it'),
      runs: z.object({
        option: optionId.nullable(),
        hosting: hostingId.nullable(),
        scaling: z.string().nullable(),
        instance: z.string().nullable(),
      }),
      monthlyUsd: z.object({ minimum: atMonth, maximum: atMonth, atDecisionLoad: z.number().optional() }),
      findings: z.array(z.object({ ...reason.shape, severity: z.enum(['error', 'warning', 'note']) })),
      compared: z.array(z.string()).describe('What was held to the decision'),
      differs: z.array(
        z.object({
          what: z.string(),
          decided: z.union([z.string(), z.number()]),
          found: z.union([z.string(), z.number()]),
        }),
      ),
      unknown: z.array(z.string()).describe('What only exists at deployment, or is not in the template'),
    }),
  ),
  change: z
    .object({
      monthlyUsd: z.object({ from: z.number(), to: z.number() }),
      endpoints: z.array(
        z.object({
          address: z.string(),
          file: z.string(),
          change: z.enum(['added', 'removed', 'changed']),
          monthlyUsd: z.object({ from: atMonth, to: atMonth }),
        }),
      ),
    })
    .optional()
    .describe('Of a plan: against the state before, at the minimum'),
  notRead: z.array(z.object({ file: z.string(), why: z.string() })),
  notes: z.array(z.string()),
});

export const checkTool = tool(
  {
    name: 'check_template',
    title: 'Check a template',
    description:
      'What each SageMaker endpoint, component and transform job of a template costs per month before it is deployed, what is wrong with it, what is not known, and what differs from a decision. Reads what it is given, no files, and asks nothing of AWS.',
    input,
    output,
  },
  ({ content, decision }, { advisor }) => {
    const text = asText(content);
    const path = nameFor(text);
    const most = path === 'template' ? CONTENT_MAX.yaml : CONTENT_MAX.json;
    if (text.length > most)
      return refuse(`content has ${formatNumber(text.length)} characters, more than ${formatNumber(most)}. ${LONG}`);
    if (isHcl(text)) return refuse(HCL);
    const read = readTemplates([{ path, text, isNamed: true }]);
    const [fault] = read.declared.length === 0 ? read.faults : [];
    if (fault !== undefined) {
      return refuse(`content${fault.line === null ? '' : `, line ${fault.line}`}: ${fault.text}`);
    }
    const variants = read.declared.flatMap(({ properties }) => listOf(properties['ProductionVariants']));
    if (read.declared.length + variants.length > RESOURCES_MAX)
      return refuse(`content has more than ${RESOURCES_MAX} resources and variants. ${LONG}`);
    const checked = checkChange(read, undefined, {
      prices: advisor.prices,
      defaultRegion: advisor.defaultsIn({}).region,
    });
    const held = decision === undefined ? { ok: true as const, checked } : heldTo(checked, asText(decision), advisor);
    if (!held.ok) return refuse(`decision: ${held.text}`);
    const shown = withinLimit(held.checked);
    const isSound = !isRefused(held.checked) && read.faults.length === 0;
    return {
      ok: true,
      structured: { ...toJson(shown), isSound, notes: shown.notes },
      text: written(shown, isSound),
    };
  },
);

const LONG = 'Check a long one with: npx endpoint-reviewer check FILE';

/** As the command line says it, with its exit status in words and the sources of its findings. */
function written(checked: Checked, isSound: boolean): string {
  const sources = checked.endpoints.flatMap(({ line }) => line.findings.flatMap(({ source }) => source ?? []));
  const pages = [...new Map(sources.map((source) => [source.url, source])).values()];
  return [
    isSound ? 'No errors.' : 'Not sound: it has errors, or differs from the decision.',
    '',
    unbroken(writeText(checked).trimEnd()),
    ...pages.map(({ title, url, date }) => `Source: ${title} (${date}), ${url}`),
  ].join('\n');
}

/** Lines as long as they are: the terminal breaks them at its width. */
const unbroken = (text: string): string => text.replace(/\n {4}(?=\S)/g, ' ');

const asText = (given: string | object): string => (typeof given === 'string' ? given : JSON.stringify(given));

/** Begins a block of Terraform's language, on a line. */
const BLOCK = /^(?:resource|module|provider|terraform|variable|locals)\b[^:{]*\{/;

const isHcl = (text: string): boolean => text.split('\n').some((line) => BLOCK.test(line.trimStart()));
const HCL =
  "content is Terraform's own language, which isn't read: what it makes depends on providers and state. Give the plan: terraform show -json PLAN_FILE.";

/** What the answer calls it. Only its name says of Terraform's JSON that it is that. */
function nameFor(text: string): string {
  if (!/^\s*\{/.test(text)) return 'template';
  try {
    const value: unknown = JSON.parse(text);
    const isTerraform = isObject(value) && !('Resources' in value) && ('resource' in value || 'module' in value);
    return isTerraform && !('format_version' in value) ? 'template.tf.json' : 'template.json';
  } catch {
    return 'template.json';
  }
}

function heldTo(checked: Checked, decision: string, { prices, estimate }: Advisor) {
  const read = readDecision(decision, prices);
  return read.ok ? { ok: true as const, checked: compared(checked, read.decided, prices, estimate) } : read;
}

/** Those that the check says no to come first where not all are shown. */
function withinLimit(checked: Checked): Checked {
  const { endpoints, notes } = checked;
  const left = endpoints.length - ENDPOINTS_MAX;
  if (left <= 0) return checked;
  const isRefusedOne = (one: Assessed) => isRefused({ ...checked, endpoints: [one] });
  const first = endpoints.toSorted((one, other) => Number(isRefusedOne(other)) - Number(isRefusedOne(one)));
  const note = `${formatNumber(left)} more endpoints aren't shown. All of them: npx endpoint-reviewer check FILE`;
  return { ...checked, endpoints: first.slice(0, ENDPOINTS_MAX), notes: [note, ...notes] };
}
