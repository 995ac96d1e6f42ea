import { END } from '../amount.ts';

/**
 * How what comes next is meant. `plain`: as said. `denied`: right after "no". `unclear`: "no" stands further before it,
 * or it is only compared or wondered about, and nothing is read. `hedged`: after "maybe"; only quantities are read.
 */
export type Mood = 'plain' | 'denied' | 'unclear' | 'hedged';

const DENIAL = String.raw`(?:do(?:es)? not|did not|(?:is|are|was|were) not|can ?not|must not|need not|will not|should not|(?:don|doesn|didn|isn|aren|wasn|weren|won|can|needn|mustn|shouldn)'?t|no|not|without|w\/o|never|none|neither|excluding|except(?: for)?|lacks?|avoid)${END}|non-|non${END}`;
const AGAINST = `(?:if|unless|whether|either|instead of|rather than|unlike|unsure|seldom|hardly|barely|scarcely|no longer|versus|vs)${END}`;
const HEDGE = `(?:maybe|perhaps|possibly|probably|might|may|could|optional(?:ly)?|ideally|nice to have|later)${END}`;
const FILLER = `(?:or|a|an|any|the|needs?|needed|needing|requires?|required|requiring|to|have|has|uses?|using|be|for|of|supports?|on|run|want|wants|wanted|is|are)${END}`;
const TURN = `(?:but|however|yet|although|though)${END}`;

const MOODS: readonly [pattern: RegExp, next: (mood: Mood) => Mood][] = [
  [sticky(`nor${END}`), () => 'denied'],
  [sticky(AGAINST), () => 'unclear'],
  [sticky(DENIAL), (mood) => (mood === 'plain' || mood === 'hedged' ? 'denied' : 'unclear')],
  [sticky(HEDGE), (mood) => (mood === 'plain' ? 'hedged' : mood)],
  [sticky(TURN), () => 'plain'],
  [sticky(FILLER), (mood) => mood],
];

/** A word at this place that sets how the following is meant, and its length; undefined for any other word. */
export function moodWord(text: string, at: number, mood: Mood): { length: number; mood: Mood } | undefined {
  for (const [pattern, next] of MOODS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { length: match[0].length, mood: next(mood) };
  }
  return undefined;
}

/** After a word that is not understood, a "no" before it may or may not reach further. */
export function moodAfterUnknown(mood: Mood): Mood {
  return mood === 'denied' ? 'unclear' : mood;
}

const MORE_DENIED = sticky(
  String.raw` (?:or|nor)${END}|, ?(?:[^,.;:!?\n]{1,30}, ?){0,4}[^,.;:!?\n]{0,30}\b(?:or|nor) `,
);
const MAYBE_DENIED = sticky(String.raw` ?(?:and${END}|&|\/|\+)`);

/** How the words after a denied need are meant: "no gpu or vpc" denies both, "no gpu and vpc" may. */
export function moodAfterDenied(text: string, end: number): Mood {
  if (matchLength(MORE_DENIED, text, end) > 0) return 'denied';
  return matchLength(MAYBE_DENIED, text, end) > 0 ? 'unclear' : 'plain';
}

const NOT_NEEDED = `(?:needed|required|necessary|used|wanted|available|allowed|supported|expected|possible|there)`;
const DENIED_AFTER = sticky(
  String.raw` ?[:=] ?(?:no|none|false|not ${NOT_NEEDED})${END}| (?:no|none)(?= ?(?:[,;.\n]|$))| (?:(?:is|are) )?(?:not|(?:is|are)n'?t) (?:be )?${NOT_NEEDED}${END}| (?:is |are )?unnecessary${END}`,
);
const DOUBTED_AFTER = sticky(
  String.raw` ?\?| (?:(?:is |are |would be )?(?:optional|maybe|tbd|unknown|unclear|not sure|nice to have|if possible|not yet)|or (?:not|no|cpus?|gpus?))${END}`,
);
const AFFIRMED_AFTER = sticky(
  ` ?[:=] ?(?:yes|true|needed|required)${END}| (?:(?:is|are) )?(?:yes|needed|required)${END}`,
);
const LIST_DENIED = sticky(
  String.raw`(?: (?!but )[^,;.:!?\n ]{1,30}){1,8}? (?:not|(?:is|are)n'?t) (?:be )?${NOT_NEEDED}${END}`,
);
const OTHER_BEFORE = sticky(String.raw` (?:and|or|nor|&|\+) `);

/** What is said of a need right after it, and how many characters say it. */
export interface Verdict {
  kind: 'denied' | 'doubted' | 'none';
  length: number;
}

/** "gpu not needed" is denied, "gpu?" doubted; "vpc: yes" says the same as "vpc". */
export function verdictAfter(text: string, end: number): Verdict {
  const denied = matchLength(DENIED_AFTER, text, end);
  if (denied > 0) return { kind: 'denied', length: denied };
  const doubted = matchLength(DOUBTED_AFTER, text, end);
  if (doubted > 0) return { kind: 'doubted', length: doubted };
  const sharesDenial = matchLength(OTHER_BEFORE, text, end) > 0 && matchLength(LIST_DENIED, text, end) > 0;
  if (sharesDenial) return { kind: 'doubted', length: 0 };
  return { kind: 'none', length: matchLength(AFFIRMED_AFTER, text, end) };
}

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function sticky(source: string): RegExp {
  return new RegExp(`(?:${source})`, 'uy');
}
