import { wordSet } from '../text.ts';
import type { Clauses, Item } from './types.ts';

// Words that negate, hedge or doubt their neighbours.

const NEGATORS = wordSet(`
  no not without never pas sin senza none neither nor non zero w/o cannot keine kein ohne nicht avoid skip
  remove excluding ain't
`);

/** Words between a "no" and what it denies. */
const BETWEEN = wordSet(`
  need needed require required requirement any a an the of for to have has want use be been is are must really
  actually strictly special or nor and either even on run do get it necessarily at all support needing requiring
  currently yet by that kind our de
`);

const UNSURE_BEFORE = wordSet('unsure unclear whether wonder wondering undecided unknown dunno');

const HEDGES = wordSet(`
  maybe perhaps possibly might could ideally optionally someday considering consider thinking evaluating hopefully
  unless if instead rather than unlike versus vs later wish hope hoping dream love
`);

/** Hedges that mean nothing where everything is supposed. */
const SUPPOSING = wordSet(`
  if might could maybe perhaps possibly later considering consider thinking someday hopefully wish hope
`);

/** After a word of what is had or done, an earlier "no" is about something else. */
const VERBS = wordSet(`
  with use on run over then just only still sit from in because since as when while
`);

const INTERROGATIVES = wordSet(`
  is are can could do does should would which what why how will when not or any must may shall has have who where
  did possible really
`);

/**
 * How something is meant: as said; denied; unsure, so that it has to be asked; or only wished, remembered or wondered about,
 * so that it says nothing.
 */
type Mood = 'said' | 'denied' | 'unsure' | 'dropped';

interface Place {
  from: number;
  to: number;
}

/** How the words of a hit are meant where they stand. */
export function moodOf(items: readonly Item[], { from, to }: Place, clauses: Clauses): Mood {
  const { clauseOf, sentenceOf, questions, supposed } = clauses;
  const after = wordsAfter(items, to, sentenceOf);
  if (isDoubtedAfter(supposed ? after.replace(/^\?/u, '') : after)) return 'unsure';
  // "No cold start possible"
  if (isWishedAfter(after) && !(items[from]?.text === 'no' && after.startsWith('possible'))) return 'dropped';
  if (isDeniedAfter(after)) return 'denied';
  if (isPast(items, from, clauseOf) || isTraining(items, from, sentenceOf)) return 'dropped';
  if (
    /^(?:it|this|that|one)? ?(?:take|took|run|need|inference|latency)/.test(after) &&
    ['without', 'with'].includes(
      items[from - 1]?.text === 'a' ? (items[from - 2]?.text ?? '') : (items[from - 1]?.text ?? ''),
    )
  )
    return 'unsure';
  if (isListDenied(items, to, sentenceOf)) return 'denied';
  const label = labelBefore(items, from, sentenceOf);
  if (label !== undefined) return label;
  const before = moodBefore(items, from, clauses);
  if (before !== 'said') return before;
  if (!supposed && questions.has(sentenceOf[from] ?? -1) && asks(items, from, sentenceOf)) return 'dropped';
  return 'said';
}

const NONE = wordSet('none no neither nothing unnecessary nope');

/** "GPU, VPC, data capture: none of them": what follows the colon is about all of the list. */
function isListDenied(items: readonly Item[], to: number, sentenceOf: readonly number[]): boolean {
  if (![',', '/', 'and', 'or'].includes(items[to]?.text ?? '')) return false;
  for (let at = to; at < to + 10 && sentenceOf[at] === sentenceOf[to - 1]; at += 1) {
    if (items[at]?.kind === 'quantity') return false;
    if (items[at]?.text !== ':') continue;
    const [next, second] = [items[at + 1]?.text ?? '', items[at + 2]?.text ?? ''];
    return (
      NONE.has(next) ||
      (next === 'not' && /^(?:need|required|necessary|wanted)/.test(second)) ||
      (next === 'all' && second === 'no')
    );
  }
  return false;
}

const LABELS: readonly (readonly [label: RegExp, mood: Mood])[] = [
  [/(?:nice to have|optional|nice|later|phase 2|wishlist|future|bonus|good to have) $/, 'dropped'],
  [/(?:open|open point|tbd|undecided|unclear|unknown|not sure|to be decided|to be clarified|pending) $/, 'unsure'],
  [/(?:^|[\].;|[] )(?:must not|must never|do not|not|never|no) $/, 'denied'],
  [/(?:not (?:needed|required|wanted|necessary)|not need|out of scope|unnecessary|without|none of) $/, 'denied'],
];

/** "Nice to have: streaming, a GPU": what stands before the colon is about all of the list. */
function labelBefore(items: readonly Item[], from: number, sentenceOf: readonly number[]): Mood | undefined {
  for (let at = from - 1; at >= Math.max(0, from - 10) && sentenceOf[at] === sentenceOf[from]; at -= 1) {
    if (items[at]?.text !== ':' && items[at]?.text !== ']') continue;
    const words = items
      .slice(Math.max(0, at - 4), at)
      .map(({ text }) => `${text === '-' ? '' : text} `)
      .join('')
      .replaceAll(/ {2,}/g, ' ');
    return LABELS.find(([label]) => label.test(words))?.[1];
  }
  return undefined;
}

export const TRAINING =
  /^(?:(?:re)?train(?:ed|ing)?|fine-?tuning|pretrain(?:ed|ing)?|refit(?:ted|ting)?|re?calibrat(?:e|ed|ing|ion)|trial|epoch)$/;

const SERVED = wordSet(
  'but serve served serving inference inferencing predict prediction production hosting live score scored scoring rescore',
);

/** What a model was trained with says nothing about serving it. */
function isTraining(items: readonly Item[], from: number, sentenceOf: readonly number[]): boolean {
  for (let at = Math.max(0, from - 20); at < from; at += 1) {
    if (
      sentenceOf[at] === sentenceOf[from] &&
      TRAINING.test(items[at]?.text ?? '') &&
      !['but', 'and', 'then'].includes(items[at + 1]?.text ?? '')
    ) {
      return !items.slice(at, from).some(({ text }) => SERVED.has(text));
    }
  }
  return false;
}

const PAST = wordSet('was were yesterday last');

/** An anecdote: "we hit … last week". */
function isPast(items: readonly Item[], from: number, clauseOf: readonly number[]): boolean {
  for (let at = Math.max(0, from - 8); at < Math.min(items.length, from + 8); at += 1) {
    const text = items[at]?.text ?? '';
    if (!PAST.has(text) || clauseOf[at] !== clauseOf[from]) continue;
    const next = items[at + 1]?.text ?? '';
    if (['was', 'were'].includes(text) && ['done', 'finished', 'completed', 'over'].includes(next)) return true;
    if (
      text === 'yesterday' ||
      (text === 'last' && ['week', 'month', 'year', 'quarter', 'time', 'summer', 'friday', 'monday'].includes(next))
    )
      return true;
  }
  return false;
}

function wordsAfter(items: readonly Item[], to: number, sentenceOf: readonly number[]): string {
  const words: string[] = [];
  for (let at = to; at < Math.min(items.length, to + 7) && sentenceOf[at] === sentenceOf[to - 1]; at += 1)
    words.push(items[at]?.text ?? '');
  return words.join(' ');
}

const DOUBTED =
  /^(?:: |- |= |\( ?)*(?:\?|tbd|tba|tbc|unknown|unclear|not sure|unsure|not clear|undecided|not (?:decided|settled|known)|still open|pending|,? ?(?:but )?i (?:doubt|am not sure|wonder)|(?:is )?(?:to be|not yet) (?:decided|known|clear)|(?:is |are )(?:still )?(?:a maybe|undecided|under discussion|open|tbd|in question)|or (?:not|no|cpu|gpu)\b|yes or no|maybe\b|we (?:do )?not know)/;
const WISHED =
  /^(?:,? ?(?:but )?(?:it is |that is )?not a must\b|(?:: |- |= |\( ?)*(?:optional|n \/ a|not applicable|(?:as )?(?:a )?(?:fallback|backup|failover|dr)\b|nice to have|later\b|some ?day|one day|eventually|if possible|possible\b|if we can|not yet|only if\b)|(?:support |option |box |instance |machine |(?:at|on|over) (?:night|weekend) )?(?:would be|be) (?:nice|great|cool|good|welcome|a plus|lovely|handy)|(?:is |are )?prefer(?:red|able) but not|(?:is|are) (?:optional|scarce|expensive|hard to get|rare|a nice))/;
const NEEDED =
  '(?:need|needed|required|requested|asked for|necessary|used|wanted|available|allowed|supported|expected|possible|there|a must|a requirement|important|relevant|mandatory|an option|in play)';
const DENIED = new RegExp(
  `^(?:(?:and|or|nor|/|,) [a-z]+ )?(?:(?:switched |turned )?off(?: [,;.)/]|$)|(?:config )?(?:: |- |= |\\( ?)+(?:no|none|false|n|not ${NEEDED}|off)\\b|(?:no|none|n)(?: [,;.)/]|$| ;)|(?:is |are |be |should )*(?:not|never) (?:be |really |strictly )*${NEEDED}|(?:is |are )?unnecessary|neither\\b|(?:is |are )?not either\\b|(?:is |are |was |were |would be |might be |seems? |sounds? |looks? )(?:like )?(?:out|off the table|overkill|too much|a waste|pointless|wasted)\\b|[\u274c\u2717\u2718])`,
  'u',
);

const isDoubtedAfter = (after: string): boolean => DOUBTED.test(after);
const isWishedAfter = (after: string): boolean => WISHED.test(after);
const isDeniedAfter = (after: string): boolean =>
  DENIED.test(after) || /^(?:and |but )?(?:we )?(?:decided|are|voted) against\b/u.test(after);

function moodBefore(items: readonly Item[], from: number, { clauseOf, sentenceOf, supposed }: Clauses): Mood {
  let listed = false;
  // Nothing but small words stands between a "no" and what it denies.
  let clear = true;
  for (let back = 1; back <= 8; back += 1) {
    const at = from - back;
    const item = items[at];
    if (item === undefined || sentenceOf[at] !== sentenceOf[from]) return 'said';
    const { text } = item;
    if (text === ',') {
      // "no gpu, vpc or streaming" is a list; any other comma ends what a "no" denies.
      if (!endsInOr(items, from, sentenceOf)) return 'said';
      listed = true;
      continue;
    }
    if (text === 'or' || text === 'nor') listed = true;
    // "No gpu and vpc" can mean both.
    if (
      back === 1 &&
      text === 'and' &&
      items.slice(Math.max(0, at - 3), at).some((other) => ['no', 'without', 'not'].includes(other.text)) &&
      clauseOf[at] === clauseOf[from]
    )
      return 'dropped';
    if (['but', 'yes'].includes(text)) return 'said';
    if (
      text === 'if' &&
      ['sure', 'know', 'certain', 'clear', 'decided', 'idea', 'tell', 'wonder', 'wondering'].includes(
        items[at - 1]?.text ?? '',
      )
    )
      return 'unsure';
    // "Drop the GPU", but not "drops between 30 and 40 files a day"
    if ((text === 'drop' || text === 'lose') && clear && items[at + 1]?.text !== 'to') return 'denied';
    if (NEGATORS.has(text)) {
      const previous = items[at - 1]?.text ?? '';
      const next = items[at + 1]?.text ?? '';
      // "gpu=no region=eu-west-3", "non-stop at 60 rps"
      if (['=', ':'].includes(previous) || (text === 'non' && next === '-' && back > 2)) return 'said';
      if (text === 'not' && ['sure', 'certain', 'clear', 'know', 'decided'].includes(next)) return 'unsure';
      if (text === 'no' && ['idea', 'clue'].includes(next)) return 'unsure';
      if (text === 'not' && next === 'only') return 'said';
      if (text === 'no' && next === 'longer') return 'dropped';
      if (next === 'more' && items[at + 2]?.text === 'than') return 'said';
      if (['can', 'why'].includes(previous) && text === 'not') return 'dropped';
      if (NEGATORS.has(previous) && text === 'without') return 'dropped';
      if (text === 'without' && isNeeded(items, at, sentenceOf)) return 'said';
      return clear ? 'denied' : 'dropped';
    }
    if (UNSURE_BEFORE.has(text)) return 'unsure';
    if (text === 'than' && !['rather', 'instead', 'other'].includes(items[at - 1]?.text ?? '')) continue;
    // "4 rps, or rather 40 rps"
    if (text === 'rather' && items[at - 1]?.text === 'or') return 'said';
    if (HEDGES.has(text) && !(supposed && SUPPOSING.has(text)) && clauseOf[at] === clauseOf[from]) return 'dropped';
    if (back > 1 && item.kind === 'quantity') return 'said';
    if (
      clauseOf[at] !== clauseOf[from] &&
      !['and', 'or', 'nor', '/', '&', ...[]].includes(text) &&
      !listed &&
      !BETWEEN.has(text)
    )
      return 'said';
    if (!BETWEEN.has(text) && item.kind === 'word' && !listed && back > 3) return 'said';
    if (
      text === 'rid' ||
      text === 'away' ||
      (text === 'from' && items[at - 1]?.text === 'away') ||
      (text === 'move' && items[at + 1]?.text === 'off')
    )
      return 'dropped';
    // "Not in a VPC"
    if (
      ['in', 'on', 'with', 'from', 'over', 'inside', 'behind', 'within'].includes(text) &&
      clear &&
      isNotBefore(items, at)
    )
      return 'denied';
    if (!BETWEEN.has(text) && item.kind === 'word' && VERBS.has(text)) return 'said';
    if (!BETWEEN.has(text) && item.kind !== 'mark' && !listed) clear = false;
  }
  return 'said';
}

/** "Doesn't have to be in a VPC": nothing but small words stands between. */
function isNotBefore(items: readonly Item[], at: number): boolean {
  let near = at - 1;
  while (near > at - 6 && BETWEEN.has(items[near]?.text ?? '') && items[near]?.text !== 'or') near -= 1;
  return NEGATORS.has(items[near]?.text ?? '');
}

/** "It won't work without a GPU" */
function isNeeded(items: readonly Item[], at: number, sentenceOf: readonly number[]): boolean {
  const before = items
    .slice(Math.max(0, at - 4), at)
    .filter((_, near) => sentenceOf[Math.max(0, at - 4) + near] === sentenceOf[at]);
  return (
    before.some(({ text }) => ['useless', 'impossible', 'hopeless', 'unusable', 'infeasible'].includes(text)) ||
    (before.some(({ text }) => ['not', 'cannot', 'never', 'no'].includes(text)) &&
      before.some(({ text }) =>
        ['work', 'run', 'go', 'do', 'possible', 'start', 'way', 'live', 'manage', 'usable'].includes(text),
      ))
  );
}

function endsInOr(items: readonly Item[], from: number, sentenceOf: readonly number[]): boolean {
  for (let at = from; at < Math.min(items.length, from + 8) && sentenceOf[at] === sentenceOf[from]; at += 1) {
    if (['or', 'nor'].includes(items[at]?.text ?? '')) return true;
  }
  for (let at = from - 1; at >= Math.max(0, from - 3); at -= 1)
    if (['or', 'nor'].includes(items[at]?.text ?? '')) return true;
  return false;
}

/** Whether a sentence that ends in a question mark asks about what stands at a place: a clause before it may not. */
function asks(items: readonly Item[], at: number, sentenceOf: readonly number[]): boolean {
  let start = at;
  while (start > 0 && sentenceOf[start - 1] === sentenceOf[at] && items[start - 1]?.text !== ',') start -= 1;
  while (['and', 'so', 'but', 'then', 'hey', '-', 'ok'].includes(items[start]?.text ?? '')) start += 1;
  if (INTERROGATIVES.has(items[start]?.text ?? '')) return true;
  // "gpu?" alone, and "on cpu??"
  for (let next = at; next < at + 3; next += 1) if (items[next + 1]?.text === '?') return true;
  return false;
}
