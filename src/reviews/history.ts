import { type InferenceOptionId, optionTitle } from '../recommender/index.ts';
import { describeChanges, describeOutcome } from '../wording/differences.ts';
import { joinClauses } from '../wording/sentences.ts';
import { FORMER_MEMBER } from '../wording/text.ts';
import { isDecision, NO_PAST, pastAfter } from './past.ts';
import type { ReviewEvent, Revision } from './record.ts';

export interface History {
  /** Oldest first. */
  events: readonly ReviewEvent[];
  /** All of them, oldest first. */
  revisions: readonly Revision[];
}

/** Plain words, or a person or review, which each place names in its own way. */
export type HistoryPart = string | { readonly personId: string } | { readonly reviewId: string };

export interface HistoryEntry {
  kind: ReviewEvent['kind'];
  /** As in the event: a Slack id, or the bot's or command line's name in the audit log. */
  byId: string;
  /** Milliseconds since 1970. */
  at: number;
  /** The revision that was the current one then. */
  revision: number;
  /** Whether it took a decision back. */
  reopens: boolean;
  /** What the person did, as it goes on after their name, in the third person and without a full stop. Not escaped. */
  parts: readonly HistoryPart[];
}

/** How people and reviews are named. */
export interface Naming {
  person: (id: string) => string;
  review: (id: string) => string;
}

/** What happened, oldest first: one entry per event. */
export function historyLines({ events, revisions }: History): HistoryEntry[] {
  const before = new Before(revisions);
  return events.map((event) => {
    const parts = partsOf(event, before);
    before.add(event);
    const reopens = event.kind === 're-opened' || (event.kind === 'revisited' && !event.kept);
    return { kind: event.kind, byId: event.actorId, at: event.at, revision: before.revision, reopens, parts };
  });
}

/** What the person did, as plain text: `raised blocking concern 1: "PHI leaves the VPC"`. */
export function writeEntry({ parts }: Pick<HistoryEntry, 'parts'>, { person, review }: Naming): string {
  return parts
    .map((part) =>
      typeof part === 'string' ? part : 'personId' in part ? person(part.personId) : review(part.reviewId),
    )
    .join('');
}

/** Who did it: a person, the bot, or somebody on its command line. */
export function writeActor(byId: string, person: Naming['person']): string {
  if (byId === FORMER_MEMBER || isSlackId(byId)) return person(byId);
  return byId.startsWith('cli:') ? 'an administrator' : 'the bot';
}

/** Whether an id is a person's in Slack: capital letters and digits (docs.slack.dev/reference/objects/user-object). */
export const isSlackId = (id: string): boolean => /^[A-Z0-9]+$/.test(id);

/** What came before an event, as far as its words refer to it. */
class Before {
  revision = 1;
  past = NO_PAST;
  decided: InferenceOptionId | null = null;
  readonly #concerns = new Map<number, string>();
  readonly #revisions: ReadonlyMap<number, Revision>;

  constructor(revisions: readonly Revision[]) {
    this.#revisions = new Map(revisions.map((one) => [one.revision, one]));
  }

  revisionOf(revision: number): Revision | undefined {
    return this.#revisions.get(revision);
  }

  /** `concern 2 ("Is 1 GB enough?")` */
  concern(id: number): string {
    const text = this.#concerns.get(id);
    return text === undefined ? `concern ${id}` : `concern ${id} (${quoted(text)})`;
  }

  add(event: ReviewEvent): void {
    if (event.kind === 'concern-raised') this.#concerns.set(event.concernId, event.text);
    if (isDecision(event)) this.decided = event.option;
    if ('revision' in event) this.revision = event.revision;
    this.past = pastAfter(this.past, event);
  }
}

/** `, before the bill was known (rule "expensive" not judged)` */
const unknownBill = (rules: readonly string[]): string =>
  rules.length === 0 ? '' : `, before the bill was known (rule ${joinClauses(rules.map(quoted), 'and')} not judged)`;

type Told<Kind extends ReviewEvent['kind']> = Extract<ReviewEvent, { kind: Kind }>;

type Words = string | readonly HistoryPart[];

const WORDS: { readonly [Kind in ReviewEvent['kind']]: (event: Told<Kind>, before: Before) => Words } = {
  created: ({ supersedes }, before) => {
    const choice = before.revisionOf(1)?.recommendation.choice;
    const words = `proposed revision 1${choice === undefined ? '' : `: ${choice?.title ?? 'no option fits'}`}`;
    return supersedes === undefined ? words : [`${words}, which replaces `, { reviewId: supersedes }];
  },
  revised: ({ revision }, before) => `made revision ${revision}${changesIn(revision, before)}`,
  'policy-overridden': ({ revision, rules, reason }, before) =>
    `made revision ${revision} without ${joinClauses(rules.map(quoted), 'and')} of the policy${changesIn(revision, before)}. Reason: ${quoted(reason)}`,
  'concern-raised': ({ concernId, text, blocking = false }) =>
    `raised ${blocking ? 'blocking ' : ''}concern ${concernId}: ${quoted(text)}`,
  'concern-resolved': ({ concernId, note }, before) => `resolved ${before.concern(concernId)}${because(note)}`,
  'concern-reopened': ({ concernId, reason }, before) => `re-opened ${before.concern(concernId)}${because(reason)}`,
  approved: ({ revision, rule, count, of, reason = null }) =>
    `approved revision ${revision} (${count} of ${of}, rule ${quoted(rule)})${because(reason)}`,
  'approval-withdrawn': ({ revision }) => `took back the approval of revision ${revision}`,
  'option-proposed': ({ option, reason, revision, ruledOut }, before) => {
    const what =
      option === null
        ? 'went back to the recommendation'
        : `proposed ${chosen({ option, revision, ruledOut }, before)}`;
    return `${what}${because(reason)}${startAgain(before)}`;
  },
  accepted: ({ option, own, revision, despiteConcerns, unjudged = [], reason = null }, before) =>
    `accepted ${optionTitle(option)} (revision ${revision})${own ? ' as its requester' : ''}${underPolicy(revision, before)}${unknownBill(unjudged)}${despite(despiteConcerns, before)}${because(reason)}`,
  overridden: (
    { actorId, option, own, revision, despiteConcerns, unjudged = [], ruledOut = false, reason },
    before,
  ) => {
    const said = `chose ${chosen({ option, revision, ruledOut }, before)}${own ? ' as its requester' : ''}${underPolicy(revision, before)}${unknownBill(unjudged)}${despite(despiteConcerns, before)}`;
    const { proposerId } = before.past;
    if (proposerId === null || proposerId === actorId) return `${said}${because(reason)}`;
    return [`${said}, as `, { personId: proposerId }, ` proposed${because(reason)}`];
  },
  withdrawn: ({ reason }) => `withdrew the review${because(reason)}`,
  're-opened': ({ from, reason }, { decided }) => {
    const was = from === 'withdrawn' || decided === null ? from : `decided for ${optionTitle(decided)}`;
    return `re-opened the review, ${was} until then${because(reason)}`;
  },
  superseded: ({ byReviewId }) => ['replaced the review with ', { reviewId: byReviewId }],
  'decider-set': ({ deciderId, actorId }) => {
    if (deciderId === null) return 'removed the owner';
    return deciderId === actorId ? 'became the owner' : ['made ', { personId: deciderId }, ' the owner'];
  },
  'decide-by-set': ({ date }) => (date === null ? 'removed the due date' : `set the due date to ${date}`),
  'endpoint-noted': ({ endpoint }) => (endpoint === null ? 'removed the endpoint' : `noted the endpoint ${endpoint}`),
  'revisit-set': ({ date }) =>
    date === null
      ? 'removed the date to look at the decision again'
      : `set ${date} as the date to look at the decision again`,
  revisited: ({ kept, next }) => {
    if (!kept) return 'looked at the decision again and re-opened it for a new revision';
    return `looked at the decision again and kept it${next === null ? '' : ` until ${next}`}`;
  },
  drifted: ({ differences }) =>
    differences.length === 0
      ? 'found that the endpoint runs as decided again'
      : `found that the endpoint differs from the decision: ${differences.join(' ')}`,
  'member-forgotten': ({ texts }) => `removed a former member${texts ? ' and their texts' : ''} from the review`,
};

export const EVENT_KINDS: ReadonlySet<string> = new Set(Object.keys(WORDS));

function partsOf<Kind extends ReviewEvent['kind']>(event: Told<Kind>, before: Before): readonly HistoryPart[] {
  const words = WORDS[event.kind as Kind](event, before);
  return typeof words === 'string' ? [words] : words;
}

const quoted = (text: string): string => `"${text.trim()}"`;

const because = (reason: string | null): string => (reason === null ? '' : `: ${quoted(reason)}`);

/** What a revision changed, what came of it, and what it did to approvals and the policy that holds. */
function changesIn(revision: number, before: Before): string {
  const [old, now] = [before.revisionOf(before.revision), before.revisionOf(revision)];
  if (old === undefined || now === undefined) return '';
  const answers = describeChanges(old.recommendation, now.recommendation);
  const outcome = describeOutcome(old.recommendation.choice, now.recommendation.choice);
  const [was, is] = [policyOf(old), policyOf(now)];
  const policy = was === is ? '' : `. The policy was ${was ?? 'none'} before and is ${is ?? 'none'} now`;
  return `: ${answers}; ${outcome}${startAgain(before)}${policy}`;
}

const startAgain = ({ past }: Before): string => (past.approvers.length === 0 ? '' : '. Approvals start again');

/** "version c3f7f86e" */
function policyOf({ team, recommendation }: Revision): string | undefined {
  const version = team?.version ?? recommendation.policy?.version;
  return version === undefined ? undefined : `version ${version}`;
}

function underPolicy(revision: number, before: Before): string {
  const told = before.revisionOf(revision);
  const version = told && policyOf(told);
  return version === undefined ? '' : ` under policy ${version}`;
}

/** "Real-time Inference, which is ruled out, against the recommended Serverless Inference (revision 2)" */
function chosen(
  { option, revision, ruledOut }: { option: InferenceOptionId; revision: number; ruledOut: boolean },
  before: Before,
): string {
  const choice = before.revisionOf(revision)?.recommendation.choice;
  const title = `${optionTitle(option)}${ruledOut ? ', which is ruled out,' : ''}`;
  if (choice === null) return `${title} although no option fits (revision ${revision})`;
  const other = choice === undefined ? 'recommendation' : `recommended ${optionTitle(choice.option)}`;
  return `${title} against the ${other} (revision ${revision})`;
}

function despite(ids: readonly number[], before: Before): string {
  return ids.length === 0
    ? ''
    : ` despite ${joinClauses(
        ids.map((id) => before.concern(id)),
        'and',
      )}`;
}
