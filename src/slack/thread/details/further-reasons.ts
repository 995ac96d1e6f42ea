import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../../message/escape-within.ts';
import { joinLines } from '../../message/join-lines.ts';
import { reasonLine } from '../../message/reason-line.ts';
import type { Detail } from './detail.ts';

const TITLE_MAX = 60;
const TEXT_MAX = 2000;

/** Why not the other options, beyond the one reason that the channel's table has for each. */
export const furtherReasonsDetail: Detail = {
  id: 'further-reasons',
  build({ recommendation: { rejected } }) {
    const lines = rejected.flatMap(({ title, reasons }) =>
      reasons.slice(1).map((reason) => `• Not ${escapeWithin(title, TITLE_MAX)} also: ${reasonLine(reason)}`),
    );
    if (lines.length === 0) return [];
    return [{ type: 'section', text: mrkdwn(joinLines(['*Further reasons*', ...lines], TEXT_MAX)) }];
  },
};
