import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { formatCount } from '../../../recommender/index.ts';
import { ACTIONS, COMMAND, VIEWS } from '../../ids.ts';
import { readRecord } from '../../read-record.ts';
import { actions, button, context, input, labelled, modal, section } from '../blocks.ts';
import { plain } from '../mrkdwn.ts';
import { buildItem, HOME_LISTS, type HomeListId, type HomePage, NONE_YET } from './item.ts';

export interface Home {
  lists: Readonly<Record<HomeListId, HomePage>>;
  pages: HomePages;
  /** Of the reviews that the person may see. `days`: null where more was decided than is counted. */
  figures: ShownFigures & { days: number | null };
  /** Whether Slack lists the person's public channels. Otherwise only reviews that they took part in are listed. */
  hasChannels: boolean;
}

interface ListWords {
  heading: string;
  /** Said of an empty list. Without it, an empty list isn't there. */
  empty?: string;
  explanation?: string;
  /** Where a review is listed that is in both lists: under what somebody can do about it. */
  ratherIn?: HomeListId;
}

const LISTS: Readonly<Record<HomeListId, ListWords>> = {
  'needs-me': { heading: 'Waiting for you', empty: 'Nothing is waiting for you.' },
  open: { heading: 'Open reviews', empty: 'No open reviews.', ratherIn: 'needs-me' },
  decided: { heading: 'Recent decisions', empty: 'No decisions yet.', ratherIn: 'revisit' },
  revisit: { heading: 'To revisit', explanation: 'The day to look at these decisions again has come.' },
};

/** The home tab: what is waiting for the person, open reviews, decisions, and reviews to revisit. */
export function buildHome({ lists, pages, figures, hasChannels }: Home): HomeView {
  const isEmpty = HOME_LISTS.every((id) => isEmptyPage(lists[id]) && pages[id] === undefined);
  const body = isEmpty ? buildLesson() : HOME_LISTS.flatMap((id) => buildList(id, onlyHere(id, lists), pages, figures));
  return {
    type: 'home',
    callback_id: VIEWS.home,
    private_metadata: JSON.stringify(pages),
    blocks: [TOP, ...body, buildReach(hasChannels)],
  };
}

interface ShownPage extends HomePage {
  /** Where its entries are, if all of them are in another list. */
  allIn?: HomeListId;
}

function onlyHere(id: HomeListId, lists: Home['lists']): ShownPage {
  const { ratherIn: other } = LISTS[id];
  const page = lists[id];
  if (other === undefined || page.items.length === 0) return page;
  const named = new Set(lists[other].items.map((item) => item.id));
  const items = page.items.filter((item) => !named.has(item.id));
  return { ...page, items, ...(items.length === 0 && { allIn: other }) };
}

const isEmptyPage = ({ items, next }: HomePage) => items.length === 0 && next === null;

const TOP = actions('home_actions', [
  button(ACTIONS.fillForm, 'New review', undefined, { style: 'primary' }),
  button(ACTIONS.homeSearch, 'Search by name'),
]);

function buildList(
  id: HomeListId,
  { items, next, allIn }: ShownPage,
  pages: HomePages,
  figures: Home['figures'],
): KnownBlock[] {
  const turned = pages[id] !== undefined;
  const { heading, explanation, empty: none } = LISTS[id];
  const elsewhere = allIn === undefined ? undefined : `All of these are under *${LISTS[allIn].heading}*.`;
  const empty = elsewhere ?? (next !== null ? NONE_YET : turned ? 'Nothing older.' : none);
  if (items.length === 0 && empty === undefined) return [];
  return [
    { type: 'header', text: plain(heading) },
    ...(explanation === undefined ? [] : [section(explanation)]),
    ...(id === 'decided' && figures.decided > 0 ? [buildFigures(figures)] : []),
    ...(items.length === 0 ? [section(empty ?? '')] : items.map(buildItem)),
    ...buildTurns(id, next, turned),
  ];
}

const buildFigures = ({ days, ...figures }: Home['figures']): KnownBlock =>
  context(`${days === null ? 'Recently' : `Last ${days} days`}: ${figuresWords(figures)}`);

function buildTurns(id: HomeListId, next: string | null, turned: boolean): KnownBlock[] {
  const turning = (label: string, after: string | null) =>
    button(
      `${ACTIONS.homeTurn}:${label}`,
      label,
      JSON.stringify({ list: id, after } satisfies Turn),
      labelled(`${label}: ${LISTS[id].heading}`),
    );
  const buttons = [...(turned ? [turning('Newest', null)] : []), ...(next === null ? [] : [turning('Older', next)])];
  return buttons.length === 0 ? [] : [actions(`home_${id}`, buttons)];
}

function buildReach(hasChannels: boolean): KnownBlock {
  const reach = hasChannels
    ? "Shows reviews from public channels you're in and private ones you took part in."
    : 'Shows only reviews you took part in, because this app lacks the scope `channels:read`.';
  return context(reach);
}

/** Shown while there is nothing to list: what the bot does, and how to start. */
function buildLesson(): KnownBlock[] {
  return [
    { type: 'header', text: plain('How should you host your model?') },
    section(
      'Describe a model and its traffic, and I recommend how to host it on Amazon SageMaker AI: which option, why, why not the others, the cost, and what I assumed. Your team discusses it in the thread and decides.',
    ),
    section(
      [
        '*Get started*',
        '1. Invite me to a channel with `/invite`.',
        `2. Type \`${COMMAND}\` there, alone or with what you know: \`${COMMAND} fraud-scoring 3 MB within 300 ms, steady, 50 rps\`.`,
        "3. Submit the form. Skip what you don't know.",
        '4. Mention me in the thread: `what if twice the traffic`, `why not serverless`, `help`.',
      ].join('\n'),
    ),
    section('Open reviews, decisions and reviews to revisit will show up here.'),
  ];
}

/** The page of each list; absent for the first page. */
export type HomePages = Readonly<Partial<Record<HomeListId, string>>>;

/** A press of "Older" or "Newest". */
interface Turn {
  list: HomeListId;
  /** Where the page starts; null for the first. */
  after: string | null;
}

/** Longest encoded place: a time and an id. Keeps the home tab's metadata within Slack's limit. */
const PLACE_MAX = 300;

/** Reads the pages in the home tab's metadata; the first page of every list for anything else. */
export function decodePages(text: string | undefined): HomePages {
  const parsed = readRecord(text);
  const known = HOME_LISTS.flatMap((id) => (isPlace(parsed[id]) ? [[id, parsed[id]] as const] : []));
  return Object.fromEntries(known);
}

/** Reads the value of a button that turns a list; undefined for anything else. */
export function decodeTurn(text: string): Turn | undefined {
  const { list, after } = readRecord(text);
  const known = HOME_LISTS.find((id) => id === list);
  return known === undefined ? undefined : { list: known, after: isPlace(after) ? after : null };
}

/** Returns the pages after a turn. */
export function turn(pages: HomePages, { list, after }: Turn): HomePages {
  const { [list]: _, ...others } = pages;
  return after === null ? others : { ...others, [list]: after };
}

const isPlace = (value: unknown): value is string =>
  typeof value === 'string' && JSON.stringify(value).length <= PLACE_MAX;

interface Found {
  words: string;
  page: HomePage;
  turned: boolean;
}

export const SEARCH_BLOCK = 'search_words';

export const SEARCH_INPUT = 'words';
const WORDS_MAX = 80;

export const NO_QUERY = 'Enter at least one word of the name.';

export function buildSearch(found?: Found): ModalView {
  const words = found?.words.slice(0, WORDS_MAX) ?? '';
  const initial = words === '' ? {} : { initial_value: words };
  return modal({
    callback_id: VIEWS.search,
    title: 'Search reviews',
    submit: 'Search',
    close: 'Close',
    private_metadata: JSON.stringify({ words }),
    blocks: [
      input(
        SEARCH_BLOCK,
        'Name',
        {
          type: 'plain_text_input',
          action_id: SEARCH_INPUT,
          max_length: WORDS_MAX,
          focus_on_load: true,
          ...initial,
        },
        { hint: 'The start of each word is enough: "fra sco" finds fraud-scoring.' },
      ),
      ...(found === undefined ? [] : buildFound(found)),
    ],
  });
}

export const searchedWords = (privateMetadata: string): string => String(readRecord(privateMetadata)['words'] ?? '');

function buildFound({ page: { items, next }, turned }: Found): KnownBlock[] {
  if (items.length === 0 && next === null) {
    const none = turned ? 'Nothing older.' : 'None of the reviews that you can see has a name like that.';
    return [section(none)];
  }
  const pager: KnownBlock[] =
    next === null ? [] : [actions('search_pages', [button(ACTIONS.searchOlder, 'Older', next)])];
  const found = items.length === 0 ? [section(NONE_YET)] : items.map(buildItem);
  return [{ type: 'divider' }, ...found, ...pager];
}

/** How the team decided within a number of days, of the reviews that the reader may see. */
interface ShownFigures {
  decided: number;
  overridden: number;
  /** Decided with a rule of the policy set aside. */
  policiesOverridden: number;
  /** Median days between request and decision; null without a decision. */
  medianDays: number | null;
}

/** "12 decided · median 3.5 days to a decision · 2 overridden · 1 despite a policy" */
export function figuresWords({ decided, overridden, policiesOverridden, medianDays }: ShownFigures): string {
  return [
    `${decided} decided`,
    ...(medianDays === null ? [] : [`median ${daysWords(medianDays)} to a decision`]),
    ...(decided === 0 ? [] : [`${overridden} overridden`]),
    ...(policiesOverridden === 0 ? [] : [`${policiesOverridden} despite a policy`]),
  ].join(' · ');
}

const HOURS_PER_DAY = 24;
const MINUTES_PER_HOUR = 60;

/** From a minute on, in the largest unit of which there is one. */
function daysWords(days: number): string {
  const rounded = Math.round(days * 10) / 10;
  if (rounded >= 1) return formatCount(rounded, 'day');
  const minutes = Math.max(1, Math.round(days * HOURS_PER_DAY * MINUTES_PER_HOUR));
  if (minutes < MINUTES_PER_HOUR) return formatCount(minutes, 'minute');
  return formatCount(Math.round(minutes / MINUTES_PER_HOUR), 'hour');
}
