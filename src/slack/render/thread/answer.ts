import { type Recommendation, recommendAgain } from '../../../recommender/index.ts';
import type { NamedReview } from '../../../reviews/record.ts';
import { chipIn } from '../../../wording/ask-words.ts';
import { describeChanges, describeOutcome } from '../../../wording/differences.ts';
import { type Ask, readAsk } from '../../../wording/read-ask.ts';
import { type Changes, readConditions, readWhatIf, type WhatIf } from '../../../wording/read-what-if.ts';
import { stateWords } from '../message/section.ts';
import { concernsSection, contextSection, standingSection } from '../message/standing.ts';
import type { Message, MessageBlock } from '../message.ts';
import { escapeWithin, mrkdwn } from '../mrkdwn.ts';
import { buildAssumptions } from './assumptions.ts';
import { buildCostAnswer } from './costs.ts';
import { buildDeployment } from './deploy.ts';
import { buildSources, buildStated } from './details.ts';
import { buildAnother, buildNoChange, buildNotUnderstood, buildPlainAnswer, buildThreadHelp } from './help.ts';
import { buildCount, buildInstance, buildScaling, buildWarnings } from './sizing.ts';
import { buildWhatIf, leftOutLines } from './what-if.ts';
import { buildCompare, buildLimits, buildWhy, buildWhyNot } from './why-not.ts';

interface Asked {
  /** Without the bot's name. */
  words: string;
  review: NamedReview;
  botUserId: string;
  /** Stores a change for the button that makes it a revision. Returns its id. */
  store: (changes: Changes) => Promise<string>;
}

interface Look {
  /** False leaves out the tables, which older surfaces refuse. */
  table?: boolean;
  /** False leaves out the charts, which not every workspace has. */
  chart?: boolean;
}

/** Answers a question in a review's thread. */
export async function answerAsk(asked: Asked, look: Look = {}): Promise<Message> {
  const ask = readAsk(asked.words);
  if (ask.kind !== 'what-if' && ask.kind !== 'other') return answerQuestion(asked, ask, look);
  const read = readWhatIf(ask.words, asked.review.latest.workload);
  if (read.ok && (ask.kind === 'what-if' || mayBeChange(ask, read.whatIf))) return answerChange(asked, read.whatIf);
  if (ask.kind === 'what-if' && ask.otherwise.kind !== 'other') {
    if (read.ok || read.kind !== 'refused') return answerQuestion(asked, ask.otherwise, look);
  }
  if (!read.ok && read.kind === 'refused' && (ask.kind === 'what-if' || ask.mayChange))
    return buildPlainAnswer(read.text);
  if (!read.ok && read.kind === 'unchanged' && (ask.kind === 'what-if' || ask.mayChange))
    return buildPlainAnswer('The review already says that.');
  return ask.kind === 'what-if' ? buildNoChange() : buildNotUnderstood(asked.words);
}

/** With more other words than this, a change is small talk: "does anyone know a good restaurant in Tokyo". */
const UNREAD_MAX = 1;

/** Returns whether a change without "what if" is what was asked, and not the words beside it. */
function mayBeChange({ mayChange }: Extract<Ask, { kind: 'other' }>, { changes, unread }: WhatIf): boolean {
  if (!mayChange) return unread === 0;
  return unread <= UNREAD_MAX || Object.values(changes).some((value) => typeof value === 'number' || value === null);
}

async function answerChange({ review, store }: Asked, whatIf: WhatIf): Promise<Message> {
  const { changes, workload, ignored, questions } = whatIf;
  const { latest, state } = review;
  const before = latest.recommendation;
  const after = recommendAgain(before, workload);
  if (state !== 'proposed') return buildWhatIf({ before, after, ignored, questions });
  const whatIfId = await store(changes);
  return buildWhatIf({ before, after, ignored, questions, offer: { whatIfId, revision: latest.revision + 1 } });
}

type Question = Exclude<Ask, { kind: 'what-if' | 'other' }>;

async function answerQuestion({ review, words, botUserId }: Asked, ask: Ask, look: Look): Promise<Message> {
  if (ask.kind === 'what-if' || ask.kind === 'other') return buildNotUnderstood(words);
  if (ask.kind === 'help') return buildThreadHelp(botUserId);
  if (ask.kind === 'standing') return buildStanding(review);
  if (ask.kind === 'limits') return buildLimits(review.latest.recommendation, words);
  if (ask.kind === 'another') return buildAnother();
  const before = review.latest.recommendation;
  const read = readConditions(ask.words, words, before.workload);
  if (!read.ok && read.kind === 'refused') return buildPlainAnswer(read.text);
  if (!read.ok)
    return withLeftOut(
      await answerAbout(ask, { recommendation: before, review, words, before, look }),
      unreadCondition(ask.words, words),
    );
  const { whatIf, note } = ask.kind === 'cost' ? priced(before, read.whatIf) : { whatIf: read.whatIf, note: '' };
  const isChanged = Object.keys(whatIf.changes).length > 0;
  const after = isChanged ? recommendAgain(before, whatIf.workload) : before;
  const message = await answerAbout(ask, { recommendation: after, review, words, before, look });
  return withConditions(message, { before, after, whatIf, note });
}

/** What to say where a question has a condition with a number that wasn't understood. */
function unreadCondition(condition: string, words: string): string[] {
  if (!/\bif\b/i.test(words) || !/\d/.test(condition)) return [];
  return leftOutLines({ ignored: condition, questions: '' });
}

interface Supposed {
  whatIf: WhatIf;
  /** What was left out, to be said first; '' for nothing. */
  note: string;
}

/** Prices the workload without a Region that has no prices, and says so: better than no estimate. */
function priced(before: Recommendation, whatIf: WhatIf): Supposed {
  const current = before.workload;
  const { region, ...changes } = whatIf.changes;
  if (typeof region !== 'string' || hasTotal(recommendAgain(before, whatIf.workload))) return { whatIf, note: '' };
  const { region: _, ...elsewhere } = whatIf.workload;
  const workload = current.region === undefined ? elsewhere : { ...elsewhere, region: current.region };
  if (!hasTotal(recommendAgain(before, workload))) return { whatIf, note: '' };
  const note = `I have no prices for ${region}; these are for ${current.region ?? DEFAULT_REGION}.`;
  return { whatIf: { ...whatIf, changes, workload }, note };
}

/** The Region that is assumed where none is stated. */
const DEFAULT_REGION = 'us-east-1';

const hasTotal = ({ choice, costs }: Recommendation): boolean =>
  choice === null || costs.some(({ option, monthlyUsd }) => option === choice.option && monthlyUsd !== null);

interface About {
  /** With what the question supposes. */
  recommendation: Recommendation;
  review: NamedReview;
  words: string;
  /** Without what the question supposes. */
  before: Recommendation;
  look: Look;
}

async function answerAbout(ask: Question, { recommendation, review, words, before, look }: About): Promise<Message> {
  switch (ask.kind) {
    case 'why-not':
      return buildWhyNot(recommendation, ask.subject);
    case 'why':
      return buildWhy(recommendation);
    case 'compare':
      return buildCompare(recommendation, { ...look, options: ask.options });
    case 'assumptions':
      return buildAssumptions(recommendation);
    case 'cost':
      return buildCostAnswer({ recommendation, before, about: ask.about, options: ask.options, words, look });
    case 'instance':
      return onChip(recommendation, words);
    case 'count':
      return buildCount(recommendation);
    case 'scaling':
      return buildScaling(recommendation, words);
    case 'warnings':
      return buildWarnings(recommendation);
    case 'deploy':
      return buildDeployment(
        { ...review, latest: { ...review.latest, recommendation } },
        { isSupposed: recommendation !== before },
      );
    case 'sources':
      return buildSources(recommendation);
    case 'stated':
      return buildStated({ ...review.latest, recommendation });
    case 'help':
    case 'standing':
    case 'limits':
    case 'another':
      throw new Error(`A question about ${ask.kind} has no conditions`);
  }
}

/** "Will it fit on an L4?": the smallest instance that has the chip, as if it had been named. */
function onChip(recommendation: Recommendation, words: string): Message {
  const chip = chipIn(words);
  if (chip === undefined || recommendation.choice === null) return buildInstance(recommendation);
  const after = recommendAgain(recommendation, { ...recommendation.workload, instanceType: chip.instanceType });
  return buildInstance(after, chip);
}

const CHANGES_MAX = 600;
const OUTCOME_MAX = 300;

interface Conditions extends Supposed {
  before: Recommendation;
  after: Recommendation;
}

/** Puts what a question supposes before the answer, and what was left out of it after. */
function withConditions(message: Message, { before, after, whatIf, note }: Conditions): Message {
  const changes = escapeWithin(describeChanges(before, after), CHANGES_MAX);
  const isOther = before.choice?.option !== after.choice?.option;
  const outcome = escapeWithin(describeOutcome(before.choice, after.choice), OUTCOME_MAX);
  const first = [
    ...(before === after ? [] : [`*With:* ${changes}`]),
    ...(isOther ? [`*Then:* ${outcome}`] : []),
    ...(note === '' ? [] : [escapeWithin(note, OUTCOME_MAX)]),
  ];
  const { text, blocks } = withLeftOut(message, leftOutLines(whatIf));
  const said = before === after ? text : `With ${changes}: ${text}`;
  return { text: note === '' ? said : `${note} ${said}`, blocks: [...sectionOf(first), ...blocks] };
}

const withLeftOut = ({ text, blocks }: Message, lines: readonly string[]): Message => ({
  text,
  blocks: [...blocks, ...sectionOf(lines)],
});

const sectionOf = (lines: readonly string[]): MessageBlock[] =>
  lines.length === 0 ? [] : [{ type: 'section', text: mrkdwn(lines.join('\n')) }];

/** Requester, decision, state, owner, due date and open concerns. */
function buildStanding(card: NamedReview): Message {
  const look = { table: false };
  const missing = missingOf(card);
  return {
    text: `${stateWords(card)}.`,
    blocks: [
      ...contextSection.build(card, look),
      ...standingSection.build(card, look),
      ...concernsSection.build(card, look),
      ...(missing === undefined ? [] : [{ type: 'section' as const, text: mrkdwn(missing) }]),
    ],
  };
}

/** The owner or due date that is missing, and where to set it. */
function missingOf({ state, deciderId, decideBy }: NamedReview): string | undefined {
  if (state !== 'proposed' || (deciderId !== null && decideBy !== null)) return undefined;
  const what = [...(deciderId === null ? ['owner'] : []), ...(decideBy === null ? ['due date'] : [])].join(' or ');
  return `Nobody has decided yet. No ${what} is set: choose *Set owner and due date* in the review's menu.`;
}
