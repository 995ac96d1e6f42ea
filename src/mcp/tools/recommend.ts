import { setImmediate } from 'node:timers/promises';
import * as z from 'zod';
import type { Advisor } from '../../advice/advisor.ts';
import { timeOfChosen } from '../../advice/alternatives.ts';
import { findSavings } from '../../advice/savings.ts';
import {
  asksForFacts,
  labelOf,
  type OptionCost,
  type Recommendation,
  type Span,
  type TokenSizing,
  type Workload,
} from '../../recommender/index.ts';
import { differenceOf, policyWords } from '../../wording/differences.ts';
import { writeCostRange, writeLikelyUsd } from '../../wording/money.ts';
import { type Line, type Part, part } from '../../wording/parts.ts';
import { readWhatIf } from '../../wording/read-what-if.ts';
import { savingsReport, savingsWords } from '../../wording/savings.ts';
import { impasse, joinClauses } from '../../wording/sentences.ts';
import { perMillionWords, tokensOfOne, whatUsersSee, writeCount } from '../../wording/sizes.ts';
import { besideWords } from '../../wording/uncounted.ts';
import { type Answered, answerTo, heardLines, parseGiven } from '../answer-to.ts';
import { briefly, measuredWords, recommendationParts } from '../texts.ts';
import { writeAll, writeShort } from '../write-parts.ts';
import { describedWorkload, WORDS_MAX, words } from './inputs.ts';
import { type Refusal, refuse, refuseAll, tool } from './tool.ts';

const flag = z.boolean('must be true or false').optional();

const input = z.strictObject({
  workload: describedWorkload.optional(),
  words: words
    .optional()
    .describe(
      'The workload in plain English, for example "fraud scoring, steady traffic, 3 MB, 20 rps, answer within 200 ms, Frankfurt"',
    ),
  changes: z
    .union([z.string(), z.looseObject({})])
    .optional()
    .describe(
      'Answers with these changes and says what differs: fields with new values, where null takes a fact back, or words such as "60 rps in Frankfurt"',
    ),
  cheaper: flag.describe('Adds the best three ways to a smaller bill, and what each costs in quality, time or safety'),
  instances: flag.describe('Adds count, bill, speed and basis of each instance type that was weighed'),
  detail: z
    .enum(['short', 'full'], 'must be one of short, full')
    .optional()
    .describe('Of the text. `short`, the default, says how much it leaves out'),
});

export const recommendTool = tool(
  {
    name: 'recommend',
    title: 'Recommend an endpoint',
    description:
      'How to serve a model on Amazon SageMaker AI: real-time, serverless, asynchronous or batch transform, with hosting, scaling, instances, monthly cost, reasons and sources. Give a workload, or plain words. Quote its figures with what they rest on, and ask the person for what it assumes.',
    input,
  },
  async (given, parts) => {
    const asked = await answerTo(given, parts);
    if (asked.ok === 'nothing') return { ok: true, structured: { heard: asked.heard }, text: asked.text };
    if (!asked.ok) return asked;
    const { heard } = asked;
    const changed = await changedBy(given.changes, asked, parts.advisor);
    if (!changed.ok) return changed;
    const { after: recommendation, difference, ignored } = changed;
    const more = await askedBeside(given, recommendation, parts.advisor);
    const isShort = given.detail !== 'full';
    const shown = recommendationParts(
      besideWords(recommendation, heard, ignored),
      heard ? heardLines(heard, isShort ? { max: READING_MAX } : WHOLE) : [],
      [part('Measured', measuredLines(recommendation.workload)), ...changed.parts, ...more.parts],
    );
    return {
      ok: true,
      structured: { recommendation, ...(heard && { heard }), ...(difference && { difference }), ...more.structured },
      text: isShort ? writeShort(shown, SHORT_MAX, IN_FULL) : writeAll(shown),
    };
  },
);

/** Ways to a smaller bill, and rows of instance types, where they are asked for. */
async function askedBeside(
  { cheaper = false, instances = false }: z.output<typeof input>,
  recommendation: Recommendation,
  advisor: Advisor,
): Promise<{ structured: object; parts: Part[] }> {
  // Each of them takes as long as an answer: others are answered in between.
  if (cheaper) await setImmediate();
  const levers = cheaper ? leversOf(recommendation, advisor) : undefined;
  if (instances) await setImmediate();
  const rows = instances ? instancesOf(recommendation, advisor) : undefined;
  return {
    structured: { ...(levers && { levers: levers.structured }), ...(rows && { instances: rows.structured }) },
    parts: [...(levers?.parts ?? []), ...(rows?.parts ?? [])],
  };
}

/** Characters of a short text: about 600 tokens. */
const SHORT_MAX = 2400;

const IN_FULL = 'detail: "full" has them.';

/** Characters of each line about the words in a short text. */
const READING_MAX = 400;

/** Everything that was read of the words. */
const WHOLE = { entries: Number.POSITIVE_INFINITY };

/** What was measured, and what to ask where a file names no instance type. */
const measuredLines = ({ measurements = [] }: Workload): string[] =>
  measurements.map((one, at) =>
    one.instanceType === null
      ? `${measuredWords(one)}. On which instance type? Ask, and put it into instanceType of recommendation.workload.measurements[${at}].`
      : measuredWords(one),
  );

/** The answer with changes, and what differs from the one without. */
async function changedBy(
  given: unknown,
  { stated, recommendation: before, heard }: Answered,
  advisor: Advisor,
): Promise<Refusal | { ok: true; after: Recommendation; difference?: object; parts: Part[]; ignored?: string }> {
  if (given === undefined) return { ok: true, after: before, parts: [] };
  const read = typeof given === 'string' ? inWords(given, stated) : asFields(given, stated);
  if (!read.ok) return read;
  await setImmediate();
  const after = advisor.advise(read.workload, {}, before.doubts);
  const [was, is] = [before, after].map(outcomeOf);
  const less = (from: number | null | undefined, to: number | null | undefined): number | null =>
    from == null || to == null ? null : to - from;
  const { changes, option, size, cost } = differenceOf(before, after);
  const differs = size?.startsWith('still ') ? undefined : size;
  const text = [`${changes}: ${option}`, differs, cost].filter((one) => one !== undefined).join('; ');
  const waived = policyWords(before).filter((line) => !policyWords(after).includes(line));
  return {
    ok: true,
    after,
    difference: {
      text,
      changes: read.changes,
      before: was,
      monthlyUsd: less(was?.monthlyUsd?.likely, is?.monthlyUsd?.likely),
      count: less(was?.count?.likely, is?.count?.likely),
      ...(read.notes.length > 0 && { notes: read.notes }),
    },
    parts: [part('Changed', [text, ...read.notes]), part('Before', [briefly(besideWords(before, heard)), ...waived])],
    ignored: read.ignored,
  };
}

/** `ignored`: words that state no change. */
type Changed = Refusal | { ok: true; workload: Workload; changes: object; notes: string[]; ignored: string };

function asFields(changes: unknown, stated: Workload): Changed {
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
    return refuse('changes are fields with their new values, or words.');
  }
  if (Object.hasOwn(changes, 'name')) return refuse('changes takes no name: it changes no answer.');
  const parsed = parseGiven({ ...stated, ...changes, name: stated.name });
  return parsed.ok
    ? { ok: true, workload: parsed.workload, changes, notes: [], ignored: '' }
    : refuseAll(parsed.faults);
}

function inWords(words: string, stated: Workload): Changed {
  if (words.length > WORDS_MAX) return refuse(`changes must have at most ${WORDS_MAX} characters.`);
  const read = readWhatIf(words, stated);
  if (read.ok) {
    const { workload, changes, ignored, questions } = read.whatIf;
    return {
      ok: true,
      workload,
      changes,
      ignored,
      notes: [...(ignored === '' ? [] : [`Not used: "${ignored}"`]), ...(questions === '' ? [] : [questions])],
    };
  }
  if (read.kind === 'unchanged')
    return { ok: true, workload: stated, changes: {}, notes: ['It is so already.'], ignored: '' };
  if (read.kind === 'refused') return refuse(`changes: ${read.text}`);
  return refuse('changes: nothing of it was understood. Give fields with values, or words such as "payload 5 MB".');
}

function outcomeOf({ choice, costs }: Recommendation) {
  return {
    option: choice?.option ?? null,
    hosting: choice?.hosting ?? null,
    scaling: choice?.scaling ?? null,
    confidence: choice?.confidence ?? null,
    instance: choice?.instance ?? null,
    count: choice?.sizing?.count ?? null,
    basis: choice?.sizing?.basis ?? null,
    monthlyUsd: costs.find(({ option }) => option === choice?.option)?.monthlyUsd ?? null,
  };
}

function leversOf(recommendation: Recommendation, advisor: Advisor): { structured: object; parts: Part[] } {
  const savings = findSavings(advisor, recommendation);
  const { heading, ways, waysOut } = savingsReport(savings);
  const { lines } = savingsWords(savings);
  return {
    structured: { heading, ways, ...(waysOut && { waysOut }) },
    parts: [part(null, [heading, ...lines.map((line) => `- ${line}`)])],
  };
}

// What each instance type would take that an answer was weighed against. It calculates no speed itself: each row is the recommender's
// answer where that type is given.

/** A row and a line for each type, the cheapest first, or why there is none and what to state. */
export function instancesOf(recommendation: Recommendation, advisor: Advisor) {
  const { choice, costs } = recommendation;
  const types = [choice?.instance?.type ?? [], choice?.sizing?.alternatives.map(({ type }) => type) ?? []].flat();
  const rows = types
    .flatMap((type) => rowFor(type, recommendation, advisor) ?? [])
    .toSorted((one, other) => one.sized.monthlyUsd - other.sized.monthlyUsd);
  const structured = rows.map(({ sized }) => sized);
  if (rows.length === 0) return { structured, parts: [part('Instances', [whyNone(recommendation)])] };
  const source = costs.find(({ option }) => option === choice?.option)?.perMillionOutputTokensUsd?.source ?? undefined;
  const lines: Line[] = rows.map(({ words }) => ({ text: words, source }));
  return { structured, parts: [{ title: 'Instances, the cheapest first', lines }] };
}

/** What the recommender says where the type is given, in figures and in words. Undefined where it doesn't serve that way. */
function rowFor(type: string, recommendation: Recommendation, advisor: Advisor) {
  const { choice: chosen, workload } = recommendation;
  const { choice, costs } = advisor.estimate({
    ...recommendation,
    workload: { ...workload, ...timeOfChosen(recommendation), instanceType: type },
  });
  const cost = costs.find(({ option }) => option === chosen?.option);
  const { count, tokens = null, basis } = choice?.sizing ?? {};
  if (choice?.option !== chosen?.option || !choice || !cost?.monthlyUsd || !count || !basis) return undefined;
  const why = chosen?.sizing?.alternatives.find((other) => other.type === type)?.why ?? null;
  const perMillion = millionOf(cost);
  // Figures of tokens are null for a model that writes none.
  const sized = {
    type,
    isRecommended: chosen?.instance?.type === type,
    /** Instances at the peak, likely. */
    count: count.likely,
    /** Of one instance at most, likely. */
    outputTokensPerSecond: tokens && rounded(tokens.eachPerSecond.likely),
    /** Of all, likely. */
    monthlyUsd: rounded(cost.monthlyUsd.likely),
    /** As the tokens come in a month, idle hours included. */
    perMillionOutputTokensUsd: perMillion?.likely ?? null,
    basis,
    ranges: {
      count,
      outputTokensPerSecond: tokens && roundedSpan(tokens.eachPerSecond),
      monthlyUsd: roundedSpan(cost.monthlyUsd),
      perMillionOutputTokensUsd: perMillion && { low: perMillion.low, high: perMillion.high },
    },
    atPeak: tokens && atPeak(tokens),
    /** Of an alternative: why it is named. */
    why,
  };
  const words = [
    `${writeCount(choice)}${sized.isRecommended ? ' (recommended)' : ''}`,
    `${writeLikelyUsd(cost)} per month${writeCostRange(cost)}`,
    ...(perMillion === null ? [] : [perMillionWords(perMillion)]),
    ...(tokens === null ? [] : [tokensOfOne(tokens), `users see ${whatUsersSee(choice)}`]),
    basis,
    ...(why === null ? [] : [why]),
  ];
  return { sized, words: words.join('; ') };
}

/** The bill by its tokens: the recommender gives both ends, in proportion to the month's. */
function millionOf({ monthlyUsd, perMillionOutputTokensUsd }: OptionCost): Span | null {
  if (monthlyUsd === null || perMillionOutputTokensUsd === null) return null;
  const { low, high } = perMillionOutputTokensUsd;
  return roundedSpan({ low, likely: (high * monthlyUsd.likely) / monthlyUsd.high, high });
}

const rounded = (value: number): number => Number(value.toPrecision(3));

const roundedSpan = ({ low, likely, high }: Span): Span => ({
  low: rounded(low),
  likely: rounded(likely),
  high: rounded(high),
});

/** What users see: tokens per second of one stream, seconds. */
const atPeak = ({ perStream, firstTokenSeconds, answerSeconds, inProgress }: TokenSizing) => ({
  perStream: roundedSpan(perStream),
  firstTokenSeconds: roundedSpan(firstTokenSeconds),
  answerSeconds: roundedSpan(answerSeconds),
  inProgress: rounded(inProgress),
});

/** Why no type is compared, and what to state. */
function whyNone(recommendation: Recommendation): string {
  const { choice } = recommendation;
  if (choice === null) return `No option fits. ${impasse(recommendation)}`;
  const { sizing } = choice;
  const needs = (sizing?.needs ?? []).map((field) => `${field} (${labelOf(field)})`);
  if (sizing?.basis === 'unknown')
    return needs.length > 0 ? `${sizing.text} Ask the person, and state ${joinClauses(needs, 'and')}.` : sizing.text;
  if (choice.instance === null) return `${choice.title} has no instances to compare.`;
  return asksForFacts(recommendation)
    ? 'Too little is known to compare types.'
    : 'There is no bill to compare types by.';
}
