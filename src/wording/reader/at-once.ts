import { doubt, isOfModelsInUse } from './claim-role.ts';
import { isWriting } from './kinds.ts';
import { clean } from './numbers.ts';
import type { Assigned, Reading } from './types.ts';
import { NOUNS } from './words/nouns.ts';
import { AT_ONCE_WORDS as WORDS } from './words/sets.ts';

const TOGETHER =
  /^(?:at once|(?:at|in|on) (?:the )?(?:very |exact )?same (?:time|moment|instant|second|minute)|in same time|(?:at )?same time|simultaneously|in parallel|concurrently|at (?:a|any|any one|one) time|at any (?:given )?moment)(?: |$)/;

/** What is counted at once by rows of the table of roles: it is sent, and has no time. */
const SENT_THINGS = new Set(
  [...NOUNS.SENT.split('|'), ...NOUNS.WORK.split('|')].filter(
    (word) => !['user', 'customer', 'patient'].includes(word),
  ),
);

const FAR = 8;

/** "20 travellers at once", "60 people chat at the same moment": people who are served together, or a burst. */
export function readAtOnce({ items, claims, clauses: { sentenceOf } }: Reading, { at, quantity }: Assigned): boolean {
  if (quantity.dimension !== 'count' || !Number.isInteger(quantity.value) || quantity.value < 2) return false;
  if (isOfModelsInUse(items, at)) return false;
  const between: string[] = [];
  for (let near = at + 1; near <= at + FAR && sentenceOf[near] === sentenceOf[at]; near += 1) {
    const text = items
      .slice(near, near + 6)
      .map((item) => item.text)
      .join(' ');
    if (TOGETHER.test(text)) {
      const noun = between.filter((word) => word !== ')').slice(0, 2);
      const isOpen = between.some((word) => WORDS.open.has(word));
      const isSent = noun.some((word) => SENT_THINGS.has(word) || WORDS.notPeople.has(word));
      if ((isSent && !isOpen) || between.length === 0) return false;
      const isBurst = between.some((word) => WORDS.presses.has(word));
      const field = isBurst ? 'burstRequests' : 'concurrentRequests';
      claims.push({ field, value: quantity.value, from: at, to: Math.min(near + 2, items.length), weight: 1.5 });
      return true;
    }
    if (items[near]?.quantity !== undefined || items[near]?.text === ',') return false;
    between.push(items[near]?.text ?? '');
  }
  return false;
}

/**
 * Requests per second at the peak for each user of a chat model: a fifth of them active at once, 0.4 requests per minute each, and
 * a peak of twice the mean. llm-d Planner's, to be confirmed and never stated: llm-d-incubation, usecase_slo_workload.json, e50305a.
 */
const CHAT_PEAK_PER_USER = (0.2 * 0.4 * 2) / 60;

const LOADS: readonly string[] = ['peakRequestsPerSecond', 'monthlyRequests', 'concurrentRequests', 'burstRequests'];

/** "A chatbot for 5,000 users": what that number of people ask of a chat is asked, where nobody states a load. */
export function readPeople(reading: Reading): void {
  const { items, claims, doubts, dataset } = reading;
  if (dataset || !isWriting(reading) || [...claims, ...doubts].some(({ field }) => LOADS.includes(field))) return;
  const at = items.findIndex(
    ({ quantity }, near) =>
      quantity?.dimension === 'count' &&
      // "500 internal users"
      [1, items[near + 1]?.kind === 'word' ? 2 : 1].some((next) => WORDS.people.has(items[near + next]?.text ?? '')),
  );
  const users = items[at]?.quantity?.value ?? 0;
  if (users >= 10)
    doubt(
      reading,
      'peakRequestsPerSecond',
      { from: at, to: at + 2 },
      Number(clean(users * CHAT_PEAK_PER_USER).toPrecision(2)),
    );
}

/** A chat without a named model needs a GPU: what writes its answers is a language model. */
export function readChat(reading: Reading): void {
  const { claims } = reading;
  const chat = claims.find(({ field, value, hint }) => field === 'requiresStreaming' && value === 'response' && hint);
  const isNamed = claims.some(
    ({ field }) => field === 'modelId' || field === 'modelParametersBillion' || field === 'requiresGpu',
  );
  if (chat && !isNamed) claims.push({ ...chat, field: 'requiresGpu', value: true });
}
