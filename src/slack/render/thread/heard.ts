import type { HeardLine } from '../../../wording/heard.ts';
import { escapeWithin, mrkdwn } from '../mrkdwn.ts';
import type { Detail } from './detail.ts';

const LINE_MAX = 900;

/** "*Not used:* "from the clinic"", with people's words escaped. */
export const heardLine = ({ title, text }: HeardLine): string => `*${title}:* ${escapeWithin(text, LINE_MAX)}`;

/** What was heard of the words that the review began with, so that the team sees what was missed. */
export const heardDetail: Detail = {
  id: 'heard',
  build({ heard = [] }) {
    if (heard.length === 0) return [];
    return [{ type: 'section', text: mrkdwn(heard.map(heardLine).join('\n')) }];
  },
};
