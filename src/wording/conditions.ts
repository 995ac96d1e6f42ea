import { formatMB, formatSeconds, type Reason, type ReasonCode, type Recommendation } from '../recommender/index.ts';

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
export function conditionOf(recommendation: Recommendation): string | undefined {
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
