import { readModel } from '../../wording/quantities/index.ts';
import { answerTo, type Draft, isAnswered } from './draft.ts';
import type { Place } from './questions/question.ts';

/** The value of the choice "Don't know", which every choice offers: nothing is stated. */
export const DONT_KNOW = 'dont-know';

/** What the answers say about who is served; `unknown` where they say nothing. */
export function audienceOf(draft: Draft): 'stored-data' | 'requests' | 'unknown' {
  const waits = answerTo(draft, 'waits');
  if (waits === 'nobody') return 'stored-data';
  if (isKnown(waits) || isKnown(answerTo(draft, 'traffic')) || isAnswered(draft, 'within')) return 'requests';
  return 'unknown';
}

/** How many models the answers speak of; null where they do not say, or cannot be read. */
export function modelCountOf(draft: Draft): number | null {
  const answer = answerTo(draft, 'model');
  if (answer.trim() === '') return null;
  const model = readModel(answer);
  return model.ok ? (model.value.modelCount ?? null) : null;
}

/** How many containers take part; null where the answers do not say. */
export function containerCountOf(draft: Draft): number | null {
  const count = Number.parseInt(answerTo(draft, 'containers'), 10);
  return Number.isNaN(count) ? null : count;
}

/** The place of a question that only requests give a meaning. */
export function forRequests(place: Place, draft: Draft): Place {
  return audienceOf(draft) === 'stored-data' ? 'nowhere' : place;
}

/** The place of a question that stored data seldom needs, and that may still have been answered. */
export function rareForStoredData(draft: Draft): Place {
  return audienceOf(draft) === 'stored-data' ? 'if-answered' : 'more';
}

/** The place of a question about a job over stored data. */
export function forStoredData(draft: Draft): Place {
  const audience = audienceOf(draft);
  if (audience === 'stored-data') return 'first';
  return audience === 'requests' ? 'nowhere' : 'if-answered';
}

/** The place of a question that only several of a thing give a meaning. */
export function forSeveral(count: number | null): Place {
  if (count === null) return 'if-answered';
  return count > 1 ? 'more' : 'nowhere';
}

function isKnown(choice: string): boolean {
  return choice !== '' && choice !== DONT_KNOW;
}
