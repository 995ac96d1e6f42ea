import { isOfModelsInUse } from './claim-role.ts';
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
      if (noun.some((word) => SENT_THINGS.has(word) || WORDS.notPeople.has(word)) || between.length === 0) return false;
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
