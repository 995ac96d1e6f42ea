import type { Clauses, Item } from './types.ts';
import { MOODS_WORDS as WORDS } from './words/sets.ts';

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
  const { sentenceOf, questions, supposed } = clauses;
  const after = wordsAfter(items, to, sentenceOf);
  if (DOUBTED.test(supposed ? after.replace(/^\?/u, '') : after)) return 'unsure';
  // "No cold start possible"
  if (WISHED.test(after) && !(items[from]?.text === 'no' && after.startsWith('possible'))) return 'dropped';
  // "Cold starts: no, vpc: no": what has its own value isn't denied by the next.
  const isAnswered = items.slice(from, to).some(({ text }) => text === ':' || text === '|');
  if (!isAnswered && DENIED.test(after)) return 'denied';
  if (isTraining(items, from, sentenceOf)) return 'dropped';
  if (
    /^(?:it|this|that|one)? ?(?:take|took|run|need|inference|latency)/.test(after) &&
    ['without', 'with'].includes(
      items[from - 1]?.text === 'a' ? (items[from - 2]?.text ?? '') : (items[from - 1]?.text ?? ''),
    )
  )
    return 'unsure';
  const before = moodBefore(items, from, clauses);
  if (before !== 'said') return before;
  if (!supposed && questions.has(sentenceOf[from] ?? -1) && asks(items, from, sentenceOf)) return 'dropped';
  return 'said';
}

export const TRAINING =
  /^(?:(?:re)?train(?:ed|ing)?|fine-?tuning|pretrain(?:ed|ing)?|refit(?:ted|ting)?|re?calibrat(?:e|ed|ing|ion)|trial|epoch)$/;

/** What a model was trained with says nothing about serving it. */
function isTraining(items: readonly Item[], from: number, sentenceOf: readonly number[]): boolean {
  for (let at = Math.max(0, from - 20); at < from; at += 1) {
    if (
      sentenceOf[at] === sentenceOf[from] &&
      TRAINING.test(items[at]?.text ?? '') &&
      !['but', 'and', 'then'].includes(items[at + 1]?.text ?? '')
    ) {
      return !items.slice(at, from).some(({ text }) => WORDS.served.has(text));
    }
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
  /^(?:: |- |\( ?)*(?:\?|tbd|tba|tbc|unknown|unclear|not sure|unsure|not clear|undecided|not (?:decided|settled|known)|still open|pending|,? ?(?:but )?i (?:doubt|am not sure|wonder)|(?:is )?(?:to be|not yet) (?:decided|known|clear)|(?:is |are )(?:still )?(?:a maybe|undecided|under discussion|open|tbd|in question)|or (?:not|no|cpu|gpu)\b|yes or no|maybe\b|we (?:do )?not know)/;
const WISHED =
  /^(?:,? ?(?:but )?(?:it is |that is )?not a must\b(?! any)|(?:: |- |\( ?)*(?:optional|n \/ a|not applicable|(?:as )?(?:a )?(?:fallback|backup|failover|dr)\b|nice to have|later\b|some ?day|one day|eventually|if possible|if avoidable|(?:if|where) (?:it|that|this|they|at all)? ?(?:can|could) be avoided|possible\b|if we can|not yet|only if\b)|(?:support |option |box |instance |machine |(?:at|on|over) (?:night|weekend) )?(?:would be|be) (?:nice|great|cool|good|welcome|a plus|lovely|handy)|(?:is |are )?prefer(?:red|able) but not|(?:is|are) (?:optional|scarce|expensive|hard to get|rare|a nice))/;
const NEEDED =
  '(?:need|needed|required|requested|asked for|necessary|used|wanted|available|allowed|supported|expected|possible|there|a must|a requirement|important|relevant|mandatory|compulsory|obligatory|essential|an option|in play|in scope)';
/** "gpu_enabled: false" */
const LABELS = '(?:ok|okay|fine|enabled|active|tolerate|tolerated|tolerance|acceptable|accepted|access|mode)';
const LIFTED =
  '(?:requirement |need |rule |constraint )?(?:is |are |was |were |has |have |been |got |go |went |fell )+(?:gone|away|dropped|waived|lifted|removed|cancelled|canceled|scrapped|withdrawn|obsolete)';
const DENIED = new RegExp(
  `^(?:is |are )?(?:${NEEDED}|${LABELS}) (?:[:|] )+(?:no|none|false|n|off)(?: [,;.)|/\n]|$)|^(?:(?:and|or|nor|/|,) [a-z]+ )?(?:(?:switched |turned )?off(?: [,;.)/]|$)|(?:config )?(?:: |- |\\( ?|" |\\| )+(?:no|none|false|n|not ${NEEDED}|off)\\b|(?:no|none|n)(?: [,;.)/]|$| ;)|(?:is |are |be |should )*(?:not|never) (?:be |really |strictly )*${NEEDED}|(?:is |are )?unnecessary|${LIFTED}\\b|neither\\b|(?:is |are )?not either\\b|(?:is |are |was |were |would be |might be |seems? |sounds? |looks? )(?:like )?(?:out|off the table|overkill|too much|a waste|pointless|wasted)\\b|[\u274c\u2717\u2718])`,
  'u',
);

/** What the words in front of a place make of it, from the nearest back. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
function moodBefore(items: readonly Item[], from: number, clauses: Clauses): Mood {
  const { clauseOf, sentenceOf, supposed } = clauses;
  // "No gpu, vpc or streaming" is a list; any other comma ends what a "no" denies.
  let listed = false;
  // Nothing but small words stands between a "no" and what it denies.
  let clear = true;
  for (let at = from - 1; at >= from - 8; at -= 1) {
    const item = items[at];
    if (item === undefined || sentenceOf[at] !== sentenceOf[from]) return 'said';
    const { text, kind } = item;
    listed ||= text === 'or' || text === 'nor' || (text === ',' && endsInOr(items, from, sentenceOf));
    if (text === ',') {
      if (!listed) return 'said';
      continue;
    }
    // "No gpu and vpc" can mean both.
    if (text === 'and' && at === from - 1 && items.slice(Math.max(0, at - 3), at).some(isNo)) return 'dropped';
    // "Drop the GPU", but not "drops between 30 and 40 files a day"
    if (WORDS.drops.has(text) && clear && items[at + 1]?.text !== 'to') return 'denied';
    if (WORDS.negators.has(text)) return moodOfNo(items, at, clear);
    if (WORDS.unsure.has(text)) return 'unsure';
    if (text === 'than' && !['rather', 'instead', 'other'].includes(items[at - 1]?.text ?? '')) continue;
    if (WORDS.hedges.has(text) && !(supposed && WORDS.supposing.has(text)) && clauseOf[at] === clauseOf[from])
      return isUnsureOf(items, at) ? 'unsure' : 'dropped';
    if (at < from - 1 && kind === 'quantity') return 'said';
    if (WORDS.between.has(text)) continue;
    if (listed) continue;
    const isJoin = ['and', '/', '&'].includes(text);
    if ((clauseOf[at] !== clauseOf[from] && !isJoin) || (kind === 'word' && (at < from - 3 || WORDS.verbs.has(text))))
      return 'said';
    if (kind !== 'mark') clear = false;
  }
  return 'said';
}

const isNo = ({ text }: Item): boolean => ['no', 'without', 'not'].includes(text);

/** Whether an "or" stands soon behind a place, or right in front of it. */
const endsInOr = (items: readonly Item[], from: number, sentenceOf: readonly number[]): boolean =>
  items
    .slice(Math.max(0, from - 3), from + 8)
    .some(({ text }, near) => text === 'or' && sentenceOf[Math.max(0, from - 3) + near] === sentenceOf[from]);

/** "Not sure if", "don't know whether" */
const isUnsureOf = (items: readonly Item[], at: number): boolean => {
  const [first, second] = [items[at - 2]?.text ?? '', items[at - 1]?.text ?? ''];
  const isOpen = first === 'not' && ['sure', 'certain', 'clear', 'know', 'decided'].includes(second);
  return (isOpen || second === 'unsure') && ['if', 'whether'].includes(items[at]?.text ?? '');
};

/** What a negation makes of the words behind it; `isClear`: nothing but small words stands between. */
function moodOfNo(items: readonly Item[], at: number, isClear: boolean): Mood {
  const [before = '', text = '', after = ''] = [at - 1, at, at + 1].map((near) => items[near]?.text);
  if (text === 'not' && ['sure', 'certain', 'clear', 'know', 'decided'].includes(after)) return 'unsure';
  if (text === 'not' && after === 'only') return 'said';
  if (text === 'not' && ['can', 'why'].includes(before)) return 'dropped';
  if (text === 'without' && WORDS.negators.has(before)) return 'dropped';
  return isClear ? 'denied' : 'dropped';
}

/** Whether a sentence that ends in a question mark asks about what stands at a place: a clause before it may not. */
function asks(items: readonly Item[], at: number, sentenceOf: readonly number[]): boolean {
  let start = at;
  while (start > 0 && sentenceOf[start - 1] === sentenceOf[at] && items[start - 1]?.text !== ',') start -= 1;
  while (['and', 'so', 'but', 'then', 'hey', '-', 'ok'].includes(items[start]?.text ?? '')) start += 1;
  // "What do you recommend, real-time with a GPU, async or something else?"
  const first = sentenceOf.indexOf(sentenceOf[at] ?? -1);
  const isList = items
    .slice(at, at + 6)
    .some(({ text }, near) => text === 'or' && sentenceOf[at + near] === sentenceOf[at]);
  if (start > first && isList && ['what', 'which'].includes(items[first]?.text ?? '')) return true;
  return WORDS.interrogatives.has(items[start]?.text ?? '');
}
