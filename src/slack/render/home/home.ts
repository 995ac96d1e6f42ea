import type { HomeView, KnownBlock } from '@slack/types';
import { ACTIONS, COMMAND, VIEWS } from '../../ids.ts';
import { mrkdwn, plain } from '../mrkdwn.ts';
import { buildItem, HOME_LISTS, type HomeListId, type HomePage, NONE_YET } from './item.ts';

export interface Home {
  lists: Readonly<Record<HomeListId, HomePage>>;
  /** Where each list was turned to. */
  pages: HomePages;
  /** Whether public reviews are listed only from channels that the person is in. */
  isOnlyOwn: boolean;
}

const HEADINGS: Readonly<Record<HomeListId, string>> = {
  'needs-me': 'Waiting for you',
  open: 'Open reviews',
  decided: 'Recent decisions',
  revisit: 'To revisit',
};

const EMPTY: Readonly<Record<HomeListId, string | null>> = {
  'needs-me': 'Nothing waits for you.',
  open: 'No review is open.',
  decided: 'Nothing is decided yet.',
  revisit: null,
};

const EXPLANATIONS: Readonly<Partial<Record<HomeListId, string>>> = {
  revisit: "With today's quotas and prices these would come out differently.",
};

/** The home tab: what waits for the person who looks, what is open, what was decided, and what is to be looked at again. */
export function buildHome({ lists, pages, isOnlyOwn }: Home): HomeView {
  const isEmpty = HOME_LISTS.every((id) => isEmptyPage(lists[id]) && pages[id] === undefined);
  const body = isEmpty ? buildLesson() : HOME_LISTS.flatMap((id) => buildList(id, lists[id], pages));
  return {
    type: 'home',
    callback_id: VIEWS.home,
    private_metadata: encodePages(pages),
    blocks: [...buildTop(), ...body, buildReach(isOnlyOwn)],
  };
}

const isEmptyPage = ({ items, next }: HomePage) => items.length === 0 && next === null;

function buildTop(): KnownBlock[] {
  return [
    {
      type: 'actions',
      block_id: 'home_actions',
      elements: [
        { type: 'button', action_id: ACTIONS.homeNewReview, text: plain('New review'), style: 'primary' },
        { type: 'button', action_id: ACTIONS.homeSearch, text: plain('Search by name') },
      ],
    },
  ];
}

function buildList(id: HomeListId, { items, next }: HomePage, pages: HomePages): KnownBlock[] {
  const turned = pages[id] !== undefined;
  const empty = next !== null ? NONE_YET : turned ? 'There is nothing older.' : EMPTY[id];
  if (items.length === 0 && empty === null) return [];
  const explanation = EXPLANATIONS[id];
  return [
    { type: 'header', text: plain(HEADINGS[id]) },
    ...(explanation === undefined ? [] : [text(explanation)]),
    ...(items.length === 0 ? [text(empty ?? '')] : items.map(buildItem)),
    ...buildTurns(id, next, turned),
  ];
}

function buildTurns(id: HomeListId, next: string | null, turned: boolean): KnownBlock[] {
  const button = (label: string, after: string | null) => ({
    type: 'button' as const,
    action_id: label === 'Newest' ? ACTIONS.homeNewest : ACTIONS.homeOlder,
    text: plain(label),
    accessibility_label: `${label}: ${HEADINGS[id]}`,
    value: encodeTurn({ list: id, after }),
  });
  const buttons = [...(turned ? [button('Newest', null)] : []), ...(next === null ? [] : [button('Older', next)])];
  return buttons.length === 0 ? [] : [{ type: 'actions', block_id: `home_${id}`, elements: buttons }];
}

/** Whose reviews stand here. */
function buildReach(isOnlyOwn: boolean): KnownBlock {
  const open = isOnlyOwn ? "public channels you're in" : 'all public channels';
  return { type: 'context', elements: [mrkdwn(`Shows reviews from ${open} and private ones you took part in.`)] };
}

/** What stands here before there is anything to list: what the bot is for, and how to begin. */
function buildLesson(): KnownBlock[] {
  return [
    { type: 'header', text: plain('How should your model be served?') },
    text(
      'Describe a machine learning model and its traffic, and your channel gets a recommendation for Amazon SageMaker AI: which option, why, why not the others, what it costs, and what was assumed. The team talks about it in the thread and decides.',
    ),
    text(
      [
        '*How to begin*',
        '1. Invite me into a channel with `/invite`.',
        `2. Type \`${COMMAND}\` there, alone or with what you know: \`${COMMAND} fraud-scoring 3 MB within 300 ms, steady, 50 rps\`.`,
        '3. Send the form. What you leave open is assumed, and named.',
        '4. In the thread, mention me: `what if twice the traffic`, `why not serverless`, `help`.',
      ].join('\n'),
    ),
    text('Open reviews, decisions and those to look at again will stand here.'),
  ];
}

function text(words: string): KnownBlock {
  return { type: 'section', text: mrkdwn(words) };
}

/** Where each list was turned to; absent: its first page. */
export type HomePages = Readonly<Partial<Record<HomeListId, string>>>;

/** A press of "Older" or "Newest". */
interface Turn {
  list: HomeListId;
  /** Where the page begins; null for the first. */
  after: string | null;
}

/** The longest place of ours as it is encoded: a time and an id. With more a home tab's metadata would be too long for Slack. */
const PLACE_MAX = 300;

export function encodePages(pages: HomePages): string {
  return JSON.stringify(pages);
}

/** What {@link encodePages} wrote; every list's first page for anything else. */
export function decodePages(text: string | undefined): HomePages {
  const parsed = parse(text ?? '');
  const known = HOME_LISTS.flatMap((id) => (isPlace(parsed[id]) ? [[id, parsed[id]] as const] : []));
  return Object.fromEntries(known);
}

/** For a button's value. */
export function encodeTurn({ list, after }: Turn): string {
  return JSON.stringify({ list, after });
}

export function decodeTurn(text: string): Turn | undefined {
  const { list, after } = parse(text);
  const known = HOME_LISTS.find((id) => id === list);
  return known === undefined ? undefined : { list: known, after: isPlace(after) ? after : null };
}

/** The pages after a turn. */
export function turn(pages: HomePages, { list, after }: Turn): HomePages {
  const { [list]: _, ...others } = pages;
  return after === null ? others : { ...others, [list]: after };
}

function isPlace(value: unknown): value is string {
  return typeof value === 'string' && JSON.stringify(value).length <= PLACE_MAX;
}

function parse(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
