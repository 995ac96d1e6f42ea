import { parseWorkload, WORKLOAD_FIELDS, type Workload, type WorkloadField, wordsOf } from '../recommender/index.ts';
import { addressesReader } from './addresses-reader.ts';
import { type Evidence, evidenceIn, isNear, type Place, type Proof, placesOf, proofOf } from './evidence.ts';
import { askAboutInvalid, type Heard, type ReadBy, type Unclear } from './heard.ts';
import { isAsked, type Proposed, type ProposedFact } from './proposed.ts';
import { readPastedWorkload } from './read-pasted.ts';
import { clipText, withoutBidiControls } from './text.ts';

/** What came of a language model's answer. */
export interface Combined {
  heard: Heard;
  /** Facts that count for nothing, not even as a question. */
  dropped: number;
  /** Whether anything of the answer counts; otherwise the rules' result stands as it is. */
  isUsed: boolean;
}

/** What rules and a language model read together. */
export const combine = (text: string, byRules: Heard, proposed: Proposed): Heard =>
  weighProposed(text, byRules, proposed).heard;

/**
 * What rules and a language model read together, and how much of the model's answer the text proves. Both agree: a fact. Only the
 * model states it: a fact with its quote. Otherwise it is asked, with what either read. Pure; never throws for what a model says.
 */
export function weighProposed(typed: string, byRules: Heard, proposed: Proposed): Combined {
  if (readPastedWorkload(typed) !== undefined || addressesReader(typed))
    return { heard: byRules, dropped: 0, isUsed: false };
  const evidence = evidenceIn(withoutBidiControls(typed));
  const { proven, unproven, dropped } = proveAll(evidence, byRules, proposed.facts);
  const readsSome = WORKLOAD_FIELDS.some((field) => isAsked(field) && byRules.says[field] !== undefined);
  if (proven.length + unproven.length === 0 && readsSome) return { heard: byRules, dropped, isUsed: false };
  const doubts = proveDoubts(evidence, proposed.unclear);
  return { heard: merge(evidence, byRules, proven, [...doubts, ...unproven]), dropped, isUsed: true };
}

/** A fact that the text proves, with its place. */
interface Proven extends Proof {
  field: WorkloadField;
  how: ProposedFact['how'];
  place: Place;
}

function proveAll(
  evidence: Evidence,
  { says: known }: Heard,
  facts: readonly ProposedFact[],
): { proven: Proven[]; unproven: Proven[]; dropped: number } {
  const proven = facts.flatMap((fact) => prove(evidence, known, fact) ?? []);
  const isSettled = ({ field, value, how }: ProposedFact): boolean =>
    proven.some((fact) => fact.field === field) ||
    // A name has many spellings, and the rules know theirs.
    (known[field] !== undefined && (how !== 'stated' || typeof value === 'string' || isNear(known[field], value)));
  const unproven = facts.flatMap((fact) => (isSettled(fact) ? [] : (quoted(evidence, fact) ?? [])));
  return { proven, unproven, dropped: facts.length - proven.length - unproven.length };
}

/** What a quote of the text may state, though it doesn't prove it: that is asked. */
function quoted(evidence: Evidence, { field, value, quote }: ProposedFact): Proven | undefined {
  const cuts = ({ start, end }: Place, amount: Place): boolean =>
    amount.start < end && start < amount.end && !lies(amount, { start, end });
  const place = placesOf(evidence, quote).find((one) => !evidence.amounts.some((amount) => cuts(one, amount)));
  const isKept = WORKLOAD_FIELDS.includes(field) && isAsked(field) && takes(field, value);
  // Words without any number ask for none.
  const isSaid =
    typeof value !== 'number' ||
    /\p{N}/u.test(quote) ||
    evidence.amounts.some((amount) => place && lies(amount, place));
  return place && isKept && isSaid ? { field, value, how: 'implied', place, amounts: [] } : undefined;
}

function prove(
  evidence: Evidence,
  known: Partial<Workload>,
  { field, value, quote, how }: ProposedFact,
): Proven | undefined {
  if (!WORKLOAD_FIELDS.includes(field) || !isAsked(field) || !takes(field, value)) return undefined;
  for (const place of placesOf(evidence, quote)) {
    const proof = proofOf(evidence, place, field, value, known);
    if (proof && takes(field, proof.value)) return { ...proof, field, how, place };
  }
  return undefined;
}

const takes = (field: WorkloadField, value: unknown): boolean => parseWorkload({ name: 'x', [field]: value }).ok;

/** Readings begin with a value; without a quote, the words of the text that prove it are found. */
const proveDoubts = (evidence: Evidence, unclear: Proposed['unclear']): Proven[] =>
  unclear.flatMap(({ field, readings, quote }) =>
    WORKLOAD_FIELDS.includes(field) && isAsked(field)
      ? readings.flatMap((reading) => proveReading(evidence, field, reading, quote) ?? [])
      : [],
  );

function proveReading(
  evidence: Evidence,
  field: WorkloadField,
  reading: string,
  quote: string | undefined,
): Proven | undefined {
  const value = valueIn(field, reading);
  if (value === undefined) return undefined;
  if (quote !== undefined) return prove(evidence, {}, { field, value, quote, how: 'implied' });
  const proof = takes(field, value)
    ? proofOf(evidence, { start: 0, end: evidence.text.length }, field, value)
    : undefined;
  const [place] = proof?.amounts ?? [];
  return proof && place && { ...proof, field, how: 'implied', place };
}

/** "480: the model takes up to 8 minutes" begins with its value. */
function valueIn(field: WorkloadField, reading: string): string | number | boolean | undefined {
  const [first = ''] = reading.trim().split(/[\s:;,]+/);
  const number = /^\d{1,15}(?:\.\d{1,15})?$/.test(first) ? Number(first) : undefined;
  if (number !== undefined) return number;
  if (/^(?:true|false)$/i.test(first)) return first.toLowerCase() === 'true';
  return wordsOf(field)?.find((word) => word === first) ?? (first === '' ? undefined : first);
}

/** The result while it is put together. */
interface Merging {
  evidence: Evidence;
  byRules: Heard;
  says: Partial<Workload>;
  from: Heard['from'];
  by: Partial<Record<WorkloadField, ReadBy>>;
  unclear: Unclear[];
  /** The amounts that the model's facts were made of. */
  made: Place[];
  /** What the model's facts and the questions quote. */
  taken: Place[];
}

function merge(evidence: Evidence, byRules: Heard, proven: readonly Proven[], doubts: readonly Proven[]): Heard {
  const merging: Merging = { evidence, byRules, says: {}, from: {}, by: {}, unclear: [], made: [], taken: [] };
  for (const field of WORKLOAD_FIELDS) {
    const [facts, more] = [proven, doubts].map((all) => all.filter((one) => one.field === field));
    decide(merging, field, facts ?? [], more ?? []);
  }
  for (const doubt of byRules.unclear) if (isOpen(merging, doubt)) addDoubt(merging, doubt);
  askAboutInvalid(merging);
  for (const field of WORKLOAD_FIELDS) if (merging.says[field] === undefined) delete merging.by[field];
  const { says, from, by, unclear } = merging;
  return { ...byRules, says, from, by, unclear, notUsed: leftIn(merging) };
}

/** Settles one field by who read it. */
function decide(merging: Merging, field: WorkloadField, facts: readonly Proven[], doubts: readonly Proven[]): void {
  const { says, from } = merging.byRules;
  const ruled = says[field];
  if (ruled !== undefined) {
    const agreed = facts.some(({ value }) => isNear(value, ruled));
    const others = facts.filter(({ value, how }) => !isNear(value, ruled) && (!agreed || how === 'stated'));
    // A type that is named may be of another system, which a model sees by the whole sentence.
    const isLeft = agreed || (field !== 'instanceType' && doubts.length === 0);
    const sure = typeof ruled === 'object' || (isLeft && others.length === 0);
    if (sure) use(merging, field, ruled, from[field] ?? '', agreed ? 'both' : 'rules');
    else askAll(merging, field, [ruled, ...valuesOf([...others, ...doubts])], from[field], others);
    return;
  }
  // A yes or a no has no amount that proves it.
  const [first, ...more] = facts.filter(({ how, value }) => how === 'stated' && typeof value !== 'boolean');
  if (first && more.every(({ value }) => isNear(value, first.value)) && !isDoubted(merging, first)) {
    use(merging, field, first.value, quoteOf(merging, first.place), 'model');
    merging.made.push(...first.amounts);
    merging.taken.push(...withoutOthers(merging.evidence, first));
  } else if (facts.length + doubts.length > 0) {
    askAll(merging, field, valuesOf([...facts, ...doubts]), undefined, [...facts, ...doubts]);
  }
}

const valuesOf = (facts: readonly Proven[]) => facts.map(({ value }) => value);

const quoteOf = ({ evidence }: Merging, { start, end }: Place): string => evidence.text.slice(start, end);

/** Whether the rules see other values of the field. */
function isDoubted({ byRules }: Merging, { field, value }: Proven): boolean {
  const readings = byRules.unclear.flatMap((doubt) => (doubt.field === field ? (doubt.readings ?? []) : []));
  return readings.length > 0 && !readings.some((reading) => isNear(reading, value));
}

function use(merging: Merging, field: WorkloadField, value: unknown, words: string, by: ReadBy): void {
  Object.assign(merging.says, { [field]: value });
  merging.from[field] = words;
  merging.by[field] = by;
}

type Value = Proven['value'];

/** Asks which of several values of a field is meant, or whether its only one is. `words`: those of the rules. */
function askAll(
  merging: Merging,
  field: WorkloadField,
  values: readonly Value[],
  words: string | undefined,
  facts: readonly Proven[],
): void {
  const ruled = words === undefined ? undefined : placeOf(merging.evidence.text, words);
  const places = [...(ruled ? [ruled] : []), ...facts.map(({ place }) => place)];
  const readings = values.filter((value, at) => values.findIndex((other) => isNear(other, value)) === at);
  const span = spanOf(places);
  if (span === undefined) addDoubt(merging, { field, words: words ?? '', readings });
  else addDoubt(merging, { field, words: quoteOf(merging, span), readings });
}

/** Words farther apart than this, in characters, are not quoted as one. */
const SPAN_MAX = 200;

/** From the first place to the last, or the first alone where that is far. */
function spanOf([first, ...more]: readonly Place[]): Place | undefined {
  if (first === undefined) return undefined;
  const start = Math.min(first.start, ...more.map((place) => place.start));
  const end = Math.max(first.end, ...more.map((place) => place.end));
  return end - start <= SPAN_MAX ? { start, end } : first;
}

/** Adds a question about a field, or its readings to the one that the same words have. */
function addDoubt(merging: Merging, { field, words, readings = [] }: Unclear): void {
  const { text } = merging.evidence;
  const place = placeOf(text, words);
  if (place) merging.taken.push(place);
  const known = merging.unclear.find((doubt) => doubt.field === field && isClose(text, doubt.words, words));
  if (known === undefined) {
    merging.unclear.push({ field, words, ...(readings.length > 0 && { readings }) });
    return;
  }
  const span = spanOf([known.words, words].flatMap((said) => placeOf(text, said) ?? []));
  if (span) known.words = quoteOf(merging, span);
  const all = [...(known.readings ?? []), ...readings];
  known.readings = all.filter((value, at) => all.findIndex((other) => isNear(other, value)) === at);
}

/** Whether words can be quoted as one, or are not in the text. */
function isClose(text: string, one: string, other: string): boolean {
  const places = [one, other].flatMap((words) => placeOf(text, words) ?? []);
  const span = spanOf(places);
  return places.length < 2 || (span !== undefined && places.every((place) => lies(place, span)));
}

/** Whether a question of the rules still stands: its field is empty, and its amounts are not what a fact of the model's was made of. */
function isOpen(merging: Merging, { field, words }: Unclear): boolean {
  if (merging.says[field] !== undefined) return false;
  const { evidence, made } = merging;
  const place = placeOf(evidence.text, words);
  const amounts = place ? evidence.amounts.filter((amount) => lies(amount, place)) : [];
  return amounts.length === 0 || amounts.some((amount) => !made.some((other) => lies(amount, other)));
}

const lies = (inner: Place, outer: Place): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Where words of the text stand; what was cut short ends with the text. */
function placeOf(text: string, words: string): Place | undefined {
  const isCut = words.endsWith('\u2026');
  const start = words === '' ? -1 : text.indexOf(isCut ? words.slice(0, -1) : words);
  return start < 0 ? undefined : { start, end: isCut ? text.length : start + words.length };
}

/** A quote without the amounts that its fact was not made of. */
function withoutOthers({ amounts }: Evidence, { place, amounts: own }: Proven): Place[] {
  return without(
    place,
    amounts.filter((amount) => lies(amount, place) && !own.some((one) => lies(amount, one))),
  );
}

/** What is left of a place without others. */
function without(place: Place, others: readonly Place[]): Place[] {
  let left = [place];
  for (const { start, end } of others)
    left = left.flatMap((piece) =>
      end <= piece.start || start >= piece.end
        ? [piece]
        : [
            { start: piece.start, end: start },
            { start: end, end: piece.end },
          ].filter((rest) => rest.end > rest.start),
    );
  return left;
}

/**
 * What the text still has that is neither used nor asked: of what the rules did not use what the model did not, and what only
 * they had used or asked.
 */
function leftIn({ evidence, byRules, from, by, unclear, taken }: Merging): string[] {
  const { text, amounts } = evidence;
  const stretches = byRules.notUsed.map((words) => ({ words, place: placeOf(text, words) }));
  const before = [...Object.values(byRules.from), ...byRules.unclear.map(({ words }) => words)];
  const kept = WORKLOAD_FIELDS.flatMap((field) => (by[field] === 'model' ? [] : [from[field] ?? '']));
  const now = [...kept, ...unclear.map(({ words }) => words)].flatMap((words) => placeOf(text, words) ?? []);
  const accounted = [...taken, ...now, ...stretches.flatMap(({ place }) => place ?? [])];
  const lost = amounts.filter(
    (amount) =>
      before.some((words) => words.includes(text.slice(amount.start, amount.end))) &&
      !accounted.some((place) => lies(amount, place)),
  );
  const left = stretches.flatMap(({ words, place }) =>
    place ? pieces(evidence, place, taken) : [{ start: text.length, words }],
  );
  return [...left, ...lost.map(({ start, end }) => ({ start, words: text.slice(start, end) }))]
    .sort((one, other) => one.start - other.start)
    .map(({ words }) => words);
}

/** Fewer words without a number, left of a stretch, are nobody's loss. */
const WORDS_MIN = 4;

/** What is left of a stretch that nobody used, without what the model did. */
function pieces(
  { text, amounts }: Evidence,
  place: Place,
  taken: readonly Place[],
): { start: number; words: string }[] {
  const rest = without(place, taken);
  const isWhole = rest.length === 1 && rest[0]?.start === place.start && rest[0].end === place.end;
  return rest.flatMap(({ start, end }) => {
    const words = trimmed(text.slice(start, end));
    const isNotable = amounts.some((amount) => lies(amount, { start, end })) || words.split(/\s+/).length >= WORDS_MIN;
    return words !== '' && (isWhole || isNotable) ? [{ start, words: clipText(words, SHOWN_MAX) }] : [];
  });
}

/** Longest stretch that is listed, in characters. */
const SHOWN_MAX = 300;

/** White space and marks at which a stretch of words is cut. */
const EDGES = new Set(' \t\n,;:.-()');

function trimmed(words: string): string {
  let [start, end] = [0, words.length];
  while (start < end && EDGES.has(words.charAt(start))) start += 1;
  while (end > start && EDGES.has(words.charAt(end - 1))) end -= 1;
  return words.slice(start, end);
}
