import type { RejectedHosting } from '../../../recommender/index.ts';
import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../escape-within.ts';
import { joinLines } from '../join-lines.ts';
import { reasonLine } from '../reason-line.ts';
import type { Section } from './section.ts';

/** How many have their reason in the channel; those of the others are in the thread. */
export const HOSTINGS_MAX = 2;
const TITLE_MAX = 60;
const TEXT_MAX = 1800;

/** Why models and containers do not share an endpoint in another way; only where that was in question. */
export const hostingSection: Section = {
  id: 'hosting',
  build({ recommendation: { rejectedHosting } }) {
    if (rejectedHosting.length === 0) return [];
    const lines = rejectedHosting.slice(0, HOSTINGS_MAX).map(hostingLine);
    const others = rejectedHosting.slice(HOSTINGS_MAX).map(({ title }) => escapeWithin(title, TITLE_MAX));
    const rest = others.length > 0 ? [`• Nor ${others.join(' or ')}, for the reasons in the thread`] : [];
    return [{ type: 'section', text: mrkdwn(joinLines(['*Hosting that was weighed*', ...lines, ...rest], TEXT_MAX)) }];
  },
};

function hostingLine({ title, reasons: [strongest] }: RejectedHosting): string {
  const name = escapeWithin(title, TITLE_MAX);
  return strongest ? `• Not ${name}: ${reasonLine(strongest)}` : `• Not ${name}`;
}
