import type { Advisor, Compared } from '../../advice/advisor.ts';
import { compareInstances } from '../../advice/instances.ts';
import { findSavings } from '../../advice/savings.ts';
import type { ModelReader } from '../../model-reader/index.ts';
import { isGroup } from '../../policy/team-rules.ts';
import { DEFAULT_REGION, type Recommendation, WORKLOAD_FIELDS, type Workload } from '../../recommender/index.ts';
import { namedByRules } from '../../reviews/approvals.ts';
import { type History, historyLines } from '../../reviews/history.ts';
import type { NamedReview, Review } from '../../reviews/record.ts';
import type { Deciders } from '../../settings/config.ts';
import { addressesReader } from '../../wording/addresses-reader.ts';
import type { ReviewAsk } from '../../wording/ask-words.ts';
import type { Proposed } from '../../wording/proposed.ts';
import { weighAsk } from '../../wording/proposed-ask.ts';
import { type Ask, readAsk } from '../../wording/read-ask.ts';
import { readLimit } from '../../wording/read-limit.ts';
import { type Changes, readConditions, readWhatIf, type WhatIf } from '../../wording/read-what-if.ts';
import { isGreeting } from '../../wording/thanks.ts';
import type { Message } from '../render/message.ts';
import { asksForAudit, buildHelp, buildWhereAuditsAre, helpSubject, isSubject } from '../render/notices.ts';
import { buildAssumptions } from '../render/thread/assumptions.ts';
import { buildLimits } from '../render/thread/aws-limits.ts';
import { buildCheaper, buildCostAnswer } from '../render/thread/costs.ts';
import { buildDeciders, buildStanding, type Deciding } from '../render/thread/deciders.ts';
import { buildCode, buildDeployment, type Tags } from '../render/thread/deploy.ts';
import { buildSources, buildStated } from '../render/thread/details.ts';
import {
  asksToAct,
  buildAnother,
  buildConcernOffer,
  buildNeedsReview,
  buildNoChange,
  buildNotUnderstood,
  buildPlainAnswer,
  buildThreadGreeting,
  buildThreadHelp,
  withReader,
} from '../render/thread/help.ts';
import { buildChanges, buildHistory } from '../render/thread/history.ts';
import { buildCount, buildInstance, buildInstances, buildScaling, buildWarnings } from '../render/thread/sizing.ts';
import { buildWhatIf, leftOutLines, withConditions, withLeftOut } from '../render/thread/what-if.ts';
import { buildCompare, buildWhy, buildWhyNot } from '../render/thread/why-not.ts';
import { isDecided } from './look.ts';
import type { PostingWorkspace } from './posts.ts';

/** A question, and the answer that it is about. */
interface Asked {
  /** Without the bot's name. */
  words: string;
  given: Recommendation;
  /** Answers what the question supposes. */
  advisor: Advisor;
  /** Null for a workload that is only talked about, as in a direct message. */
  reviewed: Reviewed | null;
  /** Absent: rules alone read the question. */
  reader?: QuestionReader | undefined;
}

/** The review of a workload, and who is around it. */
interface Reviewed {
  review: NamedReview;
  botUserId: string;
  team: TeamAround;
  /** Stores a change for the button that makes it a revision. Returns its id. */
  store: (changes: Changes) => Promise<string>;
}

/** What is known of a review's team and past, looked up where a question is about it. */
export interface TeamAround extends Pick<PostingWorkspace, 'group' | 'handles'> {
  history: () => Promise<History>;
  /** What differs from the review's decision by now. */
  lookAgain: () => Promise<Message>;
  /** Who may decide, where no rule says more. */
  deciders: Deciders;
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
export async function answerAsk(
  { words, advisor, reader, ...reviewed }: Pick<Asked, 'words' | 'advisor' | 'reader'> & Reviewed,
  look: Look = {},
): Promise<Message> {
  if (asksForAudit(words)) return buildWhereAuditsAre();
  const subject = helpSubject(words) ?? '';
  if (isSubject(subject.toLowerCase())) return buildHelp(subject);
  return answerOn({ words, advisor, reader, given: reviewed.review.latest.recommendation, reviewed }, look);
}

/** Answers a question about a workload without a review. No tables and charts: nobody posts again without them. */
export const answerUnreviewed = (asked: Omit<Asked, 'reviewed'>): Promise<Message> =>
  answerOn({ ...asked, reviewed: null }, { table: false, chart: false });

async function answerOn(asked: Asked, look: Look): Promise<Message> {
  if (isGreeting(asked.words) && asked.reviewed !== null) return buildThreadGreeting();
  const ask = readAsk(asked.words);
  const { answer, unsure } = await answerByRules(asked, ask, look);
  return (unsure && (await answerByModel(asked, look, unsure))) ?? answer;
}

/** `unsure`: about what is asked, or about the change that is. */
interface ByRules {
  answer: Message;
  unsure?: 'kind' | 'change';
}

/** The answer to what a language model makes of a question; undefined where it can't say, or the text doesn't prove it. */
async function answerByModel(asked: Asked, look: Look, unsure: ByRules['unsure']): Promise<Message | undefined> {
  const { words, given, reader } = asked;
  const proposed = asksToAct(words) || addressesReader(words) ? undefined : await reader?.propose(words);
  const read = proposed && weighAsk(words, given.workload, proposed);
  if (reader === undefined || read === undefined) return undefined;
  if ('ask' in read && unsure === 'change') return undefined;
  const answer = 'ask' in read ? answerQuestion(asked, read.ask, look) : answerChange(asked, read.whatIf);
  return withReader(await answer, { named: reader.named, quote: read.quote });
}

async function answerByRules(asked: Asked, ask: Ask, look: Look): Promise<ByRules> {
  if (ask.kind !== 'what-if' && ask.kind !== 'other') return { answer: await answerQuestion(asked, ask, look) };
  const read = readWhatIf(ask.words, asked.given.workload);
  if (read.ok && (ask.kind === 'what-if' || mayBeChange(ask, read.whatIf, asked.given.workload)))
    return { answer: await answerChange(asked, read.whatIf) };
  if (ask.kind === 'what-if' && ask.otherwise.kind !== 'other') {
    if (read.ok || read.kind !== 'refused') return { answer: await answerQuestion(asked, ask.otherwise, look) };
  }
  if (!read.ok && read.kind === 'refused' && (ask.kind === 'what-if' || ask.mayChange))
    return { answer: buildPlainAnswer(read.text), unsure: 'change' };
  if (!read.ok && read.kind === 'unchanged' && (ask.kind === 'what-if' || ask.mayChange)) {
    const text = asked.reviewed === null ? 'That changes nothing.' : 'The review already says that.';
    return { answer: buildPlainAnswer(text) };
  }
  return { answer: ask.kind === 'what-if' ? buildNoChange() : notUnderstood(asked), unsure: 'kind' };
}

const notUnderstood = ({ words }: Asked): Message => buildNotUnderstood(words);

/** With more other words than this, a change is small talk: "does anyone know a good restaurant in Tokyo". */
const UNREAD_MAX = 1;

/** As many leave no doubt where a stated need is taken back: "nobody tolerates a cold start any longer". */
const UNREAD_DENIAL_MAX = 4;

/** Returns whether a change without "what if" is what was asked, and not the words beside it. */
function mayBeChange(
  { mayChange }: Extract<Ask, { kind: 'other' }>,
  { changes, unread }: WhatIf,
  stated: Workload,
): boolean {
  if (!mayChange) return unread === 0;
  if (unread <= UNREAD_DENIAL_MAX && NEEDS.some((field) => changes[field] !== undefined && stated[field] !== undefined))
    return true;
  return unread <= UNREAD_MAX || Object.values(changes).some((value) => typeof value === 'number' || value === null);
}

/** Needs that nobody talks about in passing, as they do of places and of busy days. */
const NEEDS = WORKLOAD_FIELDS.filter(
  (field) => field.startsWith('requires') || field === 'coldStarts' || field === 'availability',
);

async function answerChange({ given, reviewed, advisor }: Asked, { changes, ...read }: WhatIf): Promise<Message> {
  const compared = advisor.whatIf(given, changes);
  if (reviewed?.review.state !== 'proposed') return buildWhatIf({ ...compared, ...read });
  const { latest } = reviewed.review;
  const whatIfId = await reviewed.store(changes);
  return buildWhatIf({ ...compared, ...read, offer: { whatIfId, revision: latest.revision + 1 } });
}

async function answerQuestion(asked: Asked, ask: Ask, look: Look): Promise<Message> {
  const { given, words, advisor } = asked;
  if (ask.kind === 'what-if' || ask.kind === 'other') return notUnderstood(asked);
  if (ask.kind === 'limits') return buildLimits(readLimit(words), given.workload);
  if (isOfReview(ask)) return asked.reviewed === null ? buildNeedsReview() : answerOfReview(ask, words, asked.reviewed);
  const read = readConditions(ask.words, words, given.workload);
  if (!read.ok && read.kind === 'refused') return buildPlainAnswer(read.text);
  if (!read.ok) {
    const message = await answerAbout(ask, { ...asked, recommendation: given, look });
    return withLeftOut(message, unreadCondition(ask.words, words));
  }
  const { ignored, questions, changes } = read.whatIf;
  const { compared, note } = suppose(advisor, given, changes, { isPriced: ask.kind === 'cost' });
  const supposed = compared?.after ?? given;
  const message = await answerAbout(ask, { ...asked, recommendation: supposed, compared, look });
  return withConditions(message, { compared, note, ignored, questions });
}

/** Questions about a review, its people and its past, which have no conditions. */
type OfReview = Extract<Ask, { kind: ReviewAsk | 'changes' }>;

const OF_REVIEW: Readonly<Record<OfReview['kind'], true>> = {
  help: true,
  standing: true,
  deciders: true,
  history: true,
  changes: true,
  another: true,
  concern: true,
};

const isOfReview = (ask: Ask): ask is OfReview => Object.hasOwn(OF_REVIEW, ask.kind);

async function answerOfReview(ask: OfReview, words: string, { review, botUserId, team }: Reviewed): Promise<Message> {
  switch (ask.kind) {
    case 'help':
      return buildThreadHelp(botUserId);
    case 'standing':
      return buildStanding(review);
    case 'deciders':
      return buildDeciders(review, await findDeciding(review, team));
    case 'history':
      return buildHistory(review, historyLines(await team.history()));
    case 'changes':
      if (ask.revisions.length === 0 && isDecided(review)) return team.lookAgain();
      return buildChanges((await team.history()).revisions, ask.revisions);
    case 'another':
      return buildAnother();
    case 'concern':
      return buildConcernOffer(review, words);
  }
}

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

interface About extends Pick<Asked, 'reviewed' | 'words' | 'advisor'> {
  /** With what the question supposes. */
  recommendation: Recommendation;
  /** Without what the question supposes and with it; absent where it supposes nothing. */
  compared?: Compared | undefined;
  look: Look;
}

type Question = Exclude<Ask, { kind: 'what-if' | 'other' | 'limits' } | OfReview>;

async function answerAbout(ask: Question, about: About): Promise<Message> {
  if (ask.kind === 'deploy') return deploy(ask.format, about);
  return answerFrom(ask, about);
}

function answerFrom(ask: Exclude<Question, { kind: 'deploy' }>, about: About): Message {
  const { recommendation, compared, reviewed, words, advisor, look } = about;
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
    case 'sources':
      return buildSources(recommendation);
    case 'stated':
      return reviewed === null ? buildNeedsReview() : buildStated({ ...reviewed.review.latest, recommendation });
  }
}

/** The code where a format is named, and otherwise the button that asks for one. What is only supposed has no code yet. */
async function deploy(
  format: Extract<Ask, { kind: 'deploy' }>['format'],
  { reviewed, recommendation, compared, look }: About,
): Promise<Message> {
  if (reviewed === null) return buildNeedsReview();
  const { review, team } = reviewed;
  const isSupposed = compared !== undefined;
  if (format !== undefined && !isSupposed) {
    const code = await buildCode(review, { format, tags: await team.tags(), asFiles: look.files !== false });
    if (code !== undefined) return code;
  }
  return buildDeployment({ ...review, latest: { ...review.latest, recommendation } }, { isSupposed });
}

/** A language model that reads a question which the rules don't understand. */
export interface QuestionReader {
  /** The model and where it is, for people. */
  named: string;
  /** What it takes from the question; undefined where it failed or isn't asked. Never rejects. */
  propose(words: string): Promise<Proposed | undefined>;
}

/**
 * Reads one question, and asks once about it however often that is called. `known`: what the model has said of it already.
 * Undefined where rules alone read.
 */
export function createQuestionReader(
  reader: ModelReader | undefined,
  about: { channelId: string; limitMs?: number },
  known?: Proposed,
): QuestionReader | undefined {
  if (reader === undefined) return undefined;
  let asked = known && Promise.resolve<Proposed | undefined>(known);
  const ask = async (words: string) => {
    const reading = await reader.read(words, { ...about, asksToo: true });
    return reading.ok ? reading.proposed : undefined;
  };
  return {
    named: reader.named,
    propose(words) {
      asked ??= ask(words);
      return asked;
    },
  };
}
