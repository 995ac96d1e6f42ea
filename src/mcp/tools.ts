import type * as z from 'zod';
import { readPasted } from '../account/pasted.ts';
import { reviewBy } from '../account/review.ts';
import type { Advisor } from '../advice/advisor.ts';
import { findSavings } from '../advice/savings.ts';
import { renderDeployment } from '../deploy/index.ts';
import type { ModelReader } from '../model-reader/index.ts';
import {
  type Fault,
  onInstance,
  optionTitle,
  parseWorkload,
  type Recommendation,
  readMeasurement,
} from '../recommender/index.ts';
import { policyWords } from '../wording/differences.ts';
import { tellReading } from '../wording/heard.ts';
import { hearWorkload, readTyped } from '../wording/read-words.ts';
import { OUTSIDE_TITLE, savingsReport, savingsWords } from '../wording/savings.ts';
import { impasse } from '../wording/sentences.ts';
import { clipText, oneLine } from '../wording/text.ts';
import { INPUTS, OUTPUTS } from './schemas.ts';
import type { Search } from './search.ts';
import { assumedLines, briefly, endpointLines, measuredWords, openLines, shortText, TEXT_MAX } from './texts.ts';

// The tools of an assistant: what the command line answers, as data with a short text beside it. They write nothing.

/** What a tool answers, or one sentence for each thing that is wrong with what it was given. */
export type ToolAnswer<T = unknown> =
  | { ok: true; structured: DeepReadonly<T>; text: string }
  | { ok: false; text: string };

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** What the tools need beyond their input. */
export interface ToolParts {
  advisor: Advisor;
  search: Search;
  /** Reads words beside the rules. Absent: the rules alone. */
  reader?: ModelReader | undefined;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A tool as an assistant sees it, and what it does. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** It is offered only where reviews can be searched. */
  readonly searches?: true;
  readonly run: (given: unknown, parts: ToolParts) => Promise<ToolAnswer>;
}

const refuse = (text: string): { ok: false; text: string } => ({ ok: false, text: clipText(text, TEXT_MAX) });

/** More faults than these are only counted. */
const FAULTS_MAX = 10;

function refuseAll(faults: readonly Fault[]): { ok: false; text: string } {
  const told = faults.slice(0, FAULTS_MAX).map(({ text }) => clipText(text, 200));
  const left = faults.length - told.length;
  return refuse([...told, ...(left > 0 ? [`And ${left} more.`] : [])].join('\n'));
}

/**
 * A tool whose input is checked in two steps: its own arguments here, and a workload by `parseWorkload`, whose sentences
 * name the field and what it takes.
 */
function tool<I extends z.ZodObject, O extends z.ZodType>(
  about: Pick<Tool, 'name' | 'title' | 'description' | 'searches'> & { input: I; output: O },
  answer: (given: z.output<I>, parts: ToolParts) => ToolAnswer<z.input<O>> | Promise<ToolAnswer<z.input<O>>>,
): Tool {
  return {
    ...about,
    async run(given, parts) {
      const faults = faultsOf(about.input, given ?? {});
      return faults.length > 0 ? refuseAll(faults) : answer(given as z.output<I>, parts);
    },
  };
}

/** Fields that a workload is read from. Their own faults are told by `parseWorkload`. */
const READ_LATER = ['workload', 'changes'];

function faultsOf(input: z.ZodObject, given: unknown): Fault[] {
  const parsed = input.safeParse(given);
  return (parsed.error?.issues ?? []).flatMap(({ code, path, message, ...issue }) => {
    const [field] = path.map(String);
    if (code === 'unrecognized_keys' && field === undefined) {
      const keys = 'keys' in issue ? (issue.keys as string[]) : [];
      const known = Object.keys(input.shape).join(', ');
      return keys.map((key) => ({
        field: key,
        text: `${JSON.stringify(clipText(key, 40))} is not taken. Known: ${known}.`,
      }));
    }
    if (field === undefined) return [{ field: '', text: message }];
    if (path.length > 1 && !READ_LATER.includes(field)) return [{ field, text: `Each entry of ${field} ${message}.` }];
    return READ_LATER.includes(field) ? [] : [{ field, text: `${field} ${message}.` }];
  });
}

const recommendTool = tool(
  {
    name: 'recommend',
    title: 'Recommend an endpoint',
    description:
      'How to serve a model on Amazon SageMaker AI: real-time, serverless, asynchronous or batch transform, with hosting, scaling, instances, monthly cost, reasons and sources. Give a workload, or plain words; of words, the result says what was read, unclear and not used. Quote its figures with what they rest on; ask the person for what it assumes.',
    input: INPUTS.recommend,
    output: OUTPUTS.recommend,
  },
  async ({ workload, words }, { advisor, reader }) => {
    if (workload === undefined && words === undefined) return refuse('Give a workload, or words.');
    if (workload !== undefined && words !== undefined) return refuse('Give either workload or words, not both.');
    if (words === undefined) {
      const parsed = parseWorkload(workload);
      if (!parsed.ok) return refuseAll(parsed.faults);
      const recommendation = advisor.advise(parsed.workload);
      return { ok: true, structured: { recommendation }, text: shortText(recommendation) };
    }
    const rules = readTyped(words);
    const { heard: read, note } = (await reader?.hear(words, rules)) ?? { heard: rules };
    const { heard, parsed, doubts } = hearWorkload(words, read);
    if (!parsed.ok) return refuseAll(parsed.faults);
    const recommendation = advisor.advise(parsed.workload, {}, doubts);
    const told = tellReading(heard).map(({ title, text }) => `${title}: ${clipText(text, 900)}`);
    const lines = note === undefined ? told : [...told, `${note}.`];
    const structured = { recommendation, heard: { ...heard, ...(note !== undefined && { note }) } };
    return { ok: true, structured, text: shortText(recommendation, lines) };
  },
);

const whatIfTool = tool(
  {
    name: 'what_if',
    title: 'Compare with changed facts',
    description:
      'The option, hosting, scaling, instances, what their number rests on, confidence and monthly cost of a workload before and after some of its fields change.',
    input: INPUTS.whatIf,
    output: OUTPUTS.whatIf,
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

const savingsTool = tool(
  {
    name: 'find_savings',
    title: 'Find what would cost less',
    description:
      'The best three ways to a smaller bill than the recommended one, each with the changed facts, what it saves per month and what it costs in quality, time or safety: fewer bits per weight, another Region, office hours, a queue, another option or type and others. Each figure is what recommend gives for these changes.',
    input: INPUTS.findSavings,
    output: OUTPUTS.findSavings,
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

const explainTool = tool(
  {
    name: 'explain_option',
    title: 'Explain one option',
    description:
      'Why one of the four inference options was chosen or rejected for a workload, and the smallest change that would make it fit or win.',
    input: INPUTS.explainOption,
    output: OUTPUTS.explainOption,
  },
  ({ workload, option }, { advisor }) => {
    const parsed = parseWorkload(workload);
    if (!parsed.ok) return refuseAll(parsed.faults);
    const recommendation = advisor.advise(parsed.workload);
    const { choice, rationale, rejected } = recommendation;
    const lost = rejected.find((other) => other.option === option);
    const title = lost?.title ?? choice?.title ?? optionTitle(option);
    const verdict: keyof typeof VERDICTS = lost?.verdict ?? 'chosen';
    const reasons = lost?.reasons ?? rationale;
    const wouldFitIf = lost?.wouldFitIf ?? null;
    const lines = [
      `${title}: ${VERDICTS[verdict]}.`,
      ...reasons.map(({ text }) => `- ${text}`),
      ...(wouldFitIf === null ? [] : [wouldFitIf.text]),
      ...policyWords(recommendation),
      ...openLines(recommendation),
      ...assumedLines(recommendation),
    ];
    return {
      ok: true,
      structured: { option, title, verdict, reasons, wouldFitIf },
      text: clipText(lines.join('\n'), TEXT_MAX),
    };
  },
);

const VERDICTS = {
  chosen: 'recommended',
  'ruled-out': 'ruled out',
  outranked: 'fits, but another option is better',
} as const;

const templateTool = tool(
  {
    name: 'render_template',
    title: 'Write the template',
    description:
      'Code for the recommended option of a workload (`sdk`: Python, for one model): files, parameters to fill in, notes, and how it behaves over time. Nothing is deployed.',
    input: INPUTS.renderTemplate,
    output: OUTPUTS.renderTemplate,
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

const endpointTool = tool(
  {
    name: 'review_endpoint',
    title: 'Review a running endpoint',
    description:
      'What a running endpoint costs, what it should be, the saving and what is wrong with it, from what the AWS CLI prints: describe-endpoint-config, and describe-endpoint, describe-model, get-metric-data and scaling policies where there are any. Nothing is read from AWS.',
    input: INPUTS.reviewEndpoint,
    output: OUTPUTS.reviewEndpoint,
  },
  ({ described }, { advisor, now }) => {
    const read = readPasted(JSON.stringify(described), { region: null, now: now() });
    if (!read.ok) return refuse(read.text);
    const [facts, ...others] = read.facts;
    if (facts === undefined) return refuse('Nothing here describes an endpoint. Paste describe-endpoint-config.');
    if (others.length > 0) {
      const names = read.facts.map(({ name }) => name).join(', ');
      return refuse(`These are ${read.facts.length} endpoints: ${clipText(names, 200)}. Send one at a time.`);
    }
    const { line } = reviewBy(advisor.prices, facts);
    // An assistant has no --region.
    const unknown = [...line.unknown, ...read.unused].map(({ what, why }) => ({
      what,
      why: why.replace('Add --region.', 'Add describe-endpoint, whose ARN names it.'),
    }));
    const reviewed = { ...line, unknown };
    return { ok: true, structured: reviewed, text: clipText(endpointLines(reviewed).join('\n'), TEXT_MAX) };
  },
);

const measurementTool = tool(
  {
    name: 'import_measurement',
    title: 'Read a load test',
    description:
      "Reads what measured a model's speed into the `measurements` of a workload: AIPerf's, GuideLLM's and vLLM bench serve's JSON, what the AWS CLI prints of AI recommendation jobs and of Inference Recommender, or plain rows. Give the result to recommend, which then sizes by it.",
    input: INPUTS.importMeasurement,
    output: OUTPUTS.importMeasurement,
  },
  ({ content, instanceType }) => {
    const read = readMeasurement(content);
    if (!read.ok) return refuseAll(read.faults);
    const measurements = instanceType === undefined ? read.measurements : onInstance(read.measurements, instanceType);
    const isAsked = measurements.some((one) => one.instanceType === null);
    const asks = isAsked ? ['On which instance type was this measured? The file names none.'] : [];
    const lines = [...measurements.map(measuredWords), ...asks];
    return { ok: true, structured: { measurements, asks }, text: clipText(lines.join('\n'), TEXT_MAX) };
  },
);

const searchTool = tool(
  {
    name: 'search_reviews',
    title: "Search the team's reviews",
    description:
      'Reviews that the team has made in Slack channels that are public now, by words of their names, newest first: state, recommendation, decision, link.',
    input: INPUTS.searchReviews,
    output: OUTPUTS.searchReviews,
    searches: true,
  },
  async ({ query, limit }, { search }) => {
    const answer = await search.find(query, limit);
    if (!answer.ok) return answer;
    const lines = answer.found.reviews.map(({ name, state, recommended, decided, link }) => {
      const chosen = decided ?? recommended;
      const option = chosen === null ? 'no option fits' : optionTitle(chosen);
      return [oneLine(name), state, option, link].filter((part) => part !== null).join(' · ');
    });
    const text = lines.length === 0 ? 'No review of a public channel has these words in its name.' : lines.join('\n');
    return { ok: true, structured: answer.found, text: clipText(text, TEXT_MAX) };
  },
);

/** Every tool, in the order in which an assistant sees them. */
export const TOOLS: readonly Tool[] = [
  recommendTool,
  whatIfTool,
  savingsTool,
  explainTool,
  templateTool,
  endpointTool,
  measurementTool,
  searchTool,
];

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
