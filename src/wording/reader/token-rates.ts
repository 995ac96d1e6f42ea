import type { WorkloadField } from '../../recommender/index.ts';
import { isEmbedding, isWriting } from './kinds.ts';
import { clean } from './numbers.ts';
import type { RateScene } from './rate-scene.ts';
import type { Quantity } from './types.ts';
import { PER_SECOND } from './units.ts';
import { TOKEN_RATES_WORDS as WORDS } from './words/sets.ts';

export const isCountingTokens = ({ noun = [] }: Quantity): boolean => noun.some((word) => WORDS.tokens.has(word));

/** "6,000 tokens per second", "tokens per second: 6,000", "6,000 tps of output tokens" */
function isOfTokens({ reading: { items, tokens }, at, noun, near }: RateScene): boolean {
  const isNamedFirst =
    ['per', '/'].includes(tokens[items[at]?.from ?? 0]?.text ?? '') && WORDS.tokens.has(items[at - 1]?.text ?? '');
  return (
    noun.some((word) => WORDS.tokens.has(word)) ||
    isNamedFirst ||
    (near.after[0] === 'of' && near.after.slice(1).some((word) => WORDS.tokens.has(word)))
  );
}

/** "30 tps per user": nobody sends 30 prompts a second. */
const isTpsOfOne = ({ reading, at }: RateScene, said: string): boolean =>
  reading.tokens.slice(reading.items[at]?.from, reading.items[at]?.to).some(({ text }) => text === 'tps') &&
  isWriting(reading) &&
  PER_ONE.test(said);

const ONE =
  'user|stream|chat|session|reader|person|customer|agent|client|conversation|connection|developer|dev|caller|answer|reply|response|request|prompt';

/** `RATE` stands for the quantity. */
const PER_ONE = new RegExp(
  `RATE .{0,12}(?:per|/|each|every|a|one|single) (?:(?:single|concurrent|active) )?(?:${ONE})\\b` +
    `|\\bper (?:${ONE})\\b|\\b(?:each|every|no|any|one|single) (?:${ONE})\\b|\\b(?:${ONE}) each\\b|\\ba stream\\b|\\b(?:${ONE}) .*RATE each\\b|\\beach (?:\\S+ ){0,4}RATE\\b`,
);

/** Hardware, and what a speed was measured on, is no load of ours. */
const PER_MACHINE =
  /(?:per|\/|each|a|an|one|on|with) (?:\S+ )?(?:gpu|instance|replica|node|box|card|machine|core|dollar|laptop|cpu|l4|l40s?|a10g?|a100|h[12]00|b200|t4|v100)\b/;

const MEASURED =
  /\b(?:today|currently|measured?|benchmark(?:ed)?|clocked|tested|vendor|openai|old|(?:we|it|i) (?:get|got|see|saw|reach|hit))\b/;

/** "No more than 20 tokens per second per user" asks for no speed. */
const CAPPED = /\b(?:more than|at most|max|maximum|capped at|up to|throttled?)\b/;

const NEEDED = /\b(?:need|must|should|require|want|target|least|minimum|promise|guarantee|sla|slo)\b/;

const TOTAL =
  /\b(?:total|aggregated?|overall|altogether|combined|together|across|peak|busiest|endpoint|all (?:user|stream|chat|session|answer))\b/;

const OUTPUT = /\b(?:output|out|generated?|write|produce|answer|completion)\b/;

const INPUT = /\b(?:input|prompt|prefill)\b|RATE in$/;

/** No answer comes faster, in tokens per second: more is the load of many. */
const ONE_ANSWER_MAX = 250;

/** "No stream slower than 50 tok/s" denies nothing. */
export function readSlowest(scene: RateScene): boolean {
  const said = wordsAround(scene);
  if (!isOfTokens(scene) || !NO_SLOWER.test(said) || !PER_ONE.test(said)) return false;
  readStream(scene);
  return true;
}

const NO_SLOWER = /\b(?:no|not|never|nobody|cannot) (?:\S+ ){0,4}(?:slower|below|under|less|fewer)\b/;

/** Tokens are a load of the endpoint or the speed of one answer, and never requests. */
export function readTokenRate(scene: RateScene): boolean {
  const { reading, noun, near, perMonth } = scene;
  const said = wordsAround(scene);
  if (!isOfTokens(scene) && !isTpsOfOne(scene, said)) {
    if (!noun.concat(near.after).some((word) => WORDS.tokens.has(word))) return false;
    scene.understand();
    return true;
  }
  const isForeign =
    reading.dataset || isEmbedding(reading) || PER_MACHINE.test(said) || (MEASURED.test(said) && !NEEDED.test(said));
  if (isForeign || INPUT.test(said) || perMonth < PER_SECOND / 60) scene.understand();
  else if (!PER_ONE.test(said)) readLoad(scene, said);
  else if (CAPPED.test(said)) scene.understand();
  else readStream(scene);
  return true;
}

/** Of a range the lower end: the slowest speed that is accepted. */
function readStream(scene: RateScene): void {
  const { value, low = value, isPerSecond } = scene;
  if (isPerSecond && low >= 1 && low <= ONE_STREAM_MAX) scene.add('streamTokensPerSecond', low);
  else askAbout(scene, clean((low * scene.perMonth) / PER_SECOND), 'streamTokensPerSecond');
}

/** As the form has it. */
const ONE_STREAM_MAX = 1000;

/** A load where it says so or is too large for one answer; a small rate may be either. */
function readLoad(scene: RateScene, said: string): void {
  const { value, perMonth, isPerSecond } = scene;
  const perSecond = clean((value * perMonth) / PER_SECOND);
  if (isPerSecond ? value >= ONE_ANSWER_MAX || TOTAL.test(said) : OUTPUT.test(said))
    scene.add('outputTokensPerSecond', perSecond);
  else
    askAbout(scene, perSecond, 'outputTokensPerSecond', ...(isPerSecond ? (['streamTokensPerSecond'] as const) : []));
}

function askAbout({ reading, at }: RateScene, perSecond: number, ...fields: readonly WorkloadField[]): void {
  for (const field of fields) reading.doubts.push({ field, from: at, to: at + 1, reading: perSecond });
}

/** The words of the clause around a rate, with `RATE` for the rate and behind it those between its number and its period. */
function wordsAround({ reading: { items, clauses }, at, noun, near }: RateScene): string {
  const after: string[] = [];
  for (let next = at + 1; next <= at + 5; next += 1) {
    const item = items[next];
    const isEnd = item === undefined || item.kind === 'quantity' || item.text === ',';
    if (isEnd || clauses.sentenceOf[next] !== clauses.sentenceOf[at]) break;
    after.push(item.text);
  }
  return [...[...near.before].reverse(), ...noun, 'RATE', ...after].join(' ');
}
