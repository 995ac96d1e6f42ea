import { mrkdwn } from '../block-kit/text.ts';
import { COMMAND } from '../ids.ts';
import type { Message } from '../message/review-card.ts';

const FIRST_EXAMPLE = 'fraud-scoring 3 MB within 300 ms, steady, 50 rps';

const EXAMPLES: readonly [words: string, meaning: string][] = [
  [FIRST_EXAMPLE, 'a caller waits on the line'],
  ['ct-scans 500 MB within 15 min, sporadic, gpu, 2000/day', 'someone comes back for the answer'],
  ['churn stored data, 40 GB, every night', 'nobody waits: a job scores the data'],
];

const WORDS: readonly string[] = [
  'Sizes and times have units: `500 MB`, `1.5 GB`, `300 ms`, `15 min`. `overnight` is 12 hours. Decimals take a point.',
  '`rps` is the busiest second, `a day` and `a month` are averages, `at once` is how many arrive together.',
  '`steady`, `variable` and `sporadic` say how the requests come; `gpu`, `no gpu` and `vpc` say what the model needs.',
  'The first words that are none of these become the name; the rest goes into the description.',
];

/** The private answer to the command's `help`: three examples, and what the words mean. */
export function buildHelp(): Message {
  const opening = `\`${COMMAND}\` asks about your model and recommends how to serve it on Amazon SageMaker AI. Words after it fill in the form:`;
  const examples = EXAMPLES.map(([words, meaning]) => `• \`${COMMAND} ${words}\`: ${meaning}`);
  const words = WORDS.map((word) => `• ${word}`);
  const closing = 'The answer is posted in the channel, for everyone to discuss in its thread.';
  return {
    text: `${COMMAND} asks about your model and recommends how to serve it. Example: ${COMMAND} ${FIRST_EXAMPLE}`,
    blocks: [
      { type: 'section', text: mrkdwn([opening, ...examples].join('\n')) },
      { type: 'section', text: mrkdwn(['*What the words mean*', ...words].join('\n')) },
      { type: 'section', text: mrkdwn(closing) },
    ],
  };
}
