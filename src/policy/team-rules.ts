import { type InferenceOptionId, matchesGlob, type Recommendation } from '../recommender/index.ts';

/** Where a rule for approvals holds: where each kind that is named has one of its values. Absent: everywhere. */
export interface ApprovalWhen {
  /** US dollars per month that the option up for decision has to exceed. An unknown cost does. */
  readonly monthlyUsdOver?: number | undefined;
  /** Slack IDs of channels. */
  readonly channel?: readonly string[] | undefined;
  /** AWS Regions, with `*` for any characters. */
  readonly region?: readonly string[] | undefined;
  /** Ids of inference options. */
  readonly option?: readonly string[] | undefined;
  /** Hosting patterns. That of an option chosen against the recommendation is unknown, which holds. */
  readonly hosting?: readonly string[] | undefined;
  readonly confidence?: readonly string[] | undefined;
  /** A word of the review's or the channel's name, such as `prod`. */
  readonly environment?: readonly string[] | undefined;
}

/** Whose approval a decision takes besides the right to decide. */
export interface ApprovalRule {
  /** Unlike every other's. People read it. */
  readonly name: string;
  readonly when?: ApprovalWhen | undefined;
  /** How many people have to approve, at least 1. */
  readonly count: number;
  /** Slack IDs of people and user groups. Absent: whoever may decide. */
  readonly from?: readonly string[] | undefined;
  /** The requester's own approval doesn't count. */
  readonly notRequester?: boolean | undefined;
}

/** What the policy said of a team's decision when a revision was made. Stored with it, so that a later file changes nothing of it. */
export interface TeamRules {
  /** Of the policy. */
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
}

/** What is decided: a recommendation, or another of its options. */
interface UpForDecision {
  readonly recommendation: Recommendation;
  readonly option: InferenceOptionId;
}

/** The rules that hold for an option, in the order of the file. All of them together have to be met. */
export function approvalsFor(team: TeamRules | undefined, decided: UpForDecision): ApprovalRule[] {
  return team === undefined ? [] : team.approvals.filter(({ when = {} }) => holds(when, team, decided));
}

function holds(when: ApprovalWhen, { channel, channelName }: TeamRules, { recommendation, option }: UpForDecision) {
  const { workload, choice, costs } = recommendation;
  const usd = costs.find((cost) => cost.option === option)?.monthlyUsd?.likely;
  const isRecommended = choice?.option === option;
  const words = wordsOf(`${workload.name} ${channelName ?? ''}`);
  return (
    (when.monthlyUsdOver === undefined || usd === undefined || usd > when.monthlyUsdOver) &&
    isAmong(when.channel, channel) &&
    (when.region === undefined || when.region.some((glob) => matchesGlob(glob, workload.region ?? DEFAULT_REGION))) &&
    isAmong(when.option, option) &&
    (!isRecommended || isAmong(when.hosting, choice.hosting)) &&
    isAmong(when.confidence, choice?.confidence) &&
    (when.environment === undefined || when.environment.some((word) => words.has(word.toLowerCase())))
  );
}

/** The Region that is assumed where none is stated. */
const DEFAULT_REGION = 'us-east-1';

const isAmong = (values: readonly string[] | undefined, value: string | undefined): boolean =>
  values === undefined || (value !== undefined && values.includes(value));

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
