import { DEFAULT_REGION, type InferenceOptionId, matchesGlob, type Recommendation } from '../recommender/index.ts';
import type { TeamPolicy } from './policy.ts';

/** Whether an id is that of a user group; a person's starts with another letter. */
export const isGroup = (id: string): boolean => /^S[A-Z0-9]{1,30}$/.test(id);

/** Whose approval a decision takes besides the right to decide. */
export type ApprovalRule = NonNullable<TeamPolicy['approvals']>[number];

/** What the policy said of a team's decision when a revision was made. Stored with it, so that a later file changes nothing of it. */
export interface TeamRules {
  readonly version: string;
  /** Where the review is discussed. */
  readonly channel?: string;
  /** Absent where Slack doesn't tell. */
  readonly channelName?: string;
  readonly approvals: readonly ApprovalRule[];
  /** Slack IDs of people and user groups who may decide although a blocking concern is open. Absent: nobody may. */
  readonly blockingMayBeAcceptedBy?: readonly string[];
  /** Days after a decision to look at it again. Absent: unless somebody says so, never. */
  readonly revisitAfterDays?: number;
  /** In which its days are counted. Absent: UTC. */
  readonly timeZone?: string;
}

/** Where a review is discussed: as in {@link TeamRules}. */
interface Discussed {
  readonly channel?: string | undefined;
  readonly channelName?: string | undefined;
}

/** What a policy says of a team's decision now. Undefined without a policy. */
export function teamRulesFor(
  policy: (TeamPolicy & { readonly version: string }) | null,
  { channel, channelName }: Discussed,
): TeamRules | undefined {
  if (policy === null) return undefined;
  const { version, approvals = [], concerns, revisit, timeZone } = policy;
  return {
    version,
    ...(channel !== undefined && { channel }),
    ...(channelName !== undefined && { channelName }),
    approvals,
    ...(concerns && { blockingMayBeAcceptedBy: concerns.blockingMayBeAcceptedBy }),
    ...(revisit && { revisitAfterDays: revisit.afterDays }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

/** Whether a policy asks for the name of the channel. */
export const asksForChannelName = (policy: TeamPolicy | null): boolean =>
  policy?.approvals?.some(({ when }) => when?.environment !== undefined) ?? false;

/** What is decided: a recommendation, or another of its options. */
interface UpForDecision {
  readonly recommendation: Recommendation;
  readonly option: InferenceOptionId;
}

/**
 * The rules that hold for an option, in the order of the file: all of them together have to be met. `unjudged`: those that hold
 * in all but the unknown cost of the recommended option. Another one without a cost counts as above any limit: it may never get one.
 */
export function approvalsFor(
  team: TeamRules | undefined,
  { recommendation, option }: UpForDecision,
): { asked: ApprovalRule[]; unjudged: ApprovalRule[] } {
  const holding = team?.approvals.filter(({ when = {} }) => holds(when, team, { recommendation, option })) ?? [];
  const usd = recommendation.costs.find((cost) => cost.option === option)?.monthlyUsd?.likely;
  const isOpen = usd === undefined && recommendation.choice?.option === option;
  const isUnjudged = ({ when }: ApprovalRule) => when?.monthlyUsdOver !== undefined && isOpen;
  return { asked: holding.filter((rule) => !isUnjudged(rule)), unjudged: holding.filter(isUnjudged) };
}

function holds(
  when: NonNullable<ApprovalRule['when']>,
  { channel, channelName }: TeamRules,
  { recommendation, option }: UpForDecision,
) {
  const { workload, choice, costs } = recommendation;
  const regions = [workload.region ?? DEFAULT_REGION, ...(workload.otherRegions ?? [])];
  const usd = costs.find((cost) => cost.option === option)?.monthlyUsd?.likely;
  const isRecommended = choice?.option === option;
  const words = wordsOf(`${workload.name} ${channelName ?? ''}`);
  // A direct message has no name. One that Slack doesn't tell may have the word.
  const isNameUnknown = channelName === undefined && /^[CG]/.test(channel ?? '');
  return (
    (when.monthlyUsdOver === undefined || usd === undefined || usd > when.monthlyUsdOver) &&
    isAmong(when.channel, channel) &&
    (when.region === undefined || when.region.some((glob) => regions.some((region) => matchesGlob(glob, region)))) &&
    isAmong(when.option, option) &&
    // That of an option chosen against the recommendation is unknown.
    (!isRecommended || isAmong(when.hosting, choice.hosting)) &&
    isAmong(when.confidence, choice?.confidence) &&
    (when.environment === undefined || isNameUnknown || when.environment.some((word) => words.has(word.toLowerCase())))
  );
}

const isAmong = (values: readonly string[] | undefined, value: string | undefined): boolean =>
  values === undefined || (value !== undefined && values.includes(value));

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Whether no language model may read what people write in a channel. */
export const forbidsReader = (policy: TeamPolicy | null, channelId: string): boolean =>
  policy?.readerModel?.forbid.some(({ channel }) => channel.includes(channelId)) ?? false;
