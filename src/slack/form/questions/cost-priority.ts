import { choiceQuestion } from '../choice-question.ts';

export const costPriority = choiceQuestion({
  id: 'cost-priority',
  fields: ['costPriority'],
  place: () => 'more',
  label: 'What weighs more, cost or speed?',
  look: 'menu',
  choices: [
    {
      value: 'lowest-cost',
      text: 'The lowest cost',
      description: 'Slower is fine, as long as the needs are met',
      states: { costPriority: 'lowest-cost' },
    },
    {
      value: 'balanced',
      text: 'A balance',
      description: 'A little more money for a simpler or quicker way',
      states: { costPriority: 'balanced' },
    },
    {
      value: 'performance',
      text: 'Speed',
      description: 'Quick and always ready, even where it costs more',
      states: { costPriority: 'performance' },
    },
  ],
});
