import {
  asksForFacts,
  bookFor,
  hasInstances,
  type InferenceOptionId,
  isJob,
  labelOf,
  matchesGlob,
  optionTitle,
  type Recommendation,
  type Serving,
  SHIPPED_PRICES,
  type Sizing,
  servingOf,
  sizingFor,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import { type Behaviour, behaviourOf } from './behaviour.ts';
import { builderOf } from './choices/index.ts';
import { bytesOf, TEMPLATE_BYTES_MAX, toYaml } from './cloudformation.ts';
import type { ExtraId } from './extras.ts';
import type { DeploymentFacts } from './facts.ts';
import { imagesFault, withImages } from './parts/model.ts';
import { dayOf, joined, oneLine, slugOf, tagValue, withTags } from './parts/names.ts';
import { type ProposedImage, type Template, templateOf } from './template.ts';

// The code of a decision: a template as data, then as text. Pure.

/** What decides a deployment beside the recommendation. */
export interface DeploymentRequest {
  /** What the stack is called; the workload's name if not stated. Any text: it is made safe. */
  readonly name?: string;
  /** The option that a team decided for, if it isn't the recommended one. It has to fit. */
  readonly option?: InferenceOptionId;
  /** Addresses of the team's own images in ECR, in the order of `images`: what is filled in instead of AWS's. */
  readonly images?: readonly string[];
  /** What the template has beside model, endpoint, scaling, alarms and role. */
  readonly with?: readonly ExtraId[];
  /** Whether the code is for Terraform: it has no instance pools, and keeps what it deploys in a state. */
  readonly isTerraform?: boolean;
  /** Fills the tags. A tag without a value is left out. */
  readonly review?: {
    /** Where the review is; its query is dropped. */
    readonly url?: string;
    /** Who answers for the endpoint. Characters that AWS takes in no tag are dropped. */
    readonly owner?: string;
    /** The day to review or remove it, as YYYY-MM-DD; any other text counts as none. */
    readonly expiry?: string;
  };
}

export interface Deployment {
  readonly template: Template;
  readonly serving: Serving;
  /** Comment lines: title, review, conditions, dates. */
  readonly header: readonly string[];
  /** For file and stack: 1 to 26 lower-case letters, digits and hyphens. */
  readonly slug: string;
  readonly notes: readonly string[];
  /** Of each container of AWS's or of the team's own; none of a product of AWS Marketplace. */
  readonly images: readonly ProposedImage[];
  readonly behaviour: Behaviour;
}

export type DeploymentResult = ({ readonly ok: true } & Deployment) | { readonly ok: false; readonly text: string };

const NAME_MAX = 80;
const LINE_MAX = 300;

/** The template of the recommended option, or of the one that was decided; or one sentence that says why there is none. */
export function deploymentOf(recommendation: Recommendation, request: DeploymentRequest = {}): DeploymentResult {
  const { choice, workload, policy } = recommendation;
  const isAsking = request.option === undefined && asksForFacts(recommendation);
  if (isAsking) return refused(missingFacts(recommendation));
  if (choice === null) return refused('No option fits, so there is nothing to deploy.');
  const option = request.option ?? choice.option;
  const serving = servingOf(workload, option, undefined, policy?.rules);
  if (serving === null)
    return refused(`${optionTitle(option)} doesn't fit this workload, so there is no template for it.`);
  const sizing = sizingFor(workload, option, undefined, policy?.rules);
  const fault = faultOf(serving, sizing) ?? adaptersFault(serving);
  if (fault !== undefined) return refused(fault);
  const facts: DeploymentFacts = {
    serving,
    sizing,
    workload,
    slug: slugOf(nameOf(recommendation, request)),
    shown: Math.min(SHOWN_MAX, isOnComponents(serving) ? serving.models : serving.variants),
    isTerse: false,
    tags: {
      owner: tagValue(request.review?.owner ?? ''),
      review: tagValue(request.review?.url ?? ''),
      expiry: dayOf(request.review?.expiry ?? ''),
    },
    isTerraform: request.isTerraform ?? false,
    extras: new Set(request.with),
    // Of another option than the recommended one the header has none.
    warned: new Set(option === choice.option ? recommendation.warnings.map(({ code }) => code) : []),
    requiredTags: requiredTags(recommendation, serving),
  };
  const written = withinLimit(facts, recommendation, request);
  const wrong = imagesFault(request.images ?? [], written.images.length);
  return wrong === undefined ? { ok: true, ...written } : refused(wrong);
}

/** What the rules that hold in the Region require, each once. */
function requiredTags({ policy }: Recommendation, { region }: Serving): string[] {
  const here =
    policy?.rules.filter(({ when }) => when?.region?.some((glob) => matchesGlob(glob, region)) ?? true) ?? [];
  return [...new Set(here.flatMap(({ require }) => require?.tags ?? []))];
}

const nameOf = ({ workload }: Recommendation, { name }: DeploymentRequest): string => name?.trim() || workload.name;

/** More components than this make a template that nobody reads: the team's own code adds the rest. An endpoint has no more variants. */
const SHOWN_MAX = 10;

/** Terse, then with fewer shown, where the text is over what deploys without a bucket: separate images take most. */
function withinLimit(facts: DeploymentFacts, recommendation: Recommendation, request: DeploymentRequest): Deployment {
  const deployment = writtenWith(facts, recommendation, request);
  // A comparison takes two.
  const least = isOnComponents(facts.serving) ? 1 : 2;
  if (facts.isTerse && facts.shown <= least) return deployment;
  if (bytesOf(toYaml(deployment.template, deployment.header)) <= TEMPLATE_BYTES_MAX) return deployment;
  const shown = facts.isTerse ? facts.shown - 1 : facts.shown;
  return withinLimit({ ...facts, isTerse: true, shown }, recommendation, request);
}

const isOnComponents = ({ hosting }: Serving): boolean => hosting === 'inference-components';

function writtenWith(facts: DeploymentFacts, recommendation: Recommendation, request: DeploymentRequest): Deployment {
  const { serving, slug } = facts;
  const { choice } = recommendation;
  const isDecidedOtherwise = serving.option !== choice?.option;
  const parts = withImages(builderOf(serving)(facts), request.images ?? []);
  const notes = [...new Set([...notesOn(serving, facts.workload), ...parts.flatMap((part) => part.notes ?? [])])];
  const name = oneLine(nameOf(recommendation, request), NAME_MAX);
  const title = `${name}: ${isDecidedOtherwise ? optionTitle(serving.option) : choice.title}`;
  const template = templateOf(oneLine(title, LINE_MAX), parts);
  return {
    template: withTags(template, facts),
    serving,
    header: headerOf(recommendation, request, title, notes, isDecidedOtherwise),
    slug,
    notes,
    images: parts.flatMap((part) => part.images ?? []),
    behaviour: behaviourOf(facts),
  };
}

const refused = (text: string): DeploymentResult => ({ ok: false, text });

const FACTS_NAMED = 3;

/** None of these is stated where an answer needs facts. */
const DECIDING: readonly WorkloadField[] = ['responseTimeSeconds', 'trafficPattern', 'monthlyRequests'];

/** An answer that any fact may turn isn't worth code: what to state first. A team that decided all the same gets its code. */
function missingFacts({ choice, questions = [] }: Recommendation): string {
  const doubted = questions.flatMap(({ words }) => (words === undefined ? [] : [`“${oneLine(words, NAME_MAX)}”`]));
  if (doubted.length > 0) {
    return `Too little is known to write code. Say what ${joined(doubted, 'and')} ${doubted.length === 1 ? 'means' : 'mean'} first.`;
  }
  const names = [...(choice?.holdsIf ?? []).map(({ field }) => field), ...DECIDING].map(labelOf);
  return `Too little is known to write code. State the ${joined([...new Set(names)].slice(0, FACTS_NAMED), 'and')} first.`;
}

function faultOf({ option, region, instance, smallestInstead }: Serving, sizing: Sizing | null): string | undefined {
  if (!hasInstances(option)) return undefined;
  if (instance === null)
    return sizing === null
      ? `No instance type that AWS lists in ${region} holds the model.`
      : `${withoutType(sizing)}${insteadText(smallestInstead)}`;
  if (!instance.canServe && sizing !== null) return `${sizing.text}${insteadText(smallestInstead)}`;
  if (!instance.isOffered)
    return `AWS lists no ${instance.type} for ${optionTitle(option)} in ${region}. Name another type or Region.`;
  if (instance.max > COUNT_MAX)
    return 'The load would take more instances than AWS can count. Check the peak and the processing time.';
  return undefined;
}

/** As many resources a stack may have (quotas of CloudFormation, 2026-11); an adapter takes three, and the rest up to 20. */
const RESOURCES_MAX = 500;
const ADAPTERS_MAX = (RESOURCES_MAX - 20) / 3;

const adaptersFault = ({ isAdapters, models }: Serving): string | undefined =>
  isAdapters && models > ADAPTERS_MAX
    ? `A stack has at most ${RESOURCES_MAX} resources, and an adapter with its alarms takes three: a template has ${ADAPTERS_MAX} of ${models} adapters at most. Divide them among several endpoints.`
    : undefined;

/** " The smallest type that can is ml.g6e.xlarge." */
function insteadText(larger: Serving['smallestInstead']): string {
  if (larger === null) return '';
  return ` The smallest type that can is ${larger.type}${larger.isListed ? '' : ", which AWS doesn't list there"}.`;
}

/** "I don't know the model …, so no instance can be chosen for it. State the parameters in billions or the model size first." */
function withoutType({ text, needs }: Sizing): string {
  return needs.length === 0 ? text : `${text} State the ${joined(needs.map(labelOf), 'or')} first.`;
}

/** The largest count that AWS's API takes (an Integer of Application Auto Scaling, 2026). */
const COUNT_MAX = 2 ** 31 - 1;

/** What a stack of one endpoint leaves open, and a Region of which nothing is known. */
function notesOn({ endpoints, option, region, instance }: Serving, { availability, otherRegions }: Workload): string[] {
  const each = isJob(option) ? 'job' : 'endpoint';
  const regions = otherRegions?.join(' and ') ?? 'a second Region';
  const isOne = otherRegions === undefined && availability !== 'multi-region';
  const isKnown = instance === null || bookFor(SHIPPED_PRICES, region).isPriced;
  return [
    ...(endpoints === 1 ? [] : [`The template makes one ${each} of ${endpoints}: deploy it as a stack for each.`]),
    ...(isOne
      ? []
      : [`Deploy it in ${region} and ${regions}, each with a type, an image URI and model files of that Region.`]),
    ...(isKnown ? [] : [`No price in ${region} is known, so check that AWS offers ${instance.type} there.`]),
  ];
}

function headerOf(
  recommendation: Recommendation,
  { review }: DeploymentRequest,
  title: string,
  notes: readonly string[],
  isDecidedOtherwise: boolean,
): string[] {
  const { choice, facts } = recommendation;
  return [
    title,
    ...(review?.url === undefined ? [] : [`Review: ${review.url}`]),
    ...(isDecidedOtherwise ? [`Decided instead of the recommended ${choice?.title}.`] : conditionsOf(recommendation)),
    ...listed('Note:', notes),
    `AWS's limits as of ${facts.quotasAsOf}${pricesOf(facts.pricesAsOf)}.`,
  ].map((line) => oneLineKeepingIndent(line));
}

/** ", prices as of 2026-09-28", ", 2026 prices"; empty where no price was used. */
function pricesOf(asOf: string): string {
  if (/^\d{4}$/.test(asOf)) return `, ${asOf} prices`;
  if (/^\d/.test(asOf)) return `, prices as of ${asOf}`;
  return asOf === 'undated' ? ', undated prices' : '';
}

/** On what the recommendation rests. Of another option nothing of it is known to be true. */
function conditionsOf({ choice, assumptions, warnings }: Recommendation): string[] {
  return [
    ...listed(
      'Another option would be better:',
      (choice?.holdsIf ?? []).flatMap(({ text, to }) => (to === choice?.option ? [] : text)),
    ),
    ...listed(
      'Assumed:',
      assumptions.filter(({ decisive }) => decisive).map(({ text }) => text),
    ),
    ...listed(
      'Before you deploy:',
      warnings.filter(({ code }) => !MET.has(code)).map(({ text }) => text),
    ),
  ];
}

/** Warnings on what every template of ours has already. */
const MET: ReadonlySet<string> = new Set([
  // The policy and the alarm that wake what is at zero; a note says that callers retry.
  'wakes-only-with-policy',
  'requests-fail-while-waking',
  // CopyCount.
  'components-start-at-one',
  // The pools, or a note on why there are none.
  'capacity-may-lack',
  // MaxPayloadInMB, MaxConcurrentTransforms and InvocationsTimeoutInSeconds of the job.
  'transform-payload-default',
  'transform-concurrency-default',
  'transform-timeout-default',
  // An output tells callers.
  'invocation-timeout-default',
]);

const listed = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [heading, ...lines.map((line) => `  - ${line}`)];

const oneLineKeepingIndent = (line: string): string =>
  line.startsWith('  - ') ? `  - ${oneLine(line.slice(4), LINE_MAX)}` : oneLine(line, LINE_MAX);
