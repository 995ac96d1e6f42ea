import {
  asksForMore,
  type Choice,
  factOf,
  formatUsd,
  hostingTitle,
  type InferenceOptionId,
  isSameValue,
  labelOf,
  nearFlips,
  optionTitle,
  type Reason,
  type Recommendation,
  type RejectedHosting,
  type RejectedOption,
  type TechnicallyBest,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import { briefValue, leftOut } from './heard.ts';
import { measuredAgainstModel, measurementChanges } from './measurements.ts';
import { describeCostDifference } from './money.ts';
import { confidenceWords, joinClauses, quotedWords, writeInstances } from './sentences.ts';
import { writePeak } from './sizes.ts';
import { capitalized, clipText } from './text.ts';

const CHANGES_SHOWN_MAX = 4;

const VALUE_MAX = 40;

/**
 * What changed between two revisions of a review and what came of it, on one line: "payload 4 → 30 MB: Serverless
 * Inference → Asynchronous Inference; $12 → $141 per month". An answer that stays is left out where the bill is known. Names are
 * what people typed, and are not escaped here.
 */
export function describeDifference(before: Recommendation, after: Recommendation): string {
  const changes = describeChanges(before, after);
  const outcome = describeOutcome(before.choice, after.choice);
  const cost = describeCostDifference(before, after);
  const isSame = before.choice?.title === after.choice?.title;
  const cameOf = [
    ...(isSame && cost !== undefined ? [] : [outcome]),
    ...(describeMeasured(before, after) ?? []),
    ...(cost === undefined ? [] : [cost]),
  ];
  return `${changes}: ${cameOf.join('; ')}`;
}

/**
 * What a measurement changed beside option and cost: "8 × ml.g6e.xlarge → 6 × ml.g6e.xlarge", and the speed against the model's.
 * Undefined where no measurement changed.
 */
export function describeMeasured(before: Recommendation, after: Recommendation): string[] | undefined {
  if (isSameValue(before.workload.measurements, after.workload.measurements)) return undefined;
  const [was, is] = [before, after].map(({ choice }) => choice && writePeak(choice));
  const speed = measuredAgainstModel(after);
  return [...(was && is && was !== is ? [`${was} → ${is}`] : []), ...(speed === undefined ? [] : [speed])];
}

/** The fields that differ, with both values: "payload 4 → 30 MB, GPU yes → no". */
export function describeChanges(before: Recommendation, after: Recommendation): string {
  const changed = WORKLOAD_FIELDS.filter((field) => !isSameValue(before.workload[field], after.workload[field]));
  const answers = changed.flatMap((field) => {
    if (field === 'description') return 'description changed';
    if (field === 'measurements') {
      return measurementChanges(before.workload.measurements ?? [], after.workload.measurements ?? []);
    }
    return `${labelOf(field)} ${arrow(written(field, before.workload[field]), written(field, after.workload[field]))}`;
  });
  const parts = [...answers, ...leftOut(before, after).map((words) => `${quotedWords(words)} left out`)];
  if (parts.length === 0) return 'no answers changed';
  const shown = parts.slice(0, CHANGES_SHOWN_MAX);
  const more = parts.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function written(field: WorkloadField, value: unknown): string {
  return clipText(briefValue(field, value).replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' '), VALUE_MAX);
}

/** "4 MB", "30 MB" → "4 → 30 MB": a unit that both have is said once. */
function arrow(from: string, to: string): string {
  const [, number, unit] = /^([\d.,]+) (\p{L}+)$/u.exec(from) ?? [];
  const sameUnit = unit !== undefined && /^[\d.,]+ (\p{L}+)$/u.exec(to)?.[1] === unit;
  return `${sameUnit ? number : from} → ${to}`;
}

/** What some changes do to an answer, each "before → after", or "still …". */
export interface Difference {
  /** "payload 4 → 30 MB" */
  readonly changes: string;
  /** "Serverless Inference → Asynchronous Inference" */
  readonly option: string;
  /** "8 × ml.g6e.xlarge → 6 × ml.g6e.xlarge". Undefined where neither answer has instances. */
  readonly size: string | undefined;
  /** "$12 → $141 per month". Undefined where neither is known. */
  readonly cost: string | undefined;
  /** "Likely → Firm". Undefined where no option fits before or after. */
  readonly confidence: string | undefined;
}

/** What differs between an answer and what it becomes, line by line. Names are what people typed, and are not escaped here. */
export const differenceOf = (before: Recommendation, after: Recommendation): Difference => ({
  changes: describeChanges(before, after),
  option: describeOutcome(before.choice, after.choice),
  size: describeEach(before, after, writePeak, 'no instances'),
  cost: describeCostDifference(before, after),
  confidence: describeEach(before, after, confidenceWords, 'no option'),
});

function describeEach(
  before: Recommendation,
  after: Recommendation,
  write: (choice: Choice) => string | undefined,
  without: string,
): string | undefined {
  const [was, is] = [before, after].map(({ choice }) => (choice === null ? undefined : write(choice)));
  if (was === undefined && is === undefined) return undefined;
  return was === is ? `still ${is}` : `${was ?? without} → ${is ?? without}`;
}

/** "Serverless Inference → Asynchronous Inference", or "still …". */
export function describeOutcome(before: Choice | null, after: Choice | null): string {
  if (before?.option !== after?.option) return `${titleOf(before)} → ${titleOf(after)}`;
  if (!before || !after) return 'still no option fits';
  if (before.hosting !== after.hosting) {
    return `still ${optionTitle(after.option)}, ${hostingTitle(before.hosting)} → ${hostingTitle(after.hosting)}`;
  }
  return before.title === after.title ? `still ${titleOf(after)}` : `still ${titleOf(after)}, now ${after.title}`;
}

function titleOf(choice: Choice | null): string {
  return choice ? optionTitle(choice.option) : 'no option fits';
}

type Fitting = Pick<RejectedOption, 'option' | 'wouldFitIf'>;

/**
 * "Fits if the payload is at most 6 MB."; undefined where nothing that a team could do would make it fit. That a job needs a
 * dataset is what the reason against it says.
 */
export function fitWords(rejected: Fitting, workload: Workload): string | undefined {
  return isWithinReach(rejected, workload) ? rejected.wouldFitIf?.text : undefined;
}

/** The same as a whole sentence: "Real-time Inference fits if the payload is at most 6 MB." */
export function fitSentence(rejected: Fitting, workload: Workload): string | undefined {
  return isWithinReach(rejected, workload) ? wayIn(rejected) : undefined;
}

/** What a workload is, not what it asks for: nobody with 800 models gets by with one. */
const GIVEN: readonly WorkloadField[] = ['modelCount', 'containerCount'];

/** Nobody scores a dataset, answers callers instead, or asks for more, for the sake of an option. */
function isWithinReach({ wouldFitIf }: Fitting, workload: Workload): boolean {
  const changes = Object.entries(wouldFitIf?.changes ?? {}) as [WorkloadField, unknown][];
  const isDataset = workload.trafficPattern === 'dataset';
  const isAnotherTask = changes.some(
    ([field, value]) =>
      (field === 'trafficPattern' && (isDataset || value === 'dataset')) ||
      (field === 'responseTimeSeconds' && isDataset),
  );
  return !isAnotherTask && !changes.some(([field, value]) => asksForMore(field, value, workload[field]));
}

/** What makes an option fit, whatever it takes short of other models. */
export function wayIn({ option, wouldFitIf }: Fitting): string | undefined {
  if (wouldFitIf === null || GIVEN.some((field) => field in wouldFitIf.changes)) return undefined;
  const { text } = wouldFitIf;
  if (text.startsWith('Fits ')) return `${optionTitle(option)} fits ${text.slice('Fits '.length)}`;
  if (text.startsWith('Chosen ')) return `${optionTitle(option)} is chosen ${text.slice('Chosen '.length)}`;
  return `${optionTitle(option)}: ${text}`;
}

interface WayOut {
  option: InferenceOptionId;
  /** A sentence. */
  text: string;
}

/** Where no option fits: the changes after which an option does, nearest first, then what each other option would need. */
export function waysOut(recommendation: Recommendation, max: number): WayOut[] {
  const near = nearFlips(recommendation, max);
  const others = recommendation.rejected
    .filter(({ option }) => near.every((flip) => flip.option !== option))
    .toSorted((a, b) => changeCount(a.wouldFitIf) - changeCount(b.wouldFitIf))
    .flatMap((rejected) => {
      const text = wayIn(rejected);
      return text === undefined ? [] : [{ option: rejected.option, text }];
    });
  return [...near, ...others].slice(0, max);
}

function changeCount(wouldFitIf: RejectedOption['wouldFitIf']): number {
  return wouldFitIf === null ? 0 : Object.keys(wouldFitIf.changes).length;
}

/**
 * The reasons against each other option, in their order: the first of each, and of the rest what no option before it is told
 * already.
 */
export function reasonsApart(rejected: readonly RejectedOption[]): Reason[][] {
  const said = new Set(rejected.flatMap(({ reasons: [first] }) => (first ? [factOf(first)] : [])));
  return rejected.map(({ reasons: [first, ...rest] }) => {
    const own = rest.filter((reason) => !said.has(factOf(reason)));
    for (const reason of own) said.add(factOf(reason));
    return first === undefined ? [] : [first, ...own];
  });
}

/** The hosting patterns that weren't chosen, those for the same reasons together: "Multi-model endpoint and Multi-container endpoint". */
export function hostingsApart(rejected: readonly RejectedHosting[]): Pick<RejectedHosting, 'title' | 'reasons'>[] {
  const textOf = ({ reasons }: RejectedHosting): string => reasons.map(({ text }) => text).join(' ');
  return [...new Set(rejected.map(textOf))].flatMap((text) => {
    const [first, ...others] = rejected.filter((hosting) => textOf(hosting) === text);
    if (first === undefined) return [];
    return [
      {
        title: joinClauses(
          [first, ...others].map(({ title }) => title),
          'and',
        ),
        reasons: first.reasons,
      },
    ];
  });
}

/** A reason as it stands after the name of its option: "Has no GPUs.", of "Serverless Inference has no GPUs." */
export function underName(reason: Reason, title: string): Reason {
  if (!reason.text.startsWith(`${title} `)) return reason;
  return { ...reason, text: capitalized(reason.text.slice(title.length + 1).replace(/^is /, '')) };
}

/** "Real-time Inference on 1 × ml.g5.xlarge, $1,039 per month" */
export function technicalWords({ option, instance, basis, monthlyUsd }: TechnicallyBest): string {
  const size = instance && (basis === 'unknown' ? `${instance.type}, how many isn't known` : writeInstances(instance));
  return `${optionTitle(option)}${size === null ? '' : ` on ${size}`}${monthlyUsd === null ? '' : `, ${formatUsd(monthlyUsd, basis === 'modelled' ? basis : 'listed')} per month`}`;
}

/**
 * What the team's policy did, in sentences: what would be best without it and which rules decided, and the team's defaults.
 * Names are what the team typed, and are not escaped here.
 */
export function policyWords({ choice, policy }: Pick<Recommendation, 'choice' | 'policy'>): string[] {
  if (policy === undefined) return [];
  const { decidedBy, technicallyBest, assumed = {} } = policy;
  const rules = `${decidedBy.length === 1 ? 'Policy' : 'Policies'} ${joinClauses(decidedBy.map(quoted), 'and')}`;
  const rule = decidedBy.length === 1 ? 'rules' : 'rule';
  const left = choice === null ? ', and no other option fits' : '';
  const best =
    technicallyBest === null
      ? []
      : [`Technically best: ${technicalWords(technicallyBest)}. ${rules} ${rule} it out${left}.`];
  const defaults = Object.entries(assumed).map(([field, value]) => {
    return `${labelOf(field as WorkloadField)} ${briefValue(field as WorkloadField, value)}`;
  });
  return [...best, ...(defaults.length === 0 ? [] : [`Team defaults: ${defaults.join(', ')}.`])];
}

const quoted = (name: string): string => `"${name}"`;
