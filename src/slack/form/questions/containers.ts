import { type Choice, choiceQuestion } from '../choice-question.ts';

/** AWS lets at most 15 containers share an endpoint, and so does the workload. */
const CONTAINERS_MAX = 15;

const COUNTS: readonly Choice[] = Array.from({ length: CONTAINERS_MAX }, (_, index) => {
  const count = index + 1;
  return {
    value: String(count),
    text: count === 1 ? '1 container' : `${count} containers`,
    states: { containerCount: count },
  };
});

export const containers = choiceQuestion({
  id: 'containers',
  fields: ['containerCount'],
  place: () => 'more',
  label: 'How many containers take part?',
  hint: 'For example one that prepares the input and one with the model: 2.',
  look: 'menu',
  dispatches: true,
  choices: COUNTS,
});
