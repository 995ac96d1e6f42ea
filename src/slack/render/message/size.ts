import type { Button } from '@slack/types';
import {
  INFERENCE_OPTIONS,
  type OptionCost,
  type PricesUsed,
  type Recommendation,
  type WorkloadField,
} from '../../../recommender/index.ts';
import type { Review, Revision } from '../../../reviews/record.ts';
import { writeBriefCost, writeTotal } from '../../../wording/money.ts';
import { impasse, openOptionsOf } from '../../../wording/sentences.ts';
import { beyondUnknown, isSizedByEarlierRules, usersFeel, writeHeadline } from '../../../wording/sizes.ts';
import { ACTIONS } from '../../ids.ts';
import { button, section } from '../blocks.ts';
import { escapeWithin } from '../mrkdwn.ts';
import { type Answered, needsFacts, overrideOf, type Section, seenValue, shortTitle } from './section.ts';

const LINE_MAX = 300;

/** An answer, which is posted as a review or not yet. */
type Posted = Answered & Partial<Pick<Review, 'id'>> & { latest: Partial<Pick<Revision, 'revision'>> };

/** How sure the option is, then the size, its cost and what both rest on, on one line. */
export const summarySection: Section<Posted> = {
  id: 'summary',
  build(review) {
    const text = summaryOf(review);
    if (text === undefined) return [];
    const accessory = recomputeButton(review);
    return [section(text, accessory)];
  },
};

/** Makes a revision of the same answers, where their size was decided by earlier rules. */
function recomputeButton({ id, state, latest }: Posted): Button | undefined {
  const { choice } = latest.recommendation;
  if (id === undefined || latest.revision === undefined || state !== 'proposed') return undefined;
  if (choice === null || !isSizedByEarlierRules(choice)) return undefined;
  const value = seenValue({ reviewId: id, revision: latest.revision });
  return button(ACTIONS.recompute, 'Recompute', value);
}

function summaryOf(review: Answered): string | undefined {
  const { recommendation } = review.latest;
  const { choice } = recommendation;
  const override = overrideOf(review);
  if (override !== undefined) {
    const { currency } = recommendation.facts.prices ?? {};
    const cost = costIn(recommendation, override.option, currency) ?? 'no estimate, because it was ruled out';
    const instead = choice === null ? 'no option fits' : `*${shortTitle(choice.option)}*`;
    const insteadCost = choice && costIn(recommendation, choice.option);
    return `The team's choice · ${cost}\nRecommended: ${instead}${insteadCost ? ` · ${insteadCost}` : ''}`;
  }
  if (needsFacts(review)) return `_Needs facts_ · ${openWords(recommendation)}`;
  if (choice === null) return escapeWithin(impasse(recommendation), LINE_MAX);
  const line = escapeWithin(
    writeHeadline(recommendation, bold, (sure) => `_${sure}_`),
    LINE_MAX,
  );
  // A decision is quiet.
  if (review.state !== 'proposed') return line;
  const why = sizeQuestions(review).length > 0 ? undefined : beyondUnknown(choice);
  const more = [usersFeel(choice), why].flatMap((each) => (each === undefined ? [] : [escapeWithin(each, LINE_MAX)]));
  return [line, ...more].join('\n');
}

const bold = (text: string): string => `*${text}*`;

/** What the size of an open review waits for; none where it is known, where no answer would settle it, or the option isn't known yet. */
export function sizeQuestions(review: Answered): readonly WorkloadField[] {
  const { choice } = review.latest.recommendation;
  if (choice?.sizing?.basis !== 'unknown' || review.state !== 'proposed' || needsFacts(review)) return [];
  return choice.sizing.needs;
}

const costOf = ({ costs }: Recommendation, option: OptionCost['option']): OptionCost | undefined =>
  costs.find((candidate) => candidate.option === option);

/** "*$357 per month* ($300–$535)", "*from $172 per month*"; undefined where no price is known. */
function costIn(
  recommendation: Recommendation,
  option: OptionCost['option'],
  currency?: PricesUsed['currency'],
): string | undefined {
  const cost = costOf(recommendation, option);
  if (cost === undefined) return undefined;
  const brief = writeBriefCost(cost);
  return writeTotal(cost, bold, currency) ?? (brief && bold(brief));
}

/** "real-time, serverless and asynchronous are open" */
function openWords(recommendation: Recommendation): string {
  const open = openOptionsOf(recommendation).map(shortTitle);
  if (open.length === INFERENCE_OPTIONS.length) return 'all four options are open';
  const last = open.at(-1) ?? '';
  return open.length === 1 ? `${last} is open` : `${open.slice(0, -1).join(', ')} and ${last} are open`;
}
