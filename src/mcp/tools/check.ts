import * as z from 'zod';
import { parseJson, readPasted } from '../../account/pasted.ts';
import { reviewBy } from '../../account/review.ts';
import type { Advisor } from '../../advice/advisor.ts';
import { checkChange, isRefused, toJson } from '../../check/check.ts';
import type { Assessed, Checked } from '../../check/checked.ts';
import { compared } from '../../check/compare.ts';
import { readDecision } from '../../check/decision.ts';
import { otherRegion } from '../../check/regions.ts';
import { faultText, isObject, listOf } from '../../check/templates/declared.ts';
import { readTemplates } from '../../check/templates/read-templates.ts';
import { writeText } from '../../check/write-text.ts';
import { asksForFacts, formatNumber, isSmallJson, NOT_SMALL } from '../../recommender/index.ts';
import { clipText } from '../../wording/text.ts';
import { endpointParts } from '../texts.ts';
import { writeShort } from '../write-parts.ts';
import { refuse, type ToolAnswer, tool } from './tool.ts';

/** In characters. More takes over 0.1 s to check, in which nobody else is answered. */
const CONTENT_MAX = { json: 200_000, yaml: 30_000 };
/** Resources that are read, and variants. For the same reason. */
const RESOURCES_MAX = 200;

/** An answer of more is no answer. */
const ENDPOINTS_MAX = 30;

const input = z.strictObject({
  template: z
    .union([z.string(), z.looseObject({})], 'must be a text or a JSON object')
    .optional()
    .describe(
      'A CloudFormation, SAM or synthesized CDK template in YAML or JSON, a Terraform plan (terraform show -json), or one .tf or .tf.json file. A plan knows more than a file',
    ),
  described: z
    .unknown()
    .optional()
    .describe(
      'What the AWS CLI prints of one endpoint: describe-endpoint-config, and where there are any describe-endpoint, describe-model, get-metric-data and scaling policies. One object, a list, or the text',
    ),
  decision: z
    .union([z.string(), z.looseObject({})], 'must be a text or a JSON object')
    .optional()
    .describe(
      "With a template, what the team decided: recommend's recommendation, a webhook's body, or an exported review",
    ),
});

export const checkTool = tool(
  {
    name: 'check',
    title: 'Check a template or an endpoint',
    description:
      'What SageMaker endpoints cost per month and what is wrong with them: those of a template before it is deployed, also against a decision; or one that runs, with what it should be, or what is missing to say that. Reads what it is given, no files, and asks nothing of AWS.',
    input,
  },
  ({ template, described, decision }, { advisor, now }) => {
    if (template === undefined && described === undefined) return refuse('Give a template, or described.');
    if (template !== undefined && described !== undefined)
      return refuse('Give either template or described, not both.');
    if (template !== undefined) return checkTemplate(template, decision, advisor);
    return decision === undefined
      ? reviewDescribed(described, advisor, now())
      : refuse('decision goes with a template. Of an endpoint that runs, compare the recommendation of the result.');
  },
);

function checkTemplate(template: string | object, decision: string | object | undefined, advisor: Advisor): ToolAnswer {
  const text = asText(template);
  if (decision !== undefined && !isSmallJson(asText(decision))) return refuse(`decision has ${NOT_SMALL}.`);
  const path = nameFor(text);
  const most = path.endsWith('.json') ? CONTENT_MAX.json : CONTENT_MAX.yaml;
  if (text.length > most)
    return refuse(`template has ${formatNumber(text.length)} characters, more than ${formatNumber(most)}. ${LONG}`);
  const otherwise = otherRegion({ policy: advisor.defaultsIn({}).region });
  const read = readTemplates([{ path, text, isNamed: true }], undefined, otherwise.region);
  const [fault] = read.declared.length === 0 ? read.faults : [];
  if (fault !== undefined) return refuse(faultText({ ...fault, file: 'template' }));
  const variants = read.declared.flatMap(({ properties }) => listOf(properties['ProductionVariants']));
  if (read.declared.length + variants.length > RESOURCES_MAX)
    return refuse(`template has more than ${RESOURCES_MAX} resources and variants. ${LONG}`);
  const checked = checkChange(read, undefined, { prices: advisor.prices, otherwise });
  const held = decision === undefined ? { ok: true as const, checked } : heldTo(checked, asText(decision), advisor);
  if (!held.ok) return refuse(`decision: ${held.text}`);
  const shown = withinLimit(held.checked);
  const isSound = !isRefused(held.checked) && read.faults.length === 0;
  const asked = decision === undefined ? ['', NO_DECISION] : [];
  return {
    ok: true,
    structured: { ...toJson(shown), isSound, notes: shown.notes },
    text: [written(shown, isSound), ...asked].join('\n'),
  };
}

const NO_DECISION =
  'A template says nothing of the traffic, so what it should be is open. Give the decision, or call recommend with the workload.';

function reviewDescribed(described: unknown, { prices }: Advisor, now: number): ToolAnswer {
  const text = typeof described === 'string' ? described : JSON.stringify(described);
  if (Array.isArray(described) && described.length > DOCUMENTS_MAX) {
    return refuse(`described has more than ${DOCUMENTS_MAX} entries.`);
  }
  if (!isSmallJson(text)) return refuse(`described has ${NOT_SMALL}.`);
  const read = readPasted(text, { region: null, now });
  if (!read.ok) return refuse(read.text);
  const [facts, ...others] = read.facts;
  if (facts === undefined) return refuse('Nothing here describes an endpoint. Paste describe-endpoint-config.');
  if (others.length > 0) {
    const names = read.facts.map(({ name }) => name).join(', ');
    return refuse(`These are ${read.facts.length} endpoints: ${clipText(names, 200)}. Send one at a time.`);
  }
  const { line } = reviewBy(prices, facts);
  // An assistant has no --region.
  const unknown = [...line.unknown, ...read.unused].map(({ what, why }) => ({
    what,
    why: why.replace('Add --region.', 'Add describe-endpoint, whose ARN names it.'),
  }));
  const reviewed = { ...line, unknown };
  const { recommendation } = reviewed;
  const missing = asksForFacts(recommendation) ? recommendation.questions?.map(({ field }) => field) : undefined;
  const structured = { ...reviewed, ...(missing && { missing }) };
  return { ok: true, structured, text: writeShort(endpointParts(reviewed), DESCRIBED_TEXT_MAX, IN_DATA) };
}

/** More than these are several endpoints. */
const DOCUMENTS_MAX = 200;

/** Characters of the text about an endpoint that runs. The data has all. */
const DESCRIBED_TEXT_MAX = 4000;

const IN_DATA = 'The data has them.';
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
/** What the answer calls it. Only its name says of Terraform's JSON that it is that. */
function nameFor(text: string): string {
  if (!/^\s*\{/.test(text)) return isHcl(text) ? 'template.tf' : 'template';
  const value = parseJson(text);
  const isTerraform = isObject(value) && !('Resources' in value) && ('resource' in value || 'module' in value);
  return isTerraform && !('format_version' in value) ? 'template.tf.json' : 'template.json';
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
