import { choiceQuestion } from '../choice-question.ts';
import { rareForStoredData } from '../relevance.ts';

export const availability = choiceQuestion({
  id: 'availability',
  fields: ['availability'],
  place: rareForStoredData,
  label: 'Must it survive the loss of a data centre?',
  look: 'menu',
  choices: [
    {
      value: 'multi-az',
      text: 'Yes, at least two instances',
      description: 'In different Availability Zones (separate AWS data centres)',
      states: { availability: 'multi-az' },
    },
    {
      value: 'single-instance',
      text: 'No, one instance is enough',
      description: 'A failed instance is replaced within minutes',
      states: { availability: 'single-instance' },
    },
  ],
});
