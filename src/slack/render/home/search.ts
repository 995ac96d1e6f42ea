import type { KnownBlock, ModalView } from '@slack/types';
import { ACTIONS, VIEWS } from '../../ids.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { mrkdwn, plain } from '../mrkdwn.ts';
import { buildItem, type HomePage, NONE_YET } from './item.ts';

/** The results of a search. */
interface Found {
  /** As typed. */
  words: string;
  page: HomePage;
  /** Whether this is a later page. */
  turned: boolean;
}

/** The block_id of the words. */
export const SEARCH_BLOCK = 'search_words';

export const SEARCH_INPUT = 'words';

const WORDS_MAX = 80;

/** Error for a search without a word. */
export const NO_QUERY = 'Enter at least one word of the name.';

/** The search by name, with the results below the words. */
export function buildSearch(found?: Found): ModalView {
  const { view } = SLACK_LIMITS;
  const words = found?.words.slice(0, WORDS_MAX) ?? '';
  return {
    type: 'modal',
    callback_id: VIEWS.search,
    title: plain('Search reviews', view.title),
    submit: plain('Search', view.submit),
    close: plain('Close', view.close),
    private_metadata: JSON.stringify({ words }),
    blocks: [
      {
        type: 'input',
        block_id: SEARCH_BLOCK,
        label: plain('Name'),
        hint: plain('The start of each word is enough: "fra sco" finds fraud-scoring.'),
        element: {
          type: 'plain_text_input',
          action_id: SEARCH_INPUT,
          max_length: WORDS_MAX,
          focus_on_load: true,
          ...(words !== '' && { initial_value: words }),
        },
      },
      ...(found === undefined ? [] : buildFound(found)),
    ],
  };
}

/** Returns the words of the search that a view shows. */
export function searchedWords(privateMetadata: string): string {
  try {
    const parsed: unknown = JSON.parse(privateMetadata);
    return typeof parsed === 'object' && parsed !== null && 'words' in parsed ? String(parsed.words) : '';
  } catch {
    return '';
  }
}

function buildFound({ page: { items, next }, turned }: Found): KnownBlock[] {
  if (items.length === 0 && next === null) {
    const none = turned ? 'Nothing older.' : 'None of the reviews that you can see has a name like that.';
    return [{ type: 'section', text: mrkdwn(none) }];
  }
  const older = { type: 'button' as const, action_id: ACTIONS.searchOlder, text: plain('Older'), value: next ?? '' };
  const pager: KnownBlock[] = next === null ? [] : [{ type: 'actions', block_id: 'search_pages', elements: [older] }];
  const found = items.length === 0 ? [{ type: 'section' as const, text: mrkdwn(NONE_YET) }] : items.map(buildItem);
  return [{ type: 'divider' }, ...found, ...pager];
}
