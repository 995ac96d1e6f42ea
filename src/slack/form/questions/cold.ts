import { choiceQuestion } from '../choice-question.ts';
import { forRequests } from '../relevance.ts';

export const cold = choiceQuestion({
  id: 'cold',
  fields: ['coldStarts'],
  place: (draft) => forRequests('first', draft),
  label: 'After a quiet spell, the first answer may be',
  look: 'menu',
  choices: [
    {
      value: 'never-slow',
      text: 'Never slow',
      description: 'As quick as any other',
      states: { coldStarts: 'unacceptable' },
    },
    {
      value: 'seconds-late',
      text: 'Some seconds late',
      description: 'A cold start: the container and the model are loaded first',
      states: { coldStarts: 'acceptable' },
    },
    {
      value: 'minutes-late',
      text: 'Minutes late, or fail and be retried',
      description: 'An instance has to start first, and the caller can try again',
      states: { coldStarts: 'minutes-acceptable' },
    },
  ],
});
