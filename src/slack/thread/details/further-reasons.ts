import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../../message/escape-within.ts';
import { joinLines } from '../../message/join-lines.ts';
import { reasonLine } from '../../message/reason-line.ts';
import { HOSTINGS_MAX } from '../../message/sections/hosting.ts';
import type { Detail } from './detail.ts';

const TITLE_MAX = 60;
const TEXT_MAX = 2000;

/** Why not the other options and hosting patterns, beyond what the channel's message has room for. */
export const furtherReasonsDetail: Detail = {
  id: 'further-reasons',
  build({ recommendation: { rejected, rejectedHosting } }) {
    const options = rejected.flatMap(({ title, reasons }) =>
      reasons.slice(1).map((reason) => `• Not ${escapeWithin(title, TITLE_MAX)}: ${reasonLine(reason)}`),
    );
    const hostings = rejectedHosting
      .slice(HOSTINGS_MAX)
      .flatMap(({ title, reasons }) =>
        reasons.slice(0, 1).map((reason) => `• Not ${escapeWithin(title, TITLE_MAX)}: ${reasonLine(reason)}`),
      );
    const lines = [...options, ...hostings];
    if (lines.length === 0) return [];
    return [{ type: 'section', text: mrkdwn(joinLines(['*Further reasons*', ...lines], TEXT_MAX)) }];
  },
};
