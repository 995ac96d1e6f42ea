import { choiceQuestion } from '../choice-question.ts';
import { containerCountOf, forSeveral } from '../relevance.ts';

export const containerOrder = choiceQuestion({
  id: 'container-order',
  fields: ['containerInvocation'],
  place: (draft) => forSeveral(containerCountOf(draft)),
  label: 'In sequence, or does the caller pick one?',
  look: 'menu',
  choices: [
    {
      value: 'serial',
      text: 'In sequence',
      description: 'Every request passes all containers, in order',
      states: { containerInvocation: 'serial' },
    },
    {
      value: 'direct',
      text: 'The caller picks one',
      description: 'Each request names the container that is to answer',
      states: { containerInvocation: 'direct' },
    },
  ],
});
