import type { KnownBlock } from '@slack/types';
import { isGroup } from '../../../policy/team-rules.ts';
import { optionTitle } from '../../../recommender/index.ts';
import type { Members } from '../../../reviews/action.ts';
import { type ApprovalState, approvalStates, waitingOf } from '../../../reviews/approvals.ts';
import type { NamedReview } from '../../../reviews/record.ts';
import { blockingConcerns } from '../../../reviews/record.ts';
import { joinClauses } from '../../../wording/sentences.ts';
import { linesIn, section } from '../blocks.ts';
import { stateWords } from '../message/section.ts';
import { contextSection, outcomeSection, standingSection } from '../message/standing.ts';
import type { Message } from '../message.ts';
import { dayWords, escapeWithin, firstOf, joinLines, mention, mentionFirst, when } from '../mrkdwn.ts';
import { waitsWords } from '../waits.ts';

/** What decides who decides, beside the review. */
export interface Deciding {
  /** Everyone in the channel, the requester alone, or these people and user groups. */
  deciders: 'channel' | 'requester' | readonly string[];
  /** The people in the user groups that are named; null where Slack doesn't tell. */
  groups: Members;
  /** Their handles, without "@", where Slack tells them. */
  handles: ReadonlyMap<string, string>;
}

const NAME_MAX = 100;
const TEXT_MAX = 2800;

/** Who may decide and who has: the rules with how many and from whom, approvals, concerns that block, owner and due date. */
export function buildDeciders(review: NamedReview, deciding: Deciding): Message {
  const isOpen = review.state === 'proposed';
  const lines = [...(isOpen ? whoMay(review, deciding) : []), ...whoHas(review), ...(isOpen ? ownerLine(review) : [])];
  const look = { table: false };
  return {
    text: `${stateWords(review)}.`,
    blocks: [...contextSection.build(review, look), ...outcomeSection.build(review, look), ...linesIn(lines, TEXT_MAX)],
  };
}

export function buildWhoMay(review: NamedReview, deciding: Deciding): KnownBlock[] {
  if (review.state !== 'proposed') return [];
  return [section(joinLines(whoMay(review, deciding), TEXT_MAX))];
}

function whoMay(review: NamedReview, deciding: Deciding): string[] {
  const states = approvalStates(review);
  const { candidate } = review;
  const chosen =
    candidate === null
      ? []
      : [
          `Up for approval: ${optionTitle(candidate.option)}, against the recommendation, by ${mention(candidate.byId)}.`,
        ];
  const rules =
    states.length === 0
      ? [`• One person decides: ${decidersWords(review, deciding)}.`]
      : states.map((state) => ruleLine(review, state, deciding));
  return ['*Who may decide*', ...chosen, ...rules, ...blockingLine(review, deciding)];
}

/** "• *expensive endpoints*: 1 of 2 approvals, from chen or @arch-council (dina, emil). The requester's own approval doesn't count." */
function ruleLine(review: NamedReview, { rule, given }: ApprovalState, deciding: Deciding): string {
  const { name, count, from, notRequester = false } = rule;
  const whom = from === undefined ? decidersWords(review, deciding) : listWords(from, deciding);
  const approvals = count === 1 ? 'approval' : 'approvals';
  const except = notRequester ? ` The requester's own approval doesn't count.` : '';
  return `• *${escapeWithin(name, NAME_MAX)}*: ${given.length} of ${count} ${approvals}, from ${whom}.${except}`;
}

function decidersWords({ requesterId }: NamedReview, deciding: Deciding): string {
  const { deciders } = deciding;
  if (deciders === 'requester') return `${mention(requesterId)}, who requested it`;
  return deciders === 'channel' ? "anyone in the channel who isn't a guest" : listWords(deciders, deciding);
}

const LISTED_MAX = 10;

function listWords(ids: readonly string[], deciding: Deciding): string {
  const names = ids.map((id) => (isGroup(id) ? groupWords(id, deciding) : mention(id)));
  return joinClauses(firstOf(names, LISTED_MAX), 'or');
}

const MEMBERS_MAX = 6;

/** A user group by its handle and its members, as text: an answer must not notify all of them. */
function groupWords(id: string, { groups, handles }: Deciding): string {
  const [members, handle] = [groups.get(id), handles.get(id)];
  const name = handle === undefined ? `user group ${id}` : `@${escapeWithin(handle, NAME_MAX)}`;
  if (members == null) return name;
  if (members.size === 0) return `${name}, which has no members`;
  return `${name} (${firstOf([...members].map(mention), MEMBERS_MAX).join(', ')})`;
}

function blockingLine(review: NamedReview, deciding: Deciding): string[] {
  const blocking = blockingConcerns(review);
  if (blocking.length === 0) return [];
  const authors = joinClauses([...new Set(blocking.map(({ raised }) => mention(raised.byId)))], 'and');
  const [count, until] =
    blocking.length === 1 ? ['1 blocking concern', 'it is'] : [`${blocking.length} blocking concerns`, 'they are'];
  const waits = waitsWords(waitingOf(review, deciding.groups), `${until} resolved`, (id) => listWords([id], deciding));
  return [`• ${count} (${authors}). ${waits}`];
}

function whoHas(review: NamedReview): string[] {
  const { approvals, state } = review;
  const given = approvals.map(({ byId, at, rules }) => {
    const names = rules.map((name) => `*${escapeWithin(name, NAME_MAX)}*`);
    return `• ${mentionFirst(byId)} approved · ${when(at)}${names.length === 0 ? '' : ` · ${names.join(', ')}`}`;
  });
  if (given.length > 0) return ['*Who has approved*', ...given];
  if (state === 'withdrawn' || state === 'superseded') return [];
  if (state !== 'proposed') return ['It took no approvals.'];
  return [approvalStates(review).length === 0 ? 'Nobody has decided yet.' : 'Nobody has approved yet.'];
}

function ownerLine({ deciderId, decideBy }: NamedReview): string[] {
  const owner = deciderId === null ? 'No owner is set' : `Owner: ${mention(deciderId)}`;
  return [decideBy === null ? `${owner}.` : `${owner} · due ${dayWords(decideBy)}.`];
}

/** Requester, decision, state, owner, due date and open concerns. */
export function buildStanding(card: NamedReview): Message {
  const look = { table: false };
  const missing = missingOf(card);
  return {
    text: `${stateWords(card)}.`,
    blocks: [
      ...contextSection.build(card, look),
      ...outcomeSection.build(card, look),
      ...standingSection.build(card, look),
      ...(missing === undefined ? [] : [section(missing)]),
    ],
  };
}

/** The owner or due date that is missing, and where to set it. */
function missingOf({ state, deciderId, decideBy }: NamedReview): string | undefined {
  if (state !== 'proposed' || (deciderId !== null && decideBy !== null)) return undefined;
  const what = [...(deciderId === null ? ['owner'] : []), ...(decideBy === null ? ['due date'] : [])].join(' or ');
  return `Nobody has decided yet. No ${what} is set: choose *Set owner and due date* in the review's menu.`;
}
