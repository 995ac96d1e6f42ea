import { randomUUID } from 'node:crypto';
import type { BlockAction } from '@slack/bolt';
import type { Recommendation, WorkloadField } from '../../recommender/index.ts';
import { doubtsOf, type Heard } from '../../wording/heard.ts';
import { type Ask, readAsk } from '../../wording/read-ask.ts';
import { isLimitQuestion, readLimit } from '../../wording/read-limit.ts';
import { hearWorkload, readTyped } from '../../wording/read-words.ts';
import { saysFactor } from '../../wording/reader/relative.ts';
import { isGreeting } from '../../wording/thanks.ts';
import { findDraft, saveDraft } from '../form/draft-store.ts';
import { fillFromWords } from '../form/fill-from-words.ts';
import { answerUnreviewed, createQuestionReader } from '../outbox/answer-question.ts';
import { say } from '../render/blocks.ts';
import { buildDirectRecommendation, buildDirectReply, buildWhichWorkload } from '../render/direct.ts';
import { buildHowToMeasure } from '../render/measurements.ts';
import type { Message } from '../render/message.ts';
import { plainWords } from '../render/mrkdwn.ts';
import {
  asksForAudit,
  buildDirectAnswer,
  buildDirectHelp,
  buildGreeting,
  buildWhereAuditsAre,
  type FormWords,
  fitsButton,
  helpSubject,
} from '../render/notices.ts';
import { buildLimits } from '../render/thread/aws-limits.ts';
import { oftenAsked } from '../render/thread/help.ts';
import { type BothRead, hearBoth, openFilled } from './also-read.ts';
import type { FormUpdates } from './form-action.ts';
import { isPublicChannel, type ListenerParts, type Person } from './parts.ts';
import { onPress } from './press.ts';
import type { ButtonHandler, EventHandler } from './route-by-name.ts';
import { hearWritten, type Written } from './thread.ts';

/**
 * Answers a direct message to the bot. In a review's thread it is a question, like a mention in a channel. Anything else is
 * answered by itself, with a button that opens the form.
 */
export const handleDirectMessageEvent = (parts: ListenerParts): EventHandler<'message'> =>
  hearWritten(parts, { inThread: false }, (written) => answerDirectly(parts, written));

/**
 * Handles "Open the form" under the answer to a direct message and "New review" on the home tab, where the form asks for a channel,
 * and under an answer to the command, which has one.
 */
export const handleFillFormAction = (
  parts: ListenerParts,
  updates: FormUpdates,
  carries: 'words' | 'stored',
): ButtonHandler =>
  onPress(parts, async ({ action, body, person }) => {
    const value = action.value ?? '';
    const words = carries === 'words' ? value : (await findDraft(parts.db, { id: value, ...person }))?.words?.words;
    const filled = fillFromWords(words ?? '', { authorId: person.userId });
    return openFilled(parts, updates, filled, {
      triggerId: body.trigger_id,
      person,
      metadata: placeOf(body.channel),
      responseUrl: body.response_url,
      ...(words === undefined && { notice: WORDS_GONE }),
    });
  });

const WORDS_GONE = 'I keep long messages for a day, and yours is older. Send it again, or copy it into the form.';

/** Where the recommendation goes: the channel that the button is in. In a direct message the form asks for one. */
export function placeOf(channel: BlockAction['channel']): { channelId: string | null; isPublic?: boolean } {
  const isChannel = channel !== undefined && /^[CG]/.test(channel.id);
  return isChannel ? { channelId: channel.id, isPublic: isPublicChannel(channel) } : { channelId: null };
}

/**
 * Answers a direct message: what AWS allows, a workload in words, or a question about the workload that was said before. Anything
 * else gets a line and the form. The words said before are read from Slack, so nothing is stored.
 */
async function answerDirectly(parts: ListenerParts, message: Written): Promise<Message> {
  const { person, asIs: words, botUserId, isMeasured } = message;
  if (isMeasured) return buildHowToMeasure(botUserId);
  const helped = help(words);
  if (helped !== undefined) return helped;
  if (asksForAudit(words)) return buildWhereAuditsAre();
  const byRules = readTyped(words);
  const ask = readAsk(words);
  if (ask.kind === 'help' && factsIn(byRules) === 0) return buildDirectHelp();
  if (isLimitQuestion(words)) return buildDirectReply(buildLimits(readLimit(words)), undefined);
  const isNew = !followsUp(words, ask) && (describes(byRules) || ask.kind === 'other');
  const read: BothRead = isNew ? await hear(parts, message, words, byRules) : { heard: byRules };
  const { heard } = read;
  if (isNew && (describes(byRules) || describes(heard))) return recommend(parts, person, words, read);
  const isAsked = isAbout(ask, heard) || read.proposed?.ask !== undefined;
  const answer = isAsked ? await answerAbout(parts, message, read) : undefined;
  return answer ?? answerAlone(parts, person, words, ask, read);
}

/** The answer to a greeting, to nothing but a mention, and to `help` with or without a subject. */
function help(words: string): Message | undefined {
  if (words === '' || isGreeting(words)) return buildDirectReply(buildGreeting(), undefined);
  const subject = helpSubject(words);
  return subject === undefined ? undefined : buildDirectHelp(subject);
}

/** Answers words that are about no workload that was said before. */
async function answerAlone(
  parts: ListenerParts,
  person: Person,
  words: string,
  ask: Ask,
  read: BothRead,
): Promise<Message> {
  const { heard, told } = read;
  const given = pricesInstance(ask, heard) ? advise(parts, person, words, heard).recommendation : undefined;
  if (given !== undefined) {
    const priced = await answerUnreviewed({ words, given, advisor: parts.advisor });
    return buildDirectReply(priced, await carry(parts, person, words));
  }
  if (factsIn(heard) > 0) return recommend(parts, person, words, read);
  if (ask.kind !== 'other') return buildWhichWorkload();
  const known = oftenAsked(words);
  if (known !== undefined) return buildDirectReply(say(known), undefined);
  return buildDirectAnswer(heard, await carry(parts, person, words), told);
}

/** "What does ml.g5.xlarge cost in Frankfurt": that is known without a workload. */
const pricesInstance = ({ kind }: Ask, { says }: Heard): boolean => kind === 'cost' && says.instanceType !== undefined;

/** Answers a question about the workload that was said before; undefined where nobody knows of one. */
async function answerAbout(
  parts: ListenerParts,
  message: Written,
  { proposed, told }: BothRead,
): Promise<Message | undefined> {
  const { person, asIs: words, channelId } = message;
  const { advisor } = parts;
  const before = await saidBefore(parts, message);
  if (before === undefined) return undefined;
  const { heard } = await hear(parts, message, before, readTyped(before));
  const given = advise(parts, person, before, heard).recommendation;
  if (given === undefined) return undefined;
  const hasFailed = proposed === undefined && told !== undefined;
  const reader = hasFailed ? undefined : createQuestionReader(parts.reader, { channelId }, proposed);
  const answer = await answerUnreviewed({ words, given, advisor, reader });
  return buildDirectReply(answer, await carry(parts, person, before), before);
}

/** Reads a message with the language model too, where there is one. It may be a question as well. */
const hear = async (
  { reader }: Pick<ListenerParts, 'reader'>,
  { channelId }: Written,
  words: string,
  byRules: Heard,
): Promise<BothRead> => (reader ? hearBoth(reader, words, byRules, { channelId, asksToo: true }) : { heard: byRules });

/** What an answer's conditions may state too, and no workload by itself. */
const CONDITIONS: ReadonlySet<WorkloadField> = new Set<WorkloadField>([
  'name',
  'description',
  'region',
  'instanceType',
  'monthlyBudgetUsd',
  'costPriority',
  'availability',
]);

const factsIn = ({ says }: Heard): number =>
  (Object.keys(says) as WorkloadField[]).filter((field) => says[field] !== undefined && !CONDITIONS.has(field)).length;

/** Facts that change a workload that is known: a Region too. */
const conditionsIn = ({ says: { name, description, ...said } }: Heard): number => Object.keys(said).length;

/** Returns whether a text describes a workload: two facts, or one with a name. */
const describes = (heard: Heard): boolean => factsIn(heard) > (heard.isNamed ? 0 : 1);

const FOLLOWS = /^(?:and|but|or|what (?:if|about)|how about|if|suppose|say|same|now|instead|with|without)\b/i;

/** Returns whether a text changes or asks about something that was said before. */
const followsUp = (words: string, { kind }: Ask): boolean => kind === 'what-if' || FOLLOWS.test(words);

/** Returns whether a text may be about a workload that was said before; small talk isn't. */
const isAbout = (ask: Ask, heard: Heard): boolean =>
  ask.kind !== 'other' ||
  conditionsIn(heard) > 0 ||
  heard.unclear.length > 0 ||
  /\d/.test(ask.words) ||
  saysFactor(ask.words);

/** What is recommended for a workload in words; undefined where it isn't a valid one. */
function advise(
  { advisor }: ListenerParts,
  { userId }: Person,
  words: string,
  read: Heard,
): { heard: Heard; recommendation: Recommendation | undefined } {
  const { heard, parsed } = hearWorkload(words, read);
  if (!parsed.ok) return { heard, recommendation: undefined };
  return { heard, recommendation: advisor.advise(parsed.workload, { requestedBy: userId }, doubtsOf(heard.unclear)) };
}

async function recommend(parts: ListenerParts, person: Person, words: string, read: BothRead): Promise<Message> {
  const carried = await carry(parts, person, words);
  const { heard, recommendation } = advise(parts, person, words, read.heard);
  return recommendation === undefined
    ? buildDirectAnswer(heard, carried, read.told)
    : buildDirectRecommendation({ words, heard, recommendation, carried, reader: read.told });
}

/** Messages to look through for the workload. */
const LOOKED_THROUGH = 20;

/** The words in which this person last described a workload: in the thread, or before the message. Undefined where nobody knows. */
async function saidBefore(
  { interactive, logger }: Pick<ListenerParts, 'interactive' | 'logger'>,
  { person: { userId }, channelId: channel, ts, threadTs, botUserId }: Written,
): Promise<string | undefined> {
  try {
    const { messages = [] } =
      threadTs === undefined
        ? await interactive.conversations.history({ channel, latest: ts, limit: LOOKED_THROUGH })
        : await interactive.conversations.replies({ channel, ts: threadTs, latest: ts, limit: LOOKED_THROUGH });
    const said = messages
      .filter((said) => said.user === userId && said.ts !== ts)
      .toSorted((one, other) => Number(other.ts) - Number(one.ts))
      .map(({ text = '' }) => plainWords(text, botUserId))
      .filter((words) => !isLimitQuestion(words) && !followsUp(words, readAsk(words)))
      .map((words) => ({ words, heard: readTyped(words) }));
    // One fact alone is about a workload that was described, where one was.
    return (said.find(({ heard }) => describes(heard)) ?? said.find(({ heard }) => factsIn(heard) > 0))?.words;
  } catch (error) {
    logger.info({ err: error }, 'Could not read what was said before a direct message');
    return undefined;
  }
}

/** What the button that opens the form carries. Words that are too long for it are kept for a day. */
async function carry({ db }: ListenerParts, person: Person, words: string): Promise<FormWords> {
  if (fitsButton(words)) return { kind: 'words', words };
  const id = randomUUID();
  await saveDraft(db, { id, ...person }, { answers: {}, words: { words, authorId: person.userId } });
  return { kind: 'stored', id };
}
