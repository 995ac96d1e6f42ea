import { choiceQuestion } from '../choice-question.ts';
import { rareForStoredData } from '../relevance.ts';

export const streaming = choiceQuestion({
  id: 'streaming',
  fields: ['requiresStreaming'],
  place: rareForStoredData,
  label: 'Is the answer streamed?',
  look: 'menu',
  choices: [
    {
      value: 'none',
      text: 'No',
      description: 'It arrives as a whole',
      states: { requiresStreaming: 'none' },
    },
    {
      value: 'response',
      text: 'Yes, the answer',
      description: 'Token by token, or in parts, while it is being made',
      states: { requiresStreaming: 'response' },
    },
    {
      value: 'bidirectional',
      text: 'Yes, both ways',
      description: 'Request and answer flow at once, as with live audio',
      states: { requiresStreaming: 'bidirectional' },
    },
  ],
});
