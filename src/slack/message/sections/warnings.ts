import { mrkdwn } from '../../block-kit/text.ts';
import { joinLines } from '../join-lines.ts';
import { reasonLine } from '../reason-line.ts';
import type { Section } from './section.ts';

/** How many stand in the channel; the others are in the thread. */
export const WARNINGS_MAX = 3;
const TEXT_MAX = 2000;

/** The expensive mistakes that this workload is about to make. */
export const warningsSection: Section = {
  id: 'warnings',
  build({ recommendation: { warnings } }) {
    if (warnings.length === 0) return [];
    const lines = warnings.slice(0, WARNINGS_MAX).map((warning) => `• ${reasonLine(warning)}`);
    const rest = warnings.length - lines.length;
    const more = rest > 0 ? [`• ${rest} more in the thread`] : [];
    return [{ type: 'section', text: mrkdwn(joinLines(['*Watch out*', ...lines, ...more], TEXT_MAX)) }];
  },
};
