import type { Recommendation } from '../../../recommender/index.ts';
import { headline } from '../../../wording/sentences.ts';
import { SLACK_LIMITS } from '../../block-kit/limits.ts';
import { clip, plain } from '../../block-kit/text.ts';
import type { Section } from './section.ts';

/** The choice in words. */
export const headerSection: Section = {
  id: 'header',
  build: ({ recommendation }) => [
    { type: 'header', text: plain(headlineWithin(recommendation, SLACK_LIMITS.header), SLACK_LIMITS.header) },
  ],
};

const NAME_MIN = 12;

/** Where the headline is too long, the name is cut and not the choice. */
function headlineWithin(recommendation: Recommendation, max: number): string {
  const whole = headline(recommendation);
  if (whole.length <= max) return whole;
  const { name } = recommendation.workload;
  const shorter = clip(name, Math.max(NAME_MIN, name.length - (whole.length - max)));
  return headline({ ...recommendation, workload: { ...recommendation.workload, name: shorter } });
}
