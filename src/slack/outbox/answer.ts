import type { Advisor, Compared } from '../../advice/advisor.ts';
import { compareInstances } from '../../advice/instances.ts';
import { findSavings } from '../../advice/savings.ts';
import { isGroup } from '../../policy/team-rules.ts';
import { DEFAULT_REGION, type Recommendation } from '../../recommender/index.ts';
import { namedByRules } from '../../reviews/approvals.ts';
import { type History, historyLines } from '../../reviews/history.ts';
import type { NamedReview, Review } from '../../reviews/record.ts';
import type { Deciders } from '../../settings/config.ts';
import { type Ask, readAsk } from '../../wording/read-ask.ts';
import { readLimit } from '../../wording/read-limit.ts';
import { type Changes, readConditions, readWhatIf, type WhatIf } from '../../wording/read-what-if.ts';
import type { Message } from '../render/message.ts';
import { buildAssumptions } from '../render/thread/assumptions.ts';
import { buildCheaper, buildCostAnswer } from '../render/thread/costs.ts';
import { buildDeciders, type Deciding } from '../render/thread/deciders.ts';
import { buildCode, buildDeployment, type Tags } from '../render/thread/deploy.ts';
import { buildSources, buildStated } from '../render/thread/details.ts';
import {
  buildAnother,
  buildConcernOffer,
  buildNoChange,
  buildNotUnderstood,
  buildPlainAnswer,
  buildThreadHelp,
} from '../render/thread/help.ts';
import { buildChanges, buildHistory } from '../render/thread/history.ts';
import { buildInstances } from '../render/thread/instances.ts';
import { buildLimits } from '../render/thread/limits.ts';
import { buildCount, buildInstance, buildScaling, buildWarnings } from '../render/thread/sizing.ts';
import { buildStanding } from '../render/thread/standing.ts';
import { buildWhatIf, leftOutLines, withConditions, withLeftOut } from '../render/thread/what-if.ts';
import { buildCompare, buildWhy, buildWhyNot } from '../render/thread/why-not.ts';
import type { PostingWorkspace } from './posts.ts';

interface Asked {
  /** Without the bot's name. */
  words: string;
  review: NamedReview;
  botUserId: string;
  /** Answers what the question supposes. */
  advisor: Advisor;
  team: TeamAround;
  /** Stores a change for the button that makes it a revision. Returns its id. */
  store: (changes: Changes) => Promise<string>;
}

/** What is known of a review's team and past, looked up where a question is about it. */
export interface TeamAround {
  history: () => Promise<History>;
  /** Who may decide, where no rule says more. */
  deciders: Deciders;
  /** The people in a user group; null where Slack doesn't tell. */
  group: PostingWorkspace['group'];
  /** The handles of user groups by their ids. */
  handles: PostingWorkspace['handles'];
  /** What tags code with the review. */
  tags: () => Promise<Tags>;
}

interface Look {
  /** False leaves out the tables, which older surfaces refuse. */
  table?: boolean;
  /** False leaves out the charts, which not every workspace has. */
  chart?: boolean;
  /** False puts code into the message, where it fits. */
  files?: boolean;
}

/** Answers a question in a review's thread: reads it, asks the advisor, and has what came of it rendered. */
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

async function answerChange({ review, advisor, store }: Asked, { changes, ...read }: WhatIf): Promise<Message> {
  const { latest, state } = review;
  const compared = advisor.whatIf(latest.recommendation, changes);
  if (state !== 'proposed') return buildWhatIf({ ...compared, ...read });
  const whatIfId = await store(changes);
  return buildWhatIf({ ...compared, ...read, offer: { whatIfId, revision: latest.revision + 1 } });
}

async function answerQuestion(asked: Asked, ask: Ask, look: Look): Promise<Message> {
  const { review, words, botUserId, advisor } = asked;
  if (ask.kind === 'what-if' || ask.kind === 'other') return buildNotUnderstood(words);
  if (ask.kind === 'help') return buildThreadHelp(botUserId);
  if (ask.kind === 'standing') return buildStanding(review);
  if (ask.kind === 'deciders') return buildDeciders(review, await findDeciding(review, asked.team));
  if (ask.kind === 'history') return buildHistory(review, historyLines(await asked.team.history()));
  if (ask.kind === 'changes') return buildChanges((await asked.team.history()).revisions, ask.revisions);
  if (ask.kind === 'limits') return buildLimits(readLimit(words), review.latest.recommendation.workload);
  if (ask.kind === 'another') return buildAnother();
  if (ask.kind === 'concern') return buildConcernOffer(review, words);
  const { recommendation } = review.latest;
  const read = readConditions(ask.words, words, recommendation.workload);
  if (!read.ok && read.kind === 'refused') return buildPlainAnswer(read.text);
  if (!read.ok)
    return withLeftOut(await answerAbout(ask, { ...asked, recommendation, look }), unreadCondition(ask.words, words));
  const { ignored, questions, changes } = read.whatIf;
  const { compared, note } = suppose(advisor, recommendation, changes, { isPriced: ask.kind === 'cost' });
  const supposed = compared?.after ?? recommendation;
  const message = await answerAbout(ask, { ...asked, recommendation: supposed, compared, look });
  return withConditions(message, { compared, note, ignored, questions });
}

/** Looks up the people in the user groups that may decide or approve. */
export async function findDeciding(
  review: Review,
  { deciders, group, handles }: Pick<TeamAround, 'deciders' | 'group' | 'handles'>,
): Promise<Deciding> {
  const named = [...namedByRules(review), ...(typeof deciders === 'string' ? [] : deciders)];
  const ids = [...new Set(named.filter(isGroup))];
  const [known, ...members] = await Promise.all([handles(ids), ...ids.map((id) => group(id).catch(() => null))]);
  return { deciders, handles: known, groups: new Map(ids.map((id, at) => [id, members[at] ?? null])) };
}

/** What to say where a question has a condition with a number that wasn't understood. */
function unreadCondition(condition: string, words: string): string[] {
  if (!/\bif\b/i.test(words) || !/\d/.test(condition)) return [];
  return leftOutLines({ ignored: condition, questions: '' });
}

/** `isPriced`: without a Region that has no prices, which the note then says. Better than no estimate. */
function suppose(
  advisor: Advisor,
  given: Recommendation,
  changes: Changes,
  { isPriced }: { isPriced: boolean },
): { compared?: Compared; note: string } {
  const { region, ...elsewhere } = changes;
  const compared = advisor.whatIf(given, changes);
  if (!isPriced || typeof region !== 'string' || hasTotal(compared.after)) return { compared, note: '' };
  const priced = advisor.whatIf(given, elsewhere);
  if (!hasTotal(priced.after)) return { compared, note: '' };
  const note = `I have no prices for ${region}; these are for ${given.workload.region ?? DEFAULT_REGION}.`;
  return Object.keys(elsewhere).length === 0 ? { note } : { compared: priced, note };
}

const hasTotal = ({ choice, costs }: Recommendation): boolean =>
  choice === null || costs.some(({ option, monthlyUsd }) => option === choice.option && monthlyUsd !== null);

interface About extends Pick<Asked, 'review' | 'words' | 'advisor' | 'team'> {
  /** With what the question supposes. */
  recommendation: Recommendation;
  /** Without what the question supposes and with it; absent where it supposes nothing. */
  compared?: Compared | undefined;
  look: Look;
}

type Question = Exclude<Ask, { kind: 'what-if' | 'other' }>;

async function answerAbout(ask: Question, about: About): Promise<Message> {
  const { recommendation, compared, review, words, advisor, look } = about;
  switch (ask.kind) {
    case 'why-not':
      return buildWhyNot(recommendation, ask.subject);
    case 'why':
      return buildWhy(recommendation);
    case 'compare':
      return buildCompare(recommendation, { ...look, options: ask.options });
    case 'assumptions':
      return buildAssumptions(recommendation);
    case 'cost': {
      if (ask.about === 'cheaper') return buildCheaper(findSavings(advisor, recommendation));
      const curve = advisor.curveOf(recommendation);
      return buildCostAnswer({ recommendation, compared, about: ask.about, options: ask.options, words, curve, look });
    }
    case 'instance':
      return ask.named.length === 0
        ? buildInstance(recommendation)
        : buildInstances(recommendation, compareInstances(advisor, recommendation, ask.named));
    case 'count':
      return buildCount(recommendation);
    case 'scaling':
      return buildScaling(recommendation, words);
    case 'warnings':
      return buildWarnings(recommendation);
    case 'deploy':
      return deploy(ask.format, about);
    case 'sources':
      return buildSources(recommendation);
    case 'stated':
      return buildStated({ ...review.latest, recommendation });
    case 'help':
    case 'standing':
    case 'deciders':
    case 'history':
    case 'changes':
    case 'limits':
    case 'another':
    case 'concern':
      throw new Error(`A question about ${ask.kind} has no conditions`);
  }
}

/** The code where a format is named, and otherwise the button that asks for one. What is only supposed has no code yet. */
async function deploy(
  format: Extract<Ask, { kind: 'deploy' }>['format'],
  { review, recommendation, compared, team, look }: About,
): Promise<Message> {
  const isSupposed = compared !== undefined;
  if (format !== undefined && !isSupposed) {
    const code = await buildCode(review, { format, tags: await team.tags(), asFiles: look.files !== false });
    if (code !== undefined) return code;
  }
  return buildDeployment({ ...review, latest: { ...review.latest, recommendation } }, { isSupposed });
}
