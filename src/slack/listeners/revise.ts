import type { BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { mayOverride, type PolicyContext } from '../../policy/apply-policy.ts';
import type { Policy } from '../../policy/policy.ts';
import { asksForChannelName, type TeamRules } from '../../policy/team-rules.ts';
import {
  type Doubt,
  parseWorkload,
  type Recommendation,
  type RuleOverride,
  rowOf,
  type Workload,
  type WorkloadField,
  withoutDoubt,
} from '../../recommender/index.ts';
import { type Refusal, staleness } from '../../reviews/action.ts';
import { mayBeRevised } from '../../reviews/decide.ts';
import type { Review } from '../../reviews/record.ts';
import { findPost } from '../outbox/posts.ts';
import { buildAnswerSize } from '../render/dialogs/accept.ts';
import { BLOCKS, describeRefusal, typedIn } from '../render/dialogs/dialog.ts';
import { buildOverridePolicy } from '../render/dialogs/override.ts';
import { readAnswerValue } from '../render/message/section.ts';
import { act } from './act.ts';
import { openDialog } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { findOnce } from './permit.ts';
import { type Answer, type Asked, type Asking, onPress, onSubmit, type Submission, type Told } from './press.ts';
import type { ActionHandler, ViewHandler } from './route-by-name.ts';
import { DECIDED, GONE } from './tell.ts';

export type Changed = { ok: true; workload: Workload } | { ok: false; text: string };

export interface Revising {
  reviewId: string;
  /** The revision that the person saw. `latest`: the change suits any. */
  baseRevision: number | 'latest';
  /** Applied to the answers of the record as they stand. */
  change: (workload: Workload) => Changed;
  /** The field of the question about words that state none of its answers. */
  statesNone?: WorkloadField | undefined;
  responseUrl?: string | undefined;
}

/** Makes a change the review's next revision, for `Poster.kick` to post. Returns what the person is told where nothing was changed. */
export async function revise(parts: ListenerParts, { person, find }: Asking, revising: Revising): Promise<Told> {
  const { reviewId, baseRevision: seen, change, statesNone, responseUrl } = revising;
  const review = await find(reviewId);
  if (review === undefined) return GONE;
  // Where it is made already, applying the same change once more gives the same.
  const changed = change(review.latest.workload);
  if (!changed.ok) return changed.text;
  const { recommendation, revision } = review.latest;
  const baseRevision = seen === 'latest' ? revision : seen;
  const doubts = statesNone === undefined ? undefined : withoutDoubt(recommendation, statesNone);
  const advised = await adviseFor(parts, review, changed.workload, { doubts });
  const { workload } = advised.recommendation;
  const action = { kind: 'revise', baseRevision, workload, ...advised } as const;
  const acted = await act(parts, { person, reviewId, action, responseUrl });
  if (acted.ok) return acted.events.length > 0 ? undefined : `You already made this revision ${baseRevision + 1}.`;
  // Somebody was faster, and the change suits their revision too.
  return seen === 'latest' && acted.refused?.refusal.kind === 'stale'
    ? revise(parts, { person, find: findOnce(parts, person) }, revising)
    : acted.text;
}

interface Revised {
  /** Rules that are set aside now. */
  overrides?: readonly RuleOverride[];
  /** Words that are still in doubt. Default: those of the latest revision. */
  doubts?: readonly Doubt[] | undefined;
}

/**
 * What is recommended for a review's changed answers, and the rules for its decision: under today's policy as it holds in the
 * review's channel and for its requester, without the rules that were overridden for this review by people whom today's rules
 * still name. Weighed with the doubts that the answers leave open.
 */
export async function adviseFor(
  { db, ...parts }: Pick<ListenerParts, 'db'> & AdvisingParts,
  { id, teamId, requesterId: requestedBy, latest }: Review,
  workload: Workload,
  { overrides: now = [], doubts = latest.recommendation.doubts }: Revised = {},
): Promise<Advised> {
  const post = await findPost(db, teamId, id);
  const overrides = [...(latest.recommendation.policy?.overrides ?? []), ...now];
  return adviseIn(parts, workload, { channel: post?.channelId, requestedBy, overrides }, doubts);
}

type AdvisingParts = Pick<ListenerParts, 'advisor'> & { people: Pick<ListenerParts['people'], 'channelName'> };

/** What a revision stores. */
interface Advised {
  recommendation: Recommendation;
  team?: TeamRules;
}

export async function adviseIn(
  { advisor, people }: AdvisingParts,
  workload: Workload,
  context: PolicyContext,
  doubts?: readonly Doubt[],
): Promise<Advised> {
  const { channel } = context;
  const isNamed = channel !== undefined && asksForChannelName(advisor.policy);
  const team = advisor.teamRules({ channel, channelName: isNamed ? await people.channelName(channel) : undefined });
  return { recommendation: advisor.advise(workload, context, doubts), ...(team && { team }) };
}

const asItIs: Revising['change'] = (workload) => ({ ok: true, workload });

/** Values of fields, checked as every workload is. */
export function withFacts(facts: Partial<Record<WorkloadField, unknown>>): Revising['change'] {
  return (workload) => {
    const parsed = parseWorkload({ ...workload, ...facts });
    return parsed.ok ? parsed : { ok: false, text: parsed.faults.map(({ text }) => text).join(' ') };
  };
}

/** The same for a press, which is over once the revision is posted. */
export async function reviseAtOnce(parts: ListenerParts, asking: Asking, revising: Revising): Promise<Told> {
  const told = await revise(parts, asking, revising);
  if (told === undefined) await parts.poster.kick(revising.reviewId);
  return told;
}

/** An answer to one of the questions that decide, chosen on the message: it becomes the next revision. */
export const handleAnswerFactAction = (
  parts: ListenerParts,
): ActionHandler<BlockAction<StaticSelectAction | ButtonAction>> =>
  onPress(parts, async ({ action, body, ...asking }) => {
    const answer = readAnswerValue((action.type === 'button' ? action.value : action.selected_option?.value) ?? '');
    if (answer?.revision === undefined) return 'This question is from an older version. Nothing was changed.';
    return reviseAtOnce(parts, asking, {
      reviewId: answer.reviewId,
      baseRevision: answer.revision,
      ...(answer.value === null
        ? { change: asItIs, statesNone: answer.field }
        : { change: withFacts({ [answer.field]: answer.value }) }),
      responseUrl: body.response_url,
    });
  });

/** Makes the same answers the next revision of a review that earlier rules sized. */
export const recompute = (
  parts: ListenerParts,
  { reviewId, revision = 0, responseUrl, ...asking }: Asked,
): Promise<Told> => reviseAtOnce(parts, asking, { reviewId, baseRevision: revision, change: asItIs, responseUrl });

export const openAnswerSize = (parts: ListenerParts, asked: Asked): Promise<Told> =>
  openToRevise(parts, asked, (review) => buildAnswerSize(review, sizeFields(parts, review)));

const ASKED_MAX = 5;

/** What a review's size waits for, and what it would wait for once that is answered. */
function sizeFields({ advisor }: ListenerParts, { latest: { recommendation } }: Review): readonly WorkloadField[] {
  const needsOf = ({ choice }: Recommendation): readonly WorkloadField[] =>
    choice?.sizing?.basis === 'unknown' ? choice.sizing.needs : [];
  const fields = new Set(needsOf(recommendation));
  for (let known = 0; known < fields.size && fields.size < ASKED_MAX; ) {
    known = fields.size;
    const samples = Object.fromEntries([...fields].map((field) => [field, rowOf(field).sample]));
    const parsed = parseWorkload({ ...recommendation.workload, ...samples });
    for (const field of parsed.ok ? needsOf(advisor.advise(parsed.workload)) : []) fields.add(field);
  }
  return [...fields].slice(0, ASKED_MAX);
}

/** Opens a dialog whose answer revises a review, or returns why not. */
export async function openToRevise(
  parts: ListenerParts,
  asked: Asked,
  build: (review: Review) => ModalView | { text: string },
): Promise<Told> {
  const review = await asked.find(asked.reviewId);
  if (review === undefined) return GONE;
  return mayBeRevised(review.state) ? openDialog(parts, asked, build(review)) : DECIDED;
}

/**
 * The rules that decided and that a person may override, or why there are none. Both have to name the person: the rule as it
 * decided, and the rule of that name in today's policy.
 */
function overridableBy(
  review: Review,
  userId: string,
  policy: Policy | null,
): { ok: true; rules: string[] } | { ok: false; text: string } {
  if (policy === null) return { ok: false, text: 'There is no policy any longer. Press *Change answers* and save.' };
  const { rules = [], decidedBy = [] } = review.latest.recommendation.policy ?? {};
  const deciding = rules.filter(({ name }) => decidedBy.includes(name));
  const today = deciding.flatMap((rule) => policy.rules.find(({ name }) => name === rule.name) ?? []);
  const theirs = today.filter(({ name }) => mayOverride(policy, name, userId)).map(({ name }) => name);
  const own = deciding.filter(({ name, overriddenBy }) => theirs.includes(name) && overriddenBy?.includes(userId));
  if (own.length > 0) return { ok: true, rules: own.map(({ name }) => name) };
  if (theirs.length > 0)
    return { ok: false, text: 'The policy has changed. Press *Change answers* and save, then override it.' };
  const [first] = [...today.filter(({ overriddenBy = [] }) => overriddenBy.length > 0), ...today];
  const refusal: Refusal =
    first === undefined
      ? { kind: 'no-such-rule' }
      : { kind: 'policy', rule: first.name, overriddenBy: first.overriddenBy ?? [] };
  return { ok: false, text: describeRefusal(refusal) };
}

/** Opens the dialog that sets a rule aside, for somebody whom the rule names. Others are told who that is. */
export const openOverridePolicy = (parts: ListenerParts, asked: Asked): Promise<Told> =>
  openToRevise(parts, asked, (review) => {
    const overridable = overridableBy(review, asked.person.userId, parts.advisor.policy);
    return overridable.ok ? buildOverridePolicy(review, overridable.rules) : overridable;
  });

/** Handles the submitted reason: the next revision is recommended without the rules, and the record keeps who, which and why. */
export const handleOverridePolicyView = (parts: ListenerParts): ViewHandler =>
  onSubmit(parts, (submission) => overridePolicy(parts, submission));

async function overridePolicy(parts: ListenerParts, { person, values, metadata, find }: Submission): Promise<Answer> {
  const { reviewId, revision: baseRevision = 0 } = metadata;
  const reason = typedIn(values, BLOCKS.reason);
  const review = await find(reviewId);
  if (review === undefined) return GONE;
  const overridable = overridableBy(review, person.userId, parts.advisor.policy);
  const stale = staleness(review, baseRevision);
  if (!overridable.ok && stale === undefined) return overridable.text;
  const rules = overridable.ok ? overridable.rules : [];
  const now = rules.map((rule) => ({ rule, byId: person.userId, at: Date.now(), reason: reason.trim() }));
  const advised = await adviseFor(parts, review, review.latest.workload, { overrides: now });
  const action = { kind: 'override-policy', rules, reason, baseRevision, ...advised } as const;
  const acted = await act(parts, { person, reviewId, action });
  return acted.ok ? undefined : acted.answer;
}
