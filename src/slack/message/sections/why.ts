import type { Reason } from '../../../recommender/index.ts';
import { mrkdwn } from '../../block-kit/text.ts';
import { joinLines } from '../join-lines.ts';
import { reasonLine } from '../reason-line.ts';
import type { Section } from './section.ts';

/** More is an argument that nobody reads; the recommendation has the strongest first. */
const REASONS_MAX = 4;
const REASONS_MIN = 2;
const TEXT_MAX = 2500;

/** What speaks for the choice; where nothing fits, that the table's reasons are all there is. */
export const whySection: Section = {
  id: 'why',
  build({ recommendation: { kind, rationale } }) {
    const reasons = strongest(rationale).map((reason) => `• ${reasonLine(reason)}`);
    const opening =
      kind === 'nothing-fits'
        ? 'Each of the four options is ruled out by something that this workload must have.'
        : '*Why*';
    if (kind === 'recommended' && reasons.length === 0) return [];
    return [{ type: 'section', text: mrkdwn(joinLines([opening, ...reasons], TEXT_MAX)) }];
  },
};

/** That nothing else is left stands in the table too, so it is said here only where there is little else to say. */
function strongest(rationale: readonly Reason[]): Reason[] {
  const own = rationale.filter(({ code }) => code !== 'only-one-left');
  return (own.length < REASONS_MIN ? [...rationale] : own).slice(0, REASONS_MAX);
}
