import type { KnownBlock } from '@slack/types';
import { type InferenceOptionId, labelOf, optionTitle, type WorkloadField } from '../../../recommender/index.ts';
import type { Neighbour, ReviewState } from '../../../reviews/record.ts';
import { joinClauses } from '../../../wording/sentences.ts';
import { section } from '../blocks.ts';
import { countConcerns, STATES } from '../message/section.ts';
import { channelWords, dayWords, escapeWithin, link, mention, neighbourWords, when } from '../mrkdwn.ts';

const NAME_MAX = 200;

const NEEDS: Readonly<Record<HomeItem['needs'][number], string>> = {
  facts: 'answer what is missing',
  'open-concerns': 'answer its concerns',
  'concern-answered': 'your concern was resolved',
  approval: 'your approval is asked for',
  decider: "you're the owner",
};

/** Two lines about one review: its name and option, then its state. */
export function buildItem(item: HomeItem): KnownBlock {
  const { name, place } = item;
  const title = place === null ? escapeWithin(name, NAME_MAX) : link(place.url, name);
  const where = place === null ? '' : ` in ${channelWords(place.channelId)}`;
  const lines = [`*${title}*${where}${claimWords(item)}`, standingWords(item).join('  ·  ')];
  return section(lines.join('\n'));
}

/** ": Serverless Inference", " needs facts: payload and response time" */
function claimWords({ choice, decided, missing }: HomeItem): string {
  if (decided !== null) return `: ${optionTitle(decided)}`;
  if (missing !== null) {
    const facts = joinClauses(missing.map(labelOf), 'and');
    return facts === '' ? ' needs facts' : ` needs facts: ${facts}`;
  }
  return choice === null ? ': no option fits' : `: ${optionTitle(choice)}`;
}

function standingWords(item: HomeItem): string[] {
  const { state, since, needs, deciderId, decideBy, decided, revisitOn, successor } = item;
  const isReopened = state === 'proposed' && since.byId !== item.requesterId;
  const asked = deciderId === null || needs.includes('decider') ? [] : [`Owner: ${mention(deciderId)}`];
  return [
    `${isReopened ? 'Re-opened' : STATES[state]}${successor === null ? '' : ` with ${neighbourWords(successor)}`} by ${mention(since.byId)}, ${when(since.at)}`,
    ...(item.openConcerns > 0 ? [countConcerns(item.openConcerns, item.blockingConcerns)] : []),
    ...(state === 'proposed' ? asked : []),
    ...(state === 'proposed' && decideBy !== null
      ? [`${item.isOverdue ? 'Overdue since' : 'Due'} ${dayWords(decideBy)}`]
      : []),
    ...(decided !== null && revisitOn !== null ? [`Revisit on ${dayWords(revisitOn)}`] : []),
    ...needs.map((need) => `*${NEEDS[need]}*`),
  ];
}

export const HOME_LISTS = ['needs-me', 'open', 'decided', 'revisit'] as const;

export type HomeListId = (typeof HOME_LISTS)[number];

/** What a list says of one review. */
export interface HomeItem {
  id: string;
  name: string;
  /** Its message; null where it isn't posted. */
  place: { channelId: string; url: string } | null;
  state: ReviewState;
  /** What is recommended; null where no option fits. */
  choice: InferenceOptionId | null;
  /** The facts that the recommendation waits for; null where it waits for none. */
  missing: readonly WorkloadField[] | null;
  /** What the team chose; null until it is decided. */
  decided: InferenceOptionId | null;
  requesterId: string;
  since: { byId: string; at: number };
  openConcerns: number;
  /** Of the open ones. */
  blockingConcerns: number;
  deciderId: string | null;
  decideBy: string | null;
  isOverdue: boolean;
  /** When to look at its decision again, as a date; null: not planned. */
  revisitOn: string | null;
  /** What replaced it; null where nothing did. */
  successor: Neighbour | null;
  /** Why it is waiting for the person. */
  needs: readonly ('facts' | 'open-concerns' | 'concern-answered' | 'approval' | 'decider')[];
}

/** One page of some reviews, newest first. */
export interface HomePage {
  items: readonly HomeItem[];
  /** Where the next page starts; null on the last page. */
  next: string | null;
}

/** Shown where everything read so far is in other people's channels, and more may follow. */
export const NONE_YET = 'None of the newest are in your channels. Press *Older* to see more.';
