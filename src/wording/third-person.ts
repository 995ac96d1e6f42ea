import type { Reason, Recommendation } from '../recommender/index.ts';
import { capitalized, wordSet } from './text.ts';

// Slack and the terminal speak to the reader: "You need a GPU." A decision record is read years later, by people who weren't
// asked: "The workload needs a GPU." Stored answers of earlier versions speak to the reader too, so their texts are rewritten.

/** A recommendation whose sentences say "the workload" and "the team" instead of "you". What people typed stays as it is. */
export function inThirdPerson(recommendation: Recommendation): Recommendation {
  const { choice, rejected, costs, outside, workload } = recommendation;
  const write = (text: string): string => writeInThirdPerson(text, workload.modelId);
  const told = <Told extends { text: string }>(one: Told): Told => ({ ...one, text: write(one.text) });
  const reasoned = <Given extends { reasons: Reason[] }>(one: Given): Given => ({
    ...one,
    reasons: one.reasons.map(told),
  });
  return {
    ...recommendation,
    choice: choice && {
      ...choice,
      // Earlier versions stored no `holdsIf`.
      ...(choice.holdsIf && { holdsIf: choice.holdsIf.map(told) }),
      ...(choice.sizing && { sizing: told(choice.sizing) }),
    },
    rationale: recommendation.rationale.map(told),
    rejected: rejected.map((other) => ({
      ...reasoned(other),
      wouldFitIf: other.wouldFitIf && told(other.wouldFitIf),
    })),
    rejectedHosting: recommendation.rejectedHosting.map(reasoned),
    costs: costs.map((cost) => ({ ...cost, note: cost.note && write(cost.note) })),
    ...(outside && { outside: outside.map(told) }),
    flips: recommendation.flips.map(told),
    assumptions: recommendation.assumptions.map(told),
    warnings: recommendation.warnings.map(told),
  };
}

/** What people typed stands in quotes, save the name of a model: `kept`. */
export function writeInThirdPerson(text: string, kept = ''): string {
  if (!YOU.test(text)) return text;
  const parts = kept !== '' && YOU.test(kept) ? text.split(kept) : [text];
  return parts.map((part) => part.replace(APART, (quoted, rest) => (rest ? rewritten(rest) : quoted))).join(kept);
}

const YOU = /\byou/i;

/** A quotation, or what stands around one. */
const APART = /"[^"]*"|([^"]+)/g;

type Writing = string | ((found: string, first?: string, second?: string) => string);

/** What to write for what, in this order: idioms that would read stiffly with another subject, then every other "your" and "you". */
const ROWS: readonly (readonly [RegExp, Writing])[] = [
  [
    /\byou don't need ([\w -]+?)(?=[,.:;]| and | or |$)/gi,
    (_, thing = '') => `${thing} ${isMany(thing) ? "aren't" : "isn't"} needed`,
  ],
  [/\byou have (?=(?:at (?:most|least) )?(?:an?|one|1)\b)/gi, 'there is '],
  [/\byou have (?=(?:at (?:most|least)|over|under|more than|less than|exactly|\d))/gi, 'there are '],
  [/\bbefore you commit\b/gi, 'before committing'],
  [/\bbefore you decide\b/gi, 'before deciding'],
  [/\bfrom your (?=\d)/gi, 'from the stated '],
  [/\byour (\d[\d.,e+-]* [a-z]+(?: \d+ [a-z]+)?)/gi, (_, time) => `the ${time} allowed`],
  [/\byour own\b/gi, "the team's own"],
  [/(?<![\w/-])yours(?![\w/-])/gi, "the team's"],
  [/(?<![\w/-])your(?![\w/-])/gi, 'the'],
  [
    /(?<![\w/-])you ((?:also|already|always|never|only|still) )?([a-z]+(?:'t)?)(?![\w/-])/gi,
    (_, how = '', verb = '') => `${OF_THE_WORKLOAD.has(verb) ? 'the workload' : 'the team'} ${how}${ofOne(verb)}`,
  ],
  [/(?<![\w/-])you(?![\w/-])/gi, 'the team'],
];

function rewritten(text: string): string {
  return ROWS.reduce((words, [pattern, writing]) => {
    return words.replace(pattern, (found: string, ...groups: string[]) => {
      const written = typeof writing === 'string' ? writing : writing(found, ...groups);
      return found.startsWith('Y') ? capitalized(written) : written;
    });
  }, text);
}

/** What the workload does; everything else the team does, or did. */
const OF_THE_WORKLOAD = wordSet('need allow');

/** Verbs that don't change after "the team". */
const UNCHANGED =
  /^(?:can|could|may|might|must|shall|should|will|would|did)(?:n't|not)?$|ed$|^(?:chose|gave|said|told|set)$/;

const IRREGULAR: Readonly<Record<string, string>> = {
  are: 'is',
  "aren't": "isn't",
  "don't": "doesn't",
  do: 'does',
  have: 'has',
  "haven't": "hasn't",
  need: 'needs',
  were: 'was',
  "weren't": "wasn't",
};

/** "need" → "needs": a verb as it follows one that does something. */
function ofOne(verb: string): string {
  const irregular = IRREGULAR[verb];
  if (irregular !== undefined) return irregular;
  if (UNCHANGED.test(verb)) return verb;
  return /(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : verb.replace(/([^aeiou])y$/, '$1ie').concat('s');
}

/** "production variants" and "two Availability Zones". */
const isMany = (thing: string): boolean => /[^s]s$/.test(thing);
