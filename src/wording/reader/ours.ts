import { wordSet } from '../text.ts';
import { isBeside, isFormer, isOthers, isSpentElsewhere, isSuperseded } from './asides.ts';
import { LEAST } from './assign-roles.ts';
import type { Assigned, Reading } from './types.ts';

// Of two amounts of a kind, the one that is of the present system of our own counts.

const OUR = wordSet('our ours yours mine my we us');

/** Stand for what is ours: "ours are 2.5 MB". */
const OURS = wordSet('ours yours mine');

const FORMER = wordSet('old previous former legacy prior earlier retired incumbent previously formerly originally');

const WAS = wordSet('was were had did took used ran answered needed handled got weighed sent');

const THEY = wordSet('theirs everyone everybody others colleague competitor competition rival neighbour neighbor');

const GROUPS = wordSet(`
  team group department unit squad company firm org customer vendor guild crew folk guy tribe division platform people
`);

const DEPARTMENTS = wordSet(
  'marketing sales finance hr legal procurement logistics accounting billing payments search',
);

const DO = wordSet('runs uses has sends gets needs takes does wants sees');

/** What is planned or only possible takes nothing back. */
const UNREAL = wordSet('could might would will planned plan next later maybe perhaps');

const CUT =
  /^(?:cut|trim|shr[iau]nk|resize|downscale|downsample|compress|crop|truncate|clip|cap|reduce|squeeze|scale|strip|thin|zip|gzip|convert|split|chunk|slice|chop)(?:s|d|ed|ped|med|ting|ping)?$/;

const TO = wordSet('to into down at');

/** What is said about an amount. */
interface Said {
  /** Its words, as typed, back to the amount of the same kind before it and on to the end of its clause. */
  words: readonly string[];
  /** Those in front of it. */
  before: readonly string[];
}

function saidOf({ items, tokens, clauses: { clauseOf, sentenceOf } }: Reading, { at, quantity }: Assigned): Said {
  const wordOf = (near: number) => tokens[items[near]?.from ?? 0]?.raw.toLowerCase() ?? '';
  const before: string[] = [];
  for (let near = at - 1; near >= at - REACH && sentenceOf[near] === sentenceOf[at]; near -= 1) {
    if (items[near]?.quantity?.dimension === quantity.dimension) break;
    before.unshift(wordOf(near));
  }
  const after: string[] = [];
  for (let near = at + 1; near <= at + 6 && clauseOf[near] === clauseOf[at]; near += 1) after.push(wordOf(near));
  return { before, words: [...before, ...after] };
}

/** How far back the words of an amount go. */
const REACH = 12;

const has = (words: readonly string[], set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));

/** "v3" */
const versionIn = (words: readonly string[]): number | undefined => {
  const [, version] = words.map((word) => /^v(\d{1,3})$/.exec(word)).findLast((found) => found !== null) ?? [];
  return version === undefined ? undefined : Number(version);
};

/** "The video team uses …", "everyone else has …" */
const isOfAnother = ({ words, before }: Said): boolean =>
  !has(words, OUR) &&
  (has(before, THEY) ||
    before.some(
      (word, at) =>
        (at > 0 && GROUPS.has(word.replace(/s$/, ''))) || (DEPARTMENTS.has(word) && DO.has(before[at + 1] ?? '')),
    ));

/** "We cut them to 64 KB", "we cut 10 MB of them to 64 KB" */
const isCut = ({ before }: Said, other: Said): boolean => {
  const to = before.findLastIndex((word) => TO.has(word));
  const cut = before.findLastIndex((word) => CUT.test(word));
  const isCutBefore = other.before.slice(-3).some((word) => CUT.test(word)) && !has(other.before, UNREAL);
  return to >= 0 && before.length - to <= 4 && (cut < 0 ? isCutBefore : cut < to && to - cut <= 5);
};

/** "The old one took 2 s, the new one takes 300 ms", "theirs have 400 MB, ours 2.5 MB" */
function isInPlaceOf(here: Said, other: Said, isLater: boolean): boolean {
  if (has(here.words, UNREAL)) return false;
  const [version, former] = [versionIn(here.words), versionIn(other.words)];
  const isOurs = has(here.words, OUR);
  if (version !== undefined && former !== undefined) return version > former && has(other.words, WAS);
  if (has(here.before, FORMER) || isOfAnother(here)) return false;
  if (isLater && isCut(here, other)) return true;
  if (has(other.before, FORMER)) return true;
  if (isOfAnother(other)) return isOurs;
  if (has(here.before, OURS)) return isLater && !has(other.words, OUR);
  return isLater && has(other.before, WAS) && has(here.words, NOW) && !has(here.words, WAS);
}

const NOW = wordSet('is are now today has have new takes needs uses currently');

/** Takes back an amount that another one stands in place of, which is about the same. */
export function keepOurs(reading: Reading, all: readonly Assigned[]): Assigned[] {
  const kept = [...all];
  const said = all.map((one) => saidOf(reading, one));
  for (const [index, one] of all.entries()) {
    for (let other = Math.max(0, index - 3); other <= index + 3; other += 1) {
      const [next, here, there] = [kept[other], said[index], said[other]];
      if (other === index || next === undefined || here === undefined || there === undefined) continue;
      if (!isAlike(reading, one, next) || !isInPlaceOf(there, here, other > index)) continue;
      reading.understood.push({ from: one.at, to: one.at + 1 });
      kept[other] = { ...next, roles: rolesOf(next).length > 0 ? rolesOf(next) : rolesOf(one), ours: true };
    }
  }
  return kept;
}

/** Whether two amounts can be about the same. */
function isAlike({ items, clauses: { sentenceOf } }: Reading, one: Assigned, other: Assigned): boolean {
  const { dimension } = one.quantity;
  if (dimension !== other.quantity.dimension || !KINDS.has(dimension)) return false;
  if (Math.abs((sentenceOf[one.at] ?? 0) - (sentenceOf[other.at] ?? 0)) > 1) return false;
  const noun = items[other.at + 1];
  if (dimension === 'count' && noun?.kind === 'word' && noun.text !== items[one.at + 1]?.text) return false;
  const [here, there] = [rolesOf(one)[0], rolesOf(other)[0]];
  if (here === undefined || there === undefined) return true;
  return rolesOf(other).some(({ role, score }) => role === here.role && there.score - score < NEAR);
}

/** A role so little weaker than the best may be meant. */
const NEAR = 0.2;

const rolesOf = ({ roles }: Assigned): Assigned['roles'] =>
  roles.filter(({ role, score }) => score >= LEAST && role !== 'ignore');

const KINDS = new Set(['time', 'size', 'rate', 'count']);

/** Whether an amount is no fact of our system, by its own words. */
export const isAside = (reading: Reading, one: Assigned): boolean =>
  one.ours !== true &&
  (isOthers(reading, one.at) ||
    isBeside(reading, one.at) ||
    isSuperseded(reading, one.at) ||
    isFormer(reading, one.at) ||
    isSpentElsewhere(reading, one));
