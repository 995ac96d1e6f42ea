import { answerTo } from '../draft.ts';
import { forRequests } from '../relevance.ts';
import { yesNoQuestion } from '../yes-no-question.ts';

export const predictable = yesNoQuestion({
  id: 'predictable',
  field: 'trafficPredictable',
  place: (draft) => (answerTo(draft, 'traffic') === 'known-hours' ? 'nowhere' : forRequests('more', draft)),
  label: 'Are the busy times known in advance?',
  hint: 'Office hours, month end, a campaign: capacity can then be ready before the rush.',
});
