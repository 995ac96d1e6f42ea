import { readFileSync } from 'node:fs';
import { recommend, WORKLOAD_FIELDS, type Workload } from '../../src/recommender/index.ts';
import { answerAsk } from '../../src/slack/outbox/answer-question.ts';
import type { Message } from '../../src/slack/render/message.ts';
import { readAsk } from '../../src/wording/read-ask.ts';
import { applyChanges, type Changes } from '../../src/wording/read-what-if.ts';
import { isThanks } from '../../src/wording/thanks.ts';
import { readable } from '../slack/readable.ts';
import { ADVISOR } from './advisor.ts';
import { NO_TEAM, reviewOf } from './reviews.ts';

interface Mention {
  id: string;
  base: Workload;
  said: string;
  expect: {
    kind: string;
    /** Of a what-if: exactly these fields change; null clears one. */
    changes: Record<string, unknown> | null;
    answerMustMatch: string[];
    answerMustNotMatch: string[];
  };
}

const FILE = new URL('../slack/render/thread/mentions.json', import.meta.url);

const mentions: readonly Mention[] = JSON.parse(readFileSync(FILE, 'utf8'));

/** Those that may be read while the words are worked on. The rest shows how well new ones are understood. */
const SEEN = 202;

export const SEEN_MENTIONS = mentions.slice(0, SEEN);
export const UNSEEN_MENTIONS = mentions.slice(SEEN);

const NOT_UNDERSTOOD_MAX = 420;

/** All faults of the answer to a mention. Empty if it is right. */
export async function faultsOf({ base, said, expect }: Mention): Promise<string[]> {
  const wantsReaction = /thank|react/.test(expect.kind);
  if (isThanks(said)) {
    const wantsPost = Object.hasOwn(KINDS, expect.kind) || expect.changes !== null || expect.answerMustMatch.length > 0;
    return wantsPost && !wantsReaction ? ['is taken for thanks'] : [];
  }
  if (wantsReaction) return ['is no thanks'];
  const { message, changes } = await answerTo(said, base);
  const text = withoutQuotes(readable(message));
  return [
    ...kindFaults(expect, said, changes, message),
    ...(expect.changes === null ? [] : changeFaults(base, expect.changes, changes)),
    ...expect.answerMustMatch.filter((pattern) => !new RegExp(pattern, 'i').test(text)).map((it) => `lacks ${it}`),
    ...expect.answerMustNotMatch.filter((pattern) => new RegExp(pattern, 'i').test(text)).map((it) => `says ${it}`),
  ];
}

export async function answerTo(said: string, base: Workload): Promise<{ message: Message; changes?: Changes }> {
  let changes: Changes | undefined;
  const message = await answerAsk({
    words: said,
    review: reviewFor(base),
    botUserId: 'U0BOT00001',
    advisor: ADVISOR,
    team: NO_TEAM,
    store: async (stored) => {
      changes = stored;
      return 'what-if-1';
    },
  });
  return { message, ...(changes && { changes }) };
}

const reviews = new Map<string, ReturnType<typeof reviewOf>>();

/** Many mentions are about the same review. */
function reviewFor(base: Workload): ReturnType<typeof reviewOf> {
  const key = JSON.stringify(base);
  const review = reviews.get(key) ?? reviewOf(recommend(base));
  reviews.set(key, review);
  return review;
}

/** A person's words quoted in an answer prove nothing. */
const withoutQuotes = (text: string): string => text.replace(/“[^”]*”|"[^"]*"/g, '');

/** How the kinds in the file are read. Any other is judged by its answer alone. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'why-not': ['why-not', 'why', 'limits'],
  compare: ['compare'],
  cost: ['cost'],
  assumptions: ['assumptions'],
  help: ['help'],
  concern: ['concern'],
  limits: ['limits', 'why-not'],
};

function kindFaults(
  { kind, changes: wanted }: Mention['expect'],
  said: string,
  changes: Changes | undefined,
  message: Message,
): string[] {
  if (wanted !== null) return changes === undefined ? ['is no change'] : [];
  if (changes !== undefined) return ['is a change'];
  if (/nothing|not-understood/.test(kind)) {
    const length = readable(message).length;
    return length < NOT_UNDERSTOOD_MAX ? [] : [`is ${length} characters long`];
  }
  const read = readAsk(said);
  const asked = read.kind === 'what-if' ? read.otherwise.kind : read.kind;
  return KINDS[kind]?.includes(asked) === false ? [`is taken for ${asked}`] : [];
}

function changeFaults(base: Workload, wanted: Record<string, unknown>, changes: Changes = {}): string[] {
  const applied = applyChanges(base, changes);
  if (!applied.ok) return [applied.text];
  const meant = { ...base, ...wanted } as Record<string, unknown>;
  return WORKLOAD_FIELDS.flatMap((field) => {
    const [is, should] = [applied.workload[field] ?? null, meant[field] ?? null];
    return is === should ? [] : [`${field} is ${is}, should be ${should}`];
  });
}
