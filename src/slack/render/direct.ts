import type { OpenQuestion, Recommendation, WorkloadField } from '../../recommender/index.ts';
import { answerLine } from '../../wording/answer-line.ts';
import { policyWords } from '../../wording/differences.ts';
import { type Heard, writeReading } from '../../wording/heard.ts';
import { readTyped } from '../../wording/read-words.ts';
import { writeFact } from '../../wording/sentences.ts';
import { besideWords } from '../../wording/uncounted.ts';
import { ACTIONS } from '../ids.ts';
import { button, context, say, section } from './blocks.ts';
import { outcomeLine } from './message/answer.ts';
import type { Message, MessageBlock } from './message.ts';
import { clip, escapeWithin, joinLines } from './mrkdwn.ts';
import { type FormWords, fitsButton, formButton, readerLine } from './notices.ts';
import { readingLine } from './thread/details.ts';

const LINE_MAX = 700;
/** Slack takes 3,000 characters in a section. */
const TEXT_MAX = 2900;
const ABOUT_MAX = 100;
const CHOICES_MAX = 6;

interface Told {
  words: string;
  heard: Heard;
  recommendation: Recommendation;
  carried: FormWords;
  /** Who helped to read the words, or why nobody did. Absent: the rules alone read. */
  reader: string | undefined;
}

/** The short answer to a workload in words: option, size and cost, and what was and wasn't understood. */
export function buildDirectRecommendation({ words, heard, recommendation, carried, reader }: Told): Message {
  const answer = escapeWithin(answerLine(besideWords(recommendation, heard)), LINE_MAX);
  const reading = writeReading(heard, { max: LINE_MAX }).map((line) => readingLine(line, LINE_MAX));
  const policy = policyWords(recommendation).map((line) => escapeWithin(line, LINE_MAX));
  const { questions: asked = [] } = recommendation;
  const next =
    'Ask next: `what if twice the traffic`, `cheaper?`, `compare`. For a review that your team can decide on, open the form.';
  return {
    text: [answer, ...policy, ...reading].join('\n'),
    blocks: [
      section(joinLines([`*${answer}*`, ...policy, ...reading], TEXT_MAX)),
      ...asked.flatMap((question) => choicesOf(question, words)).slice(0, CHOICES_MAX),
      ...readerLine(reader),
      context(next),
      formButton(carried),
    ],
  };
}

/** What each answer leads to, with a button that opens the form with it. */
function choicesOf({ field: asked, answers }: OpenQuestion, words: string): MessageBlock[] {
  return answers.flatMap(({ field = asked, values, option, cost }) => {
    const [value] = values;
    if (value === undefined) return [];
    const fact = writeFact(field, value);
    const filled = withFact(words, field, value);
    const filling = filled === undefined ? undefined : button(ACTIONS.fillForm, clip(fact, 70), filled);
    return [section(outcomeLine(escapeWithin(fact, LINE_MAX), { option, cost }), filling)];
  });
}

/** The words with a fact after them, where they read back as it and fit a button. */
function withFact(words: string, field: WorkloadField, value: string | number | boolean): string | undefined {
  const filled = `${words}\n${writeFact(field, value)}`;
  return fitsButton(filled) && readTyped(filled).says[field] === value ? filled : undefined;
}

/** An answer with the form beside it. `about`: the words that it is about, where they were said before. */
export function buildDirectReply({ text, blocks }: Message, carried: FormWords, about?: string): Message {
  const quoted = about === undefined ? [] : [context(`About “${escapeWithin(about.replace(/\s+/g, ' '), ABOUT_MAX)}”`)];
  return { text, blocks: [...quoted, ...blocks, formButton(carried)] };
}

export function buildWhichWorkload(): Message {
  const text =
    'Which workload? Describe it in one message, such as `llama 3 8b, 2M requests per month`, or open the form.';
  return say(text, formButton(undefined));
}
