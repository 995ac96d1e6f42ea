import { type ApprovalRule, isGroup } from '../../../policy/team-rules.ts';
import { asksForFacts, type InferenceOptionId, optionTitle } from '../../../recommender/index.ts';
import { approvalStates, namedByRules, stillAsked } from '../../../reviews/approvals.ts';
import type { History } from '../../../reviews/history.ts';
import { actionWith, isDecision, type Past, pastOf } from '../../../reviews/past.ts';
import {
  blockingConcerns,
  type Concern,
  type NamedReview,
  openConcerns,
  type ReviewEvent,
  type Revision,
} from '../../../reviews/record.ts';
import { describeDifference } from '../../../wording/differences.ts';
import { ACTIONS } from '../../ids.ts';
import { actions, button, section } from '../blocks.ts';
import { concernValue } from '../message/section.ts';
import type { Message, MessageBlock } from '../message.ts';
import { canBeMentioned, deadlineWords, escapeWithin, mentionAny, neighbourWords } from '../mrkdwn.ts';
import { choicesAfter } from '../revisit-choices.ts';
import {
  approvedWords,
  asksWords,
  because,
  billWords,
  blockedWords,
  CONCERN_MAX,
  createWho,
  DIFFERENCE_MAX,
  despiteWords,
  HALF_MAX,
  type KnownNames,
  quoted,
  quotedLast,
  ruledOutWords,
  rulesWords,
  sentences,
  stillAskedWords,
  stopped,
  unjudgedWords,
  type Who,
  whyWords,
  yourConcernWords,
} from './event-words.ts';

/** What a line in the thread is made from. */
export interface Told extends History {
  /** Among those of the history. */
  event: ReviewEvent;
  /** As stored now: a line may be late. */
  review: NamedReview;
  /** The review's message; null where it isn't posted. */
  url: string | null;
}

/** What came before an event, with it and after it. */
interface About extends Told {
  past: Past;
  /** The revision that the event is about, and the one before it. */
  revision: Revision | undefined;
  before: Revision | undefined;
  /** The events of the same press. */
  action: readonly ReviewEvent[];
  later: readonly ReviewEvent[];
  /** The rules whose approvals the event asks for. */
  asked: readonly ApprovalRule[];
}

interface Line<Event> {
  /** Whom it concerns. Who did it, former members and doubles may be among them: they are left out. */
  to(event: Event, about: About): readonly (string | null | undefined)[];
  /** What is said, in mrkdwn; '' where there is nothing to say, or another line says it. */
  says(event: Event, about: About, who: Who): string;
  /** Without anybody whom it concerns, there is no line. */
  isForThemAlone?: true;
  /** What can be done about it. */
  offers?(event: Event, about: About): MessageBlock[];
}

type Kind = ReviewEvent['kind'];

type EventOf<K extends Kind> = Extract<ReviewEvent, { kind: K }>;

/** The line of each kind of event. Null: the message shows it, and nobody has to know at once. */
const LINES = {
  created: {
    to: (_, { asked }) => namedIn(asked),
    says: (_, { review, asked }, who) => (review.state === 'proposed' ? asksWords(asked, who) : ''),
  },
  revised: {
    to: concernedByRevision,
    says({ actorId, revision: number }, about, who) {
      const { before, revision } = about;
      if (before === undefined || revision === undefined) return '';
      const difference = describeDifference(before.recommendation, revision.recommendation);
      const made = `Revision ${number} by ${who.name(actorId)}: ${stopped(escapeWithin(difference, DIFFERENCE_MAX))}`;
      return sentences(made, ...whatFollows(about, who));
    },
  },
  'policy-overridden': {
    to: concernedByRevision,
    says({ actorId, rules, reason }, about, who) {
      const said = `${who.first(actorId)} overrode ${rulesWords(rules)} of the policy${because(reason)}`;
      return sentences(said, billWords(about.before, about.revision), ...whatFollows(about, who));
    },
  },
  'concern-raised': {
    to: (_, { review }) => responsible(review),
    says({ actorId, text, blocking = false }, { review }, who) {
      const what = blocking ? 'a blocking concern' : 'a concern';
      const said = `${who.first(actorId)} raised ${what}: ${quotedLast(text, CONCERN_MAX)}`;
      return sentences(said, blocking ? blockedWords(review, who, "it's resolved") : '');
    },
    offers: offerToResolve,
  },
  'concern-resolved': {
    to(event, { review }) {
      const concern = concernOf(event, review);
      // They wait for it: nothing could be decided before.
      return [concern?.raised.byId, ...(concern?.blocking ? responsible(review) : [])];
    },
    says({ actorId, concernId, note }, { review }, who) {
      const { raised, text = '', blocking = false } = concernOf({ concernId }, review) ?? {};
      const whose = raised !== undefined && who.isAddressed(raised.byId) ? 'your' : 'the';
      const said = `${who.first(actorId)} resolved ${whose} concern ${quoted(text, HALF_MAX)}: ${quotedLast(note, HALF_MAX)}`;
      return sentences(said, blocking ? stillAskedWords(review, who) : '');
    },
    offers: offerToReopen,
  },
  'concern-reopened': {
    to: (event, { review, past }) => [
      past.resolvers.get(event.concernId),
      concernOf(event, review)?.raised.byId,
      ...responsible(review),
    ],
    says({ actorId, concernId, reason }, { review }, who) {
      const { text = '', blocking = false } = concernOf({ concernId }, review) ?? {};
      const said = `${who.first(actorId)} reopened the concern ${quoted(text, HALF_MAX)}${because(reason)}`;
      return sentences(said, blocking ? blockedWords(review, who, "it's resolved") : '');
    },
    offers: offerToResolve,
  },
  approved: {
    to: ({ reason }, { review }) => [...responsible(review), ...(reason === undefined ? [] : blockedBy(review))],
    says(event, { action, past, review }, who) {
      // Of one press the choice or the decision says it, or else the first approval.
      if (action[0] !== event || action.some(isDecision)) return '';
      const what = past.candidate === null ? '' : ` ${optionTitle(past.candidate)}`;
      const despite = event.reason === undefined ? '.' : ` despite a blocking concern${because(event.reason)}`;
      const said = `${who.first(event.actorId)} approved${what} ${approvedWords(action)}${despite}`;
      return sentences(said, event.revision === review.latest.revision ? stillAskedWords(review, who) : '');
    },
  },
  'approval-withdrawn': {
    to: (_, { review }) => responsible(review),
    says: ({ actorId, revision }, { review }, who) =>
      sentences(
        `${who.first(actorId)} withdrew their approval.`,
        revision === review.latest.revision ? stillAskedWords(review, who) : '',
      ),
  },
  'option-proposed': {
    to: concernedByRevision,
    says({ actorId, option, reason }, about, who) {
      const { action, asked, revision, review } = about;
      if (action.some(isDecision)) return '';
      const name = who.first(actorId);
      if (option === null) {
        const said = `${name} proposes the recommendation again${because(reason)}`;
        return sentences(said, ...whatFollows(about, who));
      }
      const approved = approvedWords(action);
      const said = `${name} proposes ${optionTitle(option)} against the recommendation${because(reason)}`;
      return sentences(
        said,
        ruledOutWords(option, revision),
        billWords(revision, revision, option),
        startsAgain(about),
        approved === '' ? '' : `Approved by ${who.name(actorId)} ${approved}.`,
        approved === '' ? asksWords(asked, who) : stillAskedWords(review, who),
        yourConcerns(about, who),
      );
    },
  },
  accepted: {
    to: concernedByDecision,
    says(event, { action, review }, who) {
      const { actorId, option, own, despiteConcerns, unjudged, reason = null } = event;
      const approved = approvedWords(action);
      const said = own
        ? `${optionTitle(option)} is accepted by its requester, ${who.name(actorId)}${approved && `, who approved ${approved}`}.`
        : `${who.first(actorId)} ${approved && `approved ${approved} and `}accepted ${optionTitle(option)}.`;
      return sentences(
        said,
        unjudgedWords(unjudged),
        despiteWords(review.concerns, despiteConcerns, who),
        whyWords(reason),
      );
    },
    offers: offerToRevisit,
  },
  overridden: {
    to: concernedByDecision,
    says(event, about, who) {
      const { action, review, revision } = about;
      const { actorId, option, recommended, own, despiteConcerns, reason } = event;
      const proposal = proposalOf(event, about);
      const approved = approvedWords(action);
      const against = recommended === null ? 'although no option fits' : 'against the recommendation';
      const said = own
        ? `${optionTitle(option)} is chosen ${against} by its requester, ${who.name(actorId)}${approved && `, who approved ${approved}`}`
        : `${who.first(actorId)} ${approved && `approved ${approved} and `}chose ${optionTitle(option)} ${against}`;
      const despite = despiteWords(review.concerns, despiteConcerns, who);
      const came = [ruledOutWords(option, revision), billWords(revision, revision, option)];
      if (proposal === undefined) return sentences(`${said}${because(reason)}`, ...came, despite);
      // The reason is that of who proposed it. Who decides despite a blocking concern gives another one.
      const proposed = `${said}, as ${who.name(proposal.actorId)} proposed${because(proposal.reason)}`;
      return sentences(proposed, ...came, despite, whyWords(ownReason(action)));
    },
    offers: offerToRevisit,
  },
  withdrawn: {
    to: (_, { review, past }) => [...responsible(review), ...past.approvers],
    says: ({ actorId, reason }, _, who) => `${who.first(actorId)} withdrew this review${because(reason)}`,
  },
  're-opened': {
    to: (_, { review, past }) => [...responsible(review), past.closedById, ...past.approvers],
    says: ({ actorId, reason }, about, who) =>
      sentences(`${who.first(actorId)} re-opened this review${because(reason)}`, startsAgain(about)),
  },
  superseded: {
    to: (_, { review, past }) => [...responsible(review), past.closedById],
    says({ actorId }, { review, url }, who) {
      const { neighbours, latest } = review;
      const successor = neighbours.supersededBy === null ? 'a new review' : neighbourWords(neighbours.supersededBy);
      return `${who.first(actorId)} replaced ${neighbourWords({ name: latest.workload.name, url })} with ${successor}.`;
    },
  },
  'decider-set': {
    to: ({ deciderId }, { past }) => [deciderId, past.ownerId],
    isForThemAlone: true,
    says({ actorId, deciderId, at }, { past, later, review }, who) {
      // Somebody has set another one meanwhile, which is told.
      if (later.some(({ kind }) => kind === 'decider-set')) return '';
      const due = review.decideBy === null ? '' : `Decide by ${deadlineWords(review.decideBy, at)}.`;
      return sentences(
        ...toldTo(deciderId, who, (owner) => `${mentionAny(owner)}: you own this review. ${due}`.trim()),
        ...toldTo(past.ownerId, who, (owner) => `${mentionAny(owner)}: you no longer own this review.`),
        deciderId === actorId ? `${who.first(actorId)} owns it now.` : `Set by ${who.name(actorId)}.`,
      );
    },
  },
  'decide-by-set': {
    to(event, { review, past, later: [next] }) {
      // Who owns it, or did, is told so by the next line where one press set both.
      const isTold = next?.kind === 'decider-set' && next.actorId === event.actorId && next.at - event.at < PRESS_MS;
      const people = stillAsked(review).filter((id) => !isGroup(id));
      return isTold
        ? people.filter((id) => id !== past.ownerId && id !== next.deciderId)
        : [review.deciderId, ...people];
    },
    isForThemAlone: true,
    says({ actorId, date, at }, { later }, who) {
      if (later.some(({ kind }) => kind === 'decide-by-set')) return '';
      return date === null
        ? `${who.first(actorId)} removed the due date.`
        : `${who.first(actorId)} set the due date to ${deadlineWords(date, at)}.`;
    },
  },
  revisited: {
    to: (_, { review, past }) => [...responsible(review), past.closedById],
    says({ actorId, kept, next, at }, { review }, who) {
      const name = who.first(actorId);
      if (!kept) return `${name} looked at this decision again and took it back, to start a revision.`;
      const option = review.decision === null ? 'the decision' : optionTitle(review.decision.option);
      const then = next === null ? '' : `Next look: ${deadlineWords(next, at)}.`;
      return sentences(`${name} looked at this decision again and keeps ${option}.`, then);
    },
  },
  'endpoint-noted': null,
  'revisit-set': null,
  // Another post tells it.
  drifted: null,
  'member-forgotten': null,
} as const satisfies { [K in Kind]: Line<EventOf<K>> | null };

type LinedKind = { [K in Kind]: (typeof LINES)[K] extends null ? never : K }[Kind];

/**
 * The events that a line follows at once. A new review has one only where approvals are asked for, and a replaced one once its
 * successor is posted.
 */
export const LINED_EVENTS = (Object.keys(LINES) as LinedKind[]).filter(
  (kind): kind is Exclude<LinedKind, 'created' | 'superseded'> =>
    LINES[kind] !== null && kind !== 'created' && kind !== 'superseded',
);

/** The type of a line for an event is that of its kind. */
const lineOf = ({ kind }: ReviewEvent) => LINES[kind] as Line<ReviewEvent> | null;

/** One line in the thread about an event, which mentions whom it concerns. Undefined where there is nothing to say. */
export function buildEventLine(told: Told, names: KnownNames): Message | undefined {
  const { event } = told;
  const line = lineOf(event);
  if (line === null) return undefined;
  const about = aboutOf(told);
  const concerned = concernedBy(told);
  if (line.isForThemAlone && concerned.length === 0) return undefined;
  const said = line.says(event, about, createWho(names, concerned));
  if (said === '') return undefined;
  const first = concerned.map(mentionAny).filter((mention) => !said.includes(mention));
  const text = first.length === 0 ? said : `${first.slice(0, MENTIONED_MAX).join(', ')}: ${said}`;
  return { text, blocks: [section(text), ...(line.offers?.(event, about) ?? [])] };
}

/** More would not fit into one text. Rules name a user group then. */
const MENTIONED_MAX = 40;

/**
 * The people and user groups whom an event concerns, by their ids: each once, never who did it, and nobody who was forgotten.
 * Slack notifies people of the posts that mention them, and of no edit.
 */
export function concernedBy(told: Told): string[] {
  const { event } = told;
  const line = lineOf(event);
  const ids = line?.to(event, aboutOf(told)) ?? [];
  const others = ids.filter((id) => typeof id === 'string' && id !== event.actorId && canBeMentioned(id));
  return [...new Set(others as string[])];
}

export function idsNamedBy({ event, events, review }: Told): string[] {
  const { latest, concerns } = review;
  const raisers = isDecision(event) ? concerns.map(({ raised }) => raised.byId) : [];
  const proposers = event.kind === 'overridden' ? [proposalOf(event, { events })?.actorId ?? event.actorId] : [];
  return [...new Set([event.actorId, ...proposers, ...raisers, ...namedByRules({ latest })])].filter(canBeMentioned);
}

function aboutOf(told: Told): About {
  const { event, events, revisions, review } = told;
  const at = events.indexOf(event);
  const past = pastOf(events.slice(0, at));
  const numbered = (wanted: number) => revisions.find(({ revision }) => revision === wanted);
  const number = 'revision' in event ? event.revision : 0;
  const [before, revision] = [numbered(number - 1), numbered(number)];
  // Nobody is asked to approve what is decided.
  const asked = review.state === 'proposed' ? askedBy(event, { past, before, revision }) : [];
  return { ...told, past, before, revision, action: actionWith(events, event), later: events.slice(at + 1), asked };
}

function askedBy(event: ReviewEvent, { past, before, revision }: Pick<About, 'past' | 'before' | 'revision'>) {
  switch (event.kind) {
    case 'created':
      return rulesOf(revision, null);
    case 'option-proposed':
      return rulesOf(revision, event.option);
    case 'revised':
    case 'policy-overridden': {
      const known = new Set(rulesOf(before, past.candidate).map((rule) => JSON.stringify(rule)));
      return rulesOf(revision, null).filter((rule) => !known.has(JSON.stringify(rule)));
    }
    default:
      return [];
  }
}

/** The rules that hold for the recommendation of a revision, or for another option. None hold while facts are missing. */
function rulesOf(revision: Revision | undefined, option: InferenceOptionId | null): ApprovalRule[] {
  if (revision === undefined || (option === null && asksForFacts(revision.recommendation))) return [];
  const states = approvalStates({ latest: revision, candidate: null, approvals: [] }, option ?? undefined);
  return states.map(({ rule }) => rule);
}

const namedIn = (rules: readonly ApprovalRule[]): string[] => rules.flatMap(({ from = [] }) => from);

/** The requester and the owner. */
const responsible = ({ requesterId, deciderId }: NamedReview): (string | null)[] => [requesterId, deciderId];

function concernedByRevision(_: unknown, { review, past, asked }: About): (string | null)[] {
  return [...namedIn(asked), ...responsible(review), ...past.approvers, ...doubtersOf(review)];
}

/** Who raised what is open: what they doubt may be another answer now. */
const doubtersOf = (review: NamedReview): string[] =>
  review.state === 'proposed' ? openConcerns(review).map(({ raised }) => raised.byId) : [];

/** What a revision or a choice does to approvals and open concerns. */
const whatFollows = (about: About, who: Who): string[] => [
  startsAgain(about),
  asksWords(about.asked, who),
  about.asked.length === 0 ? '' : blockedWords(about.review, who),
  yourConcerns(about, who),
];

const yourConcerns = ({ event, review }: About, who: Who): string =>
  review.state === 'proposed'
    ? yourConcernWords(
        openConcerns(review).filter(({ raised }) => raised.byId !== event.actorId),
        who,
      )
    : '';

function concernedByDecision(event: EventOf<'accepted' | 'overridden'>, about: About) {
  const { review, past } = about;
  const { concerns } = review;
  const raisers = concerns.filter(({ id }) => event.despiteConcerns.includes(id)).map(({ raised }) => raised.byId);
  const proposer = event.kind === 'overridden' ? proposalOf(event, about)?.actorId : undefined;
  return [...responsible(review), ...past.approvers, proposer, ...raisers];
}

/** Who put up the option that somebody else's approval decided for, and why; undefined where the one who decided chose it. */
function proposalOf(event: EventOf<'overridden'>, { events }: Pick<About, 'events'>) {
  const before = events.slice(0, events.indexOf(event));
  const last = before.findLast((one) => one.kind === 'option-proposed');
  return last !== undefined && last.option === event.option && last.actorId !== event.actorId ? last : undefined;
}

/** Why somebody approved despite a blocking concern; null without one. */
const ownReason = (action: readonly ReviewEvent[]): string | null =>
  action.flatMap((event) => (event.kind === 'approved' && event.reason ? [event.reason] : []))[0] ?? null;

const startsAgain = ({ past }: About): string => (past.approvers.length === 0 ? '' : 'Approvals start again.');

const concernOf = ({ concernId }: { concernId: number }, { concerns }: NamedReview): Concern | undefined =>
  concerns.find(({ id }) => id === concernId);

const blockedBy = (review: NamedReview): string[] => blockingConcerns(review).map(({ raised }) => raised.byId);

const toldTo = (id: string | null, who: Who, say: (id: string) => string): string[] =>
  id !== null && who.isConcerned(id) ? [say(id)] : [];

/** The dialog for owner and due date stores both one after the other. */
const PRESS_MS = 10_000;

function offerToResolve(event: { concernId: number }, { review }: About): MessageBlock[] {
  if (concernOf(event, review)?.resolved !== null) return [];
  return [actions('event_actions', [button(ACTIONS.resolveConcern, 'Resolve', review.id)])];
}

function offerToReopen({ concernId }: { concernId: number }, { review }: About): MessageBlock[] {
  if (review.state !== 'proposed' || concernOf({ concernId }, review)?.resolved == null) return [];
  const value = concernValue({ reviewId: review.id, concernId });
  return [actions('event_actions', [button(ACTIONS.reopenConcern, 'Reopen', value)])];
}

function offerToRevisit({ at }: { at: number }, { review }: About): MessageBlock[] {
  const { id: reviewId, decision, revisitOn, latest, state } = review;
  if (decision?.at !== at || (state !== 'accepted' && state !== 'overridden')) return [];
  const choices = choicesAfter(latest, { reviewId, at, revisitOn });
  const accessory = { type: 'static_select', action_id: ACTIONS.revisitIn, ...choices } as const;
  return [{ ...section('Look at it again', accessory), block_id: 'event_revisit' }];
}
