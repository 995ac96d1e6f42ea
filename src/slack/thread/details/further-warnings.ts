import { mrkdwn } from '../../block-kit/text.ts';
import { joinLines } from '../../message/join-lines.ts';
import { reasonLine } from '../../message/reason-line.ts';
import { WARNINGS_MAX } from '../../message/sections/warnings.ts';
import type { Detail } from './detail.ts';

const TEXT_MAX = 1200;

/** The warnings that the channel's message has no room for. */
export const furtherWarningsDetail: Detail = {
  id: 'further-warnings',
  build({ recommendation: { warnings } }) {
    const lines = warnings.slice(WARNINGS_MAX).map((warning) => `• ${reasonLine(warning)}`);
    if (lines.length === 0) return [];
    return [{ type: 'section', text: mrkdwn(joinLines(['*Watch out* also', ...lines], TEXT_MAX)) }];
  },
};
