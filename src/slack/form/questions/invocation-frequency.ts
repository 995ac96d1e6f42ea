import { choiceQuestion } from '../choice-question.ts';
import { forSeveral, modelCountOf } from '../relevance.ts';

export const invocationFrequency = choiceQuestion({
  id: 'invocation-frequency',
  fields: ['modelInvocationFrequency'],
  place: (draft) => forSeveral(modelCountOf(draft)),
  label: 'How often is a typical one of them called?',
  look: 'menu',
  choices: [
    {
      value: 'frequent',
      text: 'Often',
      description: 'Most models are in use most of the time',
      states: { modelInvocationFrequency: 'frequent' },
    },
    {
      value: 'rare',
      text: 'Rarely',
      description: 'Long pauses between two calls of the same model',
      states: { modelInvocationFrequency: 'rare' },
    },
  ],
});
