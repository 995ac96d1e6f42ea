import { choiceQuestion } from '../choice-question.ts';
import { forRequests } from '../relevance.ts';

export const traffic = choiceQuestion({
  id: 'traffic',
  fields: ['trafficPattern', 'trafficPredictable'],
  place: (draft) => forRequests('first', draft),
  label: 'When do they come?',
  look: 'menu',
  dispatches: true,
  choices: [
    {
      value: 'evenly',
      text: 'All day, evenly',
      description: 'About as many in every hour',
      states: { trafficPattern: 'steady' },
    },
    {
      value: 'up-and-down',
      text: 'Up and down',
      description: 'Rises and falls, but is seldom idle',
      states: { trafficPattern: 'variable' },
    },
    {
      value: 'long-gaps',
      text: 'Long gaps',
      description: 'Idle for long stretches, nobody knows when',
      states: { trafficPattern: 'intermittent' },
    },
    {
      value: 'known-hours',
      text: 'Known hours',
      description: 'Idle outside hours that are known, such as Mon–Fri 8–18',
      states: { trafficPattern: 'intermittent', trafficPredictable: true },
    },
  ],
});
