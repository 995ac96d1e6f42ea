import {
  type Assumption,
  type Choice,
  formatMB,
  formatSeconds,
  hostingTitle,
  labelOf,
  optionTitle,
  type Reason,
  type ReasonCode,
  type Recommendation,
  WORKLOAD_FIELDS,
  type WorkloadField,
} from '../recommender/index.ts';
import { writeValue } from './quantities/index.ts';
import { clipText } from './text.ts';

/** "Asynchronous Inference for ct-scan-triage (if wake-up fits in 15 min)", or "Nothing fits fraud-scoring". */
export function headline(recommendation: Recommendation): string {
  const { choice, workload } = recommendation;
  const name = oneLine(workload.name);
  if (!choice) return `Nothing fits ${name}`;
  const condition = conditionOf(recommendation);
  return `${optionTitle(choice.option)} for ${name}${condition ? ` (${condition})` : ''}`;
}

/** The headline and the strongest reason on one line of plain text, for notifications and screen readers. */
export function summary(recommendation: Recommendation): string {
  const reason = strongestReason(recommendation);
  return reason ? `${headline(recommendation)}: ${oneLine(reason.text)}` : headline(recommendation);
}

/** What speaks most for the choice; where nothing fits, what rules out the first option. */
function strongestReason(recommendation: Recommendation): Reason | undefined {
  if (recommendation.choice) return recommendation.rationale[0];
  return recommendation.rationale[0] ?? recommendation.rejected[0]?.reasons[0];
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

type Condition = (recommendation: Recommendation) => string;

/** What a conditional choice hangs on, short enough for a header. */
const CONDITIONS: Readonly<Record<string, Condition>> = {
  'payload-disputed': ({ workload }) => `if ${formatMB(workload.payloadSizeMB ?? 0)} passes a test`,
  'wake-up-unproven': withinResponseTime,
  'wake-up-over-response-time': withinResponseTime,
  'wake-up-takes-minutes': () => 'if minutes of wake-up are accepted',
  'warm-capacity-is-not-zero': () => 'if warm capacity may cost something',
  'busy-times-not-known': () => 'if the busy times are known',
  'data-capture-disputed': () => 'if data capture passes a test',
  'variants-disputed': () => 'if variants pass a test',
  'job-needs-quota-raise': () => 'if the instance quota is raised',
  'most-models-hot': () => 'if the busy models fit in memory',
  'cold-loads-not-accepted': () => 'if cold loads of a model are accepted',
} satisfies Partial<Record<ReasonCode, Condition>>;

/** "if wake-up fits in 15 min"; undefined where the choice holds as it stands. */
function conditionOf(recommendation: Recommendation): string | undefined {
  if (!recommendation.choice?.conditional) return undefined;
  const reasons: Reason[] = [...recommendation.warnings, ...recommendation.rationale];
  for (const { code } of reasons) {
    const condition = CONDITIONS[code];
    if (condition) return condition(recommendation);
  }
  return 'under a condition';
}

function withinResponseTime({ workload }: Recommendation): string {
  const seconds = workload.responseTimeSeconds;
  return seconds === undefined ? 'if wake-up is quick enough' : `if wake-up fits in ${formatSeconds(seconds)}`;
}

interface Assumed {
  /** Nobody said; each can be answered. */
  readonly open: readonly Assumption[];
  /** What the estimate takes for granted beside what was said. */
  readonly estimate: readonly Assumption[];
}

/** What was taken for granted, apart by whether a team can be asked for it. */
export function splitAssumptions({ assumptions, workload }: Recommendation): Assumed {
  const isOpen = ({ field }: Assumption) => workload[field] === undefined;
  return { open: assumptions.filter(isOpen), estimate: assumptions.filter((assumption) => !isOpen(assumption)) };
}

const CHANGES_SHOWN_MAX = 4;

const VALUE_MAX = 40;

/**
 * What changed between two revisions of a review and what came of it, on one line: "payload 4 → 30 MB: Serverless
 * Inference → Asynchronous Inference". Names are what people typed, and are not escaped here.
 */
export function describeDifference(before: Recommendation, after: Recommendation): string {
  return `${describeChanges(before, after)}: ${describeOutcome(before.choice, after.choice)}`;
}

/** The fields that differ, with both values: "payload 4 → 30 MB, GPU yes → no". */
export function describeChanges(before: Recommendation, after: Recommendation): string {
  const changed = WORKLOAD_FIELDS.filter((field) => before.workload[field] !== after.workload[field]);
  if (changed.length === 0) return 'no answer changed';
  const shown = changed.slice(0, CHANGES_SHOWN_MAX).map((field) => {
    if (field === 'description') return 'description changed';
    return `${labelOf(field)} ${arrow(written(field, before.workload[field]), written(field, after.workload[field]))}`;
  });
  const more = changed.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function written(field: WorkloadField, value: unknown): string {
  return clipText(writeValue(field, value).replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' '), VALUE_MAX);
}

/** "4 MB", "30 MB" → "4 → 30 MB": a unit that both have is said once. */
function arrow(from: string, to: string): string {
  const [, number, unit] = /^([\d.,]+) (\p{L}+)$/u.exec(from) ?? [];
  const sameUnit = unit !== undefined && /^[\d.,]+ (\p{L}+)$/u.exec(to)?.[1] === unit;
  return `${sameUnit ? number : from} → ${to}`;
}

/** "Serverless Inference → Asynchronous Inference", or "still …". */
export function describeOutcome(before: Choice | null, after: Choice | null): string {
  if (before?.option !== after?.option) return `${titleOf(before)} → ${titleOf(after)}`;
  if (!before || !after) return 'still nothing fits';
  if (before.hosting !== after.hosting) {
    return `still ${optionTitle(after.option)}, ${hostingTitle(before.hosting)} → ${hostingTitle(after.hosting)}`;
  }
  return before.title === after.title ? `still ${titleOf(after)}` : `still ${titleOf(after)}, now ${after.title}`;
}

function titleOf(choice: Choice | null): string {
  return choice ? optionTitle(choice.option) : 'nothing fits';
}
