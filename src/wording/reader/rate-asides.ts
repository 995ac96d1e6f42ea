import { wordSet } from '../text.ts';
import { moodOf } from './moods.ts';
import { clean } from './numbers.ts';
import type { RateScene } from './rate-scene.ts';

// Rates that are no traffic of ours. Each returns whether it has read the rate.

const HEDGES = wordSet('maybe perhaps might could possibly');

/** What is denied or long past; a guess still counts. */
export function readDropped(scene: RateScene): boolean {
  const { reading, at, value } = scene;
  const { items, clauses } = reading;
  const isDropped = value === 0 || moodOf(items, { from: at, to: at + 1 }, clauses) === 'dropped';
  if (!isDropped || (value > 0 && items.slice(Math.max(0, at - 4), at).some(({ text }) => HEDGES.has(text))))
    return false;
  scene.understand();
  return true;
}

/** A limit of somebody's, or what others do, is no traffic of ours. */
const FOREIGN_RATES = wordSet('limit quota throttled fps price');

const OTHERS = wordSet('competitor vendor benchmark quota record');

const ERRORS = wordSet('error alarm alert exception failure timeout');

const UPKEEP = /^(?:re)?(?:deploy|releas|train|tune|finetun|patch|meet|met|rotat|back up|backed|restart|audit)/;

/** "Limit 100 rps", "the pager goes off at 500 errors an hour" */
export function readForeign(scene: RateScene): boolean {
  const { near, noun, perMonth } = scene;
  const limit = near.before.slice(0, 5).concat(near.after.slice(0, 1));
  const isForeign =
    perMonth >= 730 && (limit.some((word) => FOREIGN_RATES.has(word)) || near.clause.some((word) => OTHERS.has(word)));
  const isError =
    noun.some((word) => ERRORS.has(word)) && near.before.some((word) => ['off', 'at', 'above'].includes(word));
  // "We deploy twice a week"
  const isWork = perMonth <= 730 && near.before.slice(0, 3).some((word) => UPKEEP.test(word));
  if (!isForeign && !isError && !isWork && noun[0]?.length !== 1) return false;
  scene.understand();
  return true;
}

const TOKENS = wordSet('token tok');

/** "We bill per 1M tokens, about 40M a week", "30 tokens a second" */
export function readTokenRate(scene: RateScene): boolean {
  const { reading, at, all, index, noun, near, value } = scene;
  const { items, clauses } = reading;
  const previous = all[index - 1];
  const isContinued =
    noun.length === 0 &&
    previous !== undefined &&
    clauses.sentenceOf[previous.at] === clauses.sentenceOf[at] &&
    TOKENS.has(items[previous.at + 1]?.text ?? '') &&
    value >= 1e5;
  if (!isContinued && !noun.concat(near.after).some((word) => TOKENS.has(word))) return false;
  scene.understand();
  return true;
}

const PAID = wordSet('cost pay paid bill charge');

const SPENT = wordSet('budget spend afford');

/** "The old one costs us 4,000 a month", "we can spend 400 a month" */
export function readMoneyRate(scene: RateScene): boolean {
  const { near, noun, perMonth, value } = scene;
  if (noun.length > 0 || perMonth > 30) return false;
  if (near.before.slice(0, 3).some((word) => PAID.has(word))) scene.understand();
  else if (near.before.some((word) => word === 'finance' || word === 'cfo'))
    scene.reading.doubts.push({ field: 'monthlyBudgetUsd', from: scene.at, to: scene.at + 1 });
  else if (near.before.some((word) => SPENT.has(word))) scene.add('monthlyBudgetUsd', clean(value * perMonth));
  else return false;
  return true;
}

const TESTS = wordSet(
  'tested simulated synthetic poc k6 locust jmeter gatling hammered test benchmark loadtest benchmarked stress',
);

/** What a test sent may be what is to come. */
export function readTestRate({ reading, at, near }: RateScene): boolean {
  if (!near.clause.some((word) => TESTS.has(word))) return false;
  reading.doubts.push({ field: 'peakRequestsPerSecond', from: at, to: at + 1 });
  return true;
}

const PERIOD_NAMES = wordSet('evening day night week morning weekend month hour');

/** "Three evenings a week" says on how many, and not how often it is called. */
export function readTimesOnly(scene: RateScene): boolean {
  const { noun, perMonth, reading } = scene;
  if (reading.dataset || perMonth >= 30 || !PERIOD_NAMES.has(noun[0] ?? '')) return false;
  scene.understand();
  return true;
}
