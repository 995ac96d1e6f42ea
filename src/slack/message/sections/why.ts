import { mrkdwn } from '../../block-kit/text.ts';
import { joinLines } from '../join-lines.ts';
import { reasonLine } from '../reason-line.ts';
import type { Section } from './section.ts';

/** More is an argument that nobody reads; the recommendation has the strongest first. */
const REASONS_MAX = 4;
const TEXT_MAX = 2500;

/** What speaks for the choice; where nothing fits, that the table's reasons are all there is. */
export const whySection: Section = {
  id: 'why',
  build({ recommendation: { kind, rationale } }) {
    const reasons = rationale.slice(0, REASONS_MAX).map((reason) => `• ${reasonLine(reason)}`);
    const opening =
      kind === 'nothing-fits'
        ? 'Each of the four options is ruled out by something that this workload must have.'
        : '*Why*';
    if (kind === 'recommended' && reasons.length === 0) return [];
    return [{ type: 'section', text: mrkdwn(joinLines([opening, ...reasons], TEXT_MAX)) }];
  },
};
