import { recommend } from '../../../recommender/index.ts';
import type { Review } from '../../../reviews/record.ts';
import { type Ask, readAsk, subjectIn } from '../../../wording/read-ask.ts';
import { readWhatIf, type WhatIf } from '../../../wording/read-what-if.ts';
import { tidy } from '../../../wording/text.ts';
import type { Message } from '../message.ts';
import { buildAssumptions } from './assumptions.ts';
import { buildCosts } from './costs.ts';
import { buildNotUnderstood, buildPlainAnswer, buildThreadHelp } from './help.ts';
import { buildWhatIf } from './what-if.ts';
import { buildCompare, buildWhy, buildWhyNot } from './why-not.ts';

interface Asked {
  /** Without the bot's name. */
  words: string;
  review: Review;
  botUserId: string;
  /** Stores a change for the button that makes it a revision, and answers its id. */
  store: (changes: WhatIf['changes']) => Promise<string>;
}

/** What the bot says to a question in a review's thread. `table` false leaves out what older surfaces refuse. */
export async function answerAsk(asked: Asked, options: { table?: boolean } = {}): Promise<Message> {
  const { review, words, botUserId } = asked;
  const { recommendation } = review.latest;
  const ask = readAsk(words);
  switch (ask.kind) {
    case 'what-if':
    case 'other':
      return answerWhatIf(asked, ask);
    case 'why-not':
      return buildWhyNot(recommendation, ask.subject);
    case 'why':
      return buildWhy(recommendation);
    case 'compare':
      return buildCompare(recommendation, options);
    case 'assumptions':
      return buildAssumptions(recommendation);
    case 'cost':
      return buildCosts(recommendation);
    case 'help':
      return buildThreadHelp(botUserId);
  }
}

async function answerWhatIf(asked: Asked, ask: Extract<Ask, { words: string }>): Promise<Message> {
  const { review, botUserId } = asked;
  const { recommendation: before } = review.latest;
  const read = readWhatIf(ask.words, before.workload);
  if (read.ok && (ask.kind === 'what-if' || read.whatIf.ignored === '')) return answerChange(asked, read.whatIf);
  if (!read.ok && read.kind === 'refused') return buildPlainAnswer(read.text);
  if (!read.ok && read.kind === 'unchanged') return buildPlainAnswer('That is what the review states already.');
  // "What if we use serverless" asks why it is not so.
  const subject = subjectIn(tidy(ask.words));
  return ask.kind === 'what-if' && subject !== undefined
    ? buildWhyNot(before, subject)
    : buildNotUnderstood(asked.words, botUserId);
}

async function answerChange({ review, store }: Asked, { changes, workload, ignored }: WhatIf): Promise<Message> {
  const { recommendation: before, revision } = review.latest;
  const after = recommend(workload);
  if (review.state !== 'proposed') return buildWhatIf({ before, after, ignored });
  const whatIfId = await store(changes);
  return buildWhatIf({ before, after, ignored, offer: { whatIfId, revision: revision + 1 } });
}
