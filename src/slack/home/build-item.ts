import type { KnownBlock } from '@slack/types';
import { optionTitle } from '../../recommender/index.ts';
import { link, mrkdwn } from '../block-kit/text.ts';
import { dayWords } from '../message/day-words.ts';
import { escapeWithin } from '../message/escape-within.ts';
import { mention, mentionFirst } from '../message/mention.ts';
import { when } from '../message/when.ts';
import { channelWords } from '../notices/channel-words.ts';
import type { HomeItem } from './home-item.ts';

const NAME_MAX = 200;

const STATES: Readonly<Record<HomeItem['state'], string>> = {
  proposed: 'Proposed',
  accepted: 'Accepted',
  overridden: 'Overridden',
  withdrawn: 'Withdrawn',
  superseded: 'Superseded',
};

const NEEDS: Readonly<Record<HomeItem['needs'][number], string>> = {
  'open-concerns': 'your review has open concerns',
  'concern-answered': 'your concern was answered',
  decider: 'you are asked to decide',
};

/** Two lines about one review: its name and option, then where it stands. */
export function buildItem(item: HomeItem): KnownBlock {
  const { name, place } = item;
  const title = place === null ? escapeWithin(name, NAME_MAX) : link(place.url, name);
  const where = place === null ? '' : ` in ${channelWords(place.channelId)}`;
  const lines = [`*${title}*${where}: ${optionWords(item)}`, standingWords(item).join('  ·  ')];
  return { type: 'section', text: mrkdwn(lines.join('\n')) };
}

function optionWords({ choice, decided }: HomeItem): string {
  const option = decided ?? choice;
  return option === null ? 'nothing fits' : optionTitle(option);
}

function standingWords({ state, since, needs, openConcerns, deciderId, decideBy }: HomeItem): string[] {
  const concerns = openConcerns === 1 ? '1 open concern' : `${openConcerns} open concerns`;
  const asked =
    deciderId === null || needs.includes('decider') ? [] : [`${mentionFirst(deciderId)} is asked to decide`];
  return [
    `${STATES[state]} by ${mention(since.byId)}, ${when(since.at)}`,
    ...(openConcerns > 0 ? [concerns] : []),
    ...(state === 'proposed' ? asked : []),
    ...(state === 'proposed' && decideBy !== null ? [`by ${dayWords(decideBy)}`] : []),
    ...needs.map((need) => `*${NEEDS[need]}*`),
  ];
}
