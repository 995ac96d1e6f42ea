import type { Button, KnownBlock } from '@slack/types';
import {
  type DoubtReading,
  isSameValue,
  kindOf,
  labelOf,
  parseWorkload,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
} from '../../recommender/index.ts';
import { type ReadingLine, withoutQuestions, writeReading } from '../../wording/heard.ts';
import { writeValue } from '../../wording/quantities/index.ts';
import { capitalized, collapseSpaces, withoutBidiControls } from '../../wording/text.ts';
import { readRecord } from '../read-record.ts';
import { actions, button, labelled, section } from '../render/blocks.ts';
import { clip, escapeWithin } from '../render/mrkdwn.ts';
import {
  answerTo,
  type Draft,
  filledDraft,
  isAnswered,
  isInForm,
  type Offer,
  offersIn,
  readingOf,
  withFilled,
  withOffers,
  withReading,
} from './draft.ts';
import { DONT_KNOW, type Question } from './question.ts';
import { QUESTIONS } from './questions/index.ts';
import { draftOf, factsStated } from './read-form.ts';

/** Returns the offers that the answers have not settled, each with the readings that a question of the form takes. */
export function openOffers(draft: Draft): Offer[] {
  return unsettledOffers(draft).flatMap((offer) => {
    const readings = offer.readings.filter(({ field }) => questionOf(field, draft).place(draft) !== 'nowhere');
    return readings.length === 0 ? [] : [{ ...offer, readings }];
  });
}

function unsettledOffers(draft: Draft): Offer[] {
  const offers = offersIn(draft);
  if (offers.length === 0) return [];
  const facts = factsIn(draft);
  return offers.filter((offer) => !isSettled(offer, facts));
}

/** The lines of what was heard, without the questions that the answers have settled. */
export const linesLeft = (draft: Draft): ReadingLine[] => linesAsking(draft, unsettledOffers(draft));

/** The facts that somebody stated. That a caller waits is no response time, although it counts as one. */
function factsIn(draft: Draft): Partial<Workload> {
  const { responseTimeSeconds, ...facts } = factsStated(draft);
  return isAnswered(draft, 'within') && responseTimeSeconds !== undefined ? { ...facts, responseTimeSeconds } : facts;
}

/** An answer to one of the fields settles it, and to one in question any other answer. */
function isSettled({ kind, readings }: Offer, facts: Partial<Workload>): boolean {
  return isInForm(kind)
    ? !readings.some(({ field, value }) => isSameValue(facts[field], value))
    : readings.some(({ field }) => facts[field] !== undefined);
}

/** A pressed button: the words, and which reading of them is meant; none of them without one. */
export interface Pressed {
  words: string;
  reading?: DoubtReading;
}

/** So much of the words identifies an offer in a button, whose value has 2,000 characters at most. */
const WORDS_MAX = 200;

export const encodePressed = ({ words, reading }: Pressed): string =>
  JSON.stringify({ words: clip(words, WORDS_MAX), ...reading });

/** Reads what {@link encodePressed} wrote; undefined for anything else. */
export function decodePressed(text: string): Pressed | undefined {
  const { words, field: named, value } = readRecord(text);
  if (typeof words !== 'string') return undefined;
  if (named === undefined) return { words };
  const field = WORKLOAD_FIELDS.find((known) => known === named);
  if (field === undefined || !isPlain(value)) return undefined;
  return parseWorkload({ name: 'x', [field]: value }).ok ? { words, reading: { field, value } } : undefined;
}

const isPlain = (value: unknown): value is DoubtReading['value'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** What pressing a button makes of the draft, and why a fact was not filled in, in mrkdwn. */
interface Taken {
  draft: Draft;
  notice?: string;
}

/** Takes the reading that was pressed, which settles the offer. An answer that somebody typed stays as it is. */
export function take(draft: Draft, { words, reading }: Pressed): Taken {
  const offers = offersIn(draft);
  const offer = offers.find(
    (one) => clip(one.words, WORDS_MAX) === words && (reading === undefined || has(one, reading)),
  );
  if (offer === undefined) return { draft };
  const others = offers.filter((other) => other !== offer);
  const settled = withOffers(withReading(draft, linesAsking(draft, others)), others);
  if (reading === undefined) return { draft: isInForm(offer.kind) ? withoutReadings(settled, offer) : settled };
  const filled = states(settled, reading)
    ? settled
    : fillIn(isInForm(offer.kind) ? withoutReadings(settled, offer) : settled, reading);
  if (filled === undefined) return { draft, notice: whyNotFilled(draft, reading) };
  return { draft: isInForm(offer.kind) ? filled : withUnderstood(filled, reading) };
}

const has = ({ readings }: Offer, { field, value }: DoubtReading): boolean =>
  readings.some((reading) => reading.field === field && isSameValue(reading.value, value));

const states = (draft: Draft, { field, value }: DoubtReading): boolean => isSameValue(factsStated(draft)[field], value);

/** The lines of a draft that ask about these of its offers, and about no others. */
export function linesAsking(draft: Draft, asked: readonly Offer[]): ReadingLine[] {
  const known = offersIn(draft).map(({ words }) => words);
  const lines = readingOf(draft).flatMap((line) => withoutQuestions(line, known));
  const unclear = asked.flatMap(({ words, readings }) => readings.map(({ field }) => ({ field, words })));
  const [more] = writeReading({ says: {}, from: {}, unclear, notUsed: [] });
  if (more === undefined) return lines;
  const [check] = lines.filter(({ title }) => title === 'Check');
  const text = check === undefined ? more.text : `${check.text} · ${more.text}`;
  return [...lines.filter((line) => line !== check), { title: 'Check', text }];
}

/** The line of what was understood, with one more fact. */
function withUnderstood(draft: Draft, { field, value }: DoubtReading): Draft {
  const lines = readingOf(draft);
  const [fact] = writeReading({ says: { [field]: value }, from: {}, unclear: [], notUsed: [] });
  if (fact === undefined) return draft;
  const [understood] = lines.filter(({ title }) => title === 'Understood');
  const text = understood === undefined ? fact.text : `${understood.text} · ${fact.text}`;
  return withReading(draft, [{ title: 'Understood', text }, ...lines.filter((line) => line !== understood)]);
}

/** The draft with a fact in the inputs for it, beside what they say; undefined where an input says something else. */
function fillIn(draft: Draft, reading: DoubtReading): Draft | undefined {
  const before = factsIn(draft);
  const filled = answersFor(reading).reduce((next, [question, text]) => {
    const typed = answerTo(next, question.id).trim();
    if (typed === '' || typed === DONT_KNOW) return withFilled(next, question.id, text);
    const both = `${typed}, ${text}`;
    const isTaken = both.length <= LINE_MAX && question.build({}).element.type === 'plain_text_input';
    return isTaken && question.interpret(both, next).ok ? withFilled(next, question.id, both) : next;
  }, draft);
  const after = factsStated(filled);
  const isKept = (Object.keys(before) as WorkloadField[]).every((field) => isSameValue(before[field], after[field]));
  return isKept && isSameValue(after[reading.field], reading.value) ? filled : undefined;
}

/** Longest answer on one line, in characters. */
const LINE_MAX = 200;

/** The inputs that state a fact, with the answers that do. */
function answersFor({ field, value }: DoubtReading): [Question, string][] {
  return Object.entries(draftOf({ [field]: value })).flatMap(([id, text]) => {
    const question = QUESTIONS.find((candidate) => candidate.id === id);
    return question === undefined ? [] : [[question, text] as [Question, string]];
  });
}

/** The draft without the readings of an offer that its inputs have; what else they say stays. */
function withoutReadings(draft: Draft, { readings }: Offer): Draft {
  return readings
    .filter((reading) => states(draft, reading))
    .flatMap((reading) => answersFor(reading).map(([question, text]) => ({ question, text, field: reading.field })))
    .reduce((next, { question, text, field }) => {
      const answer = answerTo(next, question.id);
      const read = question.interpret(answer, next);
      if (answer === text) return withFilled(next, question.id, '');
      if (!read.ok || read.workload[field] === undefined) return next;
      const { [field]: _, ...rest } = read.workload;
      return withFilled(next, question.id, question.write(rest));
    }, draft);
}

/** The question about a field: of several the last, whose answer counts. */
function questionOf(field: WorkloadField, draft: Draft): Question {
  const asking = QUESTIONS.filter(({ fields }) => fields.includes(field));
  const question = asking.findLast(({ place }) => place(draft) !== 'nowhere') ?? asking.at(-1);
  if (question === undefined) throw new Error(`No question of the form is about ${field}.`);
  return question;
}

const SHOWN_MAX = 80;

function whyNotFilled(draft: Draft, { field, value }: DoubtReading): string {
  const [question] = answersFor({ field, value }).at(-1) ?? [questionOf(field, draft)];
  const label = `*${escapeWithin(labelIn(question, draft), SHOWN_MAX)}*`;
  const wanted = escapeWithin(writeValue(field, value), SHOWN_MAX);
  const typed = escapeWithin(withoutBidiControls(answerTo(draft, question.id)).trim(), SHOWN_MAX);
  return typed === ''
    ? `${label} isn't asked with the other answers, so I didn't fill in ${wanted}.`
    : `${label} says “${typed}”, so I left it as it is. To use ${wanted}, change it there.`;
}

const labelIn = (question: Question, draft: Draft): string => question.build(draft).label.text;

interface ShownBlock {
  block_id?: string;
  elements?: unknown;
  accessory?: unknown;
}

/** What an open form shows beside the answers, for a draft that was lost: its offers, and which inputs it has filled. */
export const draftInBlocks = (blocks: readonly ShownBlock[]): Draft =>
  withOffers(filledDraft(blocks.map(({ block_id: id = '' }) => id)), blocks.flatMap(offerIn));

function offerIn({ block_id: blockId = '', elements, accessory }: ShownBlock): Offer[] {
  const [, said] = OFFER_BLOCK.exec(blockId) ?? [];
  const kind = said === 'doubt' ? undefined : (said as Offer['kind']);
  const buttons: unknown[] = Array.isArray(elements) ? elements : [accessory];
  const pressed = buttons.flatMap((button) => decodePressed(valueIn(button)) ?? []);
  const readings = pressed.flatMap(({ reading }) => reading ?? []);
  const [first] = pressed;
  return said === undefined || first === undefined || readings.length === 0
    ? []
    : [{ ...(kind && { kind }), words: first.words, readings }];
}

const valueIn = (button: unknown): string =>
  typeof button === 'object' && button !== null && 'value' in button ? String(button.value) : '';

const OFFER_BLOCK = /^form_(doubt|check|confirm|use)_\d+$/;

const offerBlockOf = ({ kind }: Offer, at: number): string => `form_${kind ?? 'doubt'}_${at}`;

/** The most that have buttons: more would push the questions out of sight. The others stay on the line. */
const CHOICES_MAX = 4;
const ALSO_MAX = 6;
/** Readings of one doubt, beside the button for none of them. */
const READINGS_MAX = 4;
const QUOTE_MAX = 120;

export function shownOffers(offers: readonly Offer[]): Offer[] {
  const isAlso = ({ kind }: Offer) => kind === 'use';
  return [
    ...offers.filter((offer) => !isAlso(offer)).slice(0, CHOICES_MAX),
    ...offers.filter(isAlso).slice(0, ALSO_MAX),
  ];
}

/** What some words may state, each with buttons: first what is in doubt, then what a language model also read. */
export function buildOffers(shown: readonly Offer[]): KnownBlock[] {
  const blocks = shown.map((offer, at) => (offer.kind === 'use' ? buildUse(offer, at) : buildChoice(offer, at)));
  const firstUse = shown.findIndex(({ kind }) => kind === 'use');
  const title: KnownBlock[] = [section('*Also read*')];
  return blocks.flatMap((block, at) => (at === firstUse ? [...title, ...block] : block));
}

function buildChoice(offer: Offer, at: number): KnownBlock[] {
  const { kind, words } = offer;
  const readings = offer.readings.slice(0, READINGS_MAX);
  const [first] = readings;
  const isWhole = kind === 'confirm' || readings.length === 1;
  const facts = escapeWithin(readings.map(readingWords).join(' · '), QUOTE_MAX);
  const buttons =
    isWhole && first
      ? [taking('form_take_0', 'Yes', { words, reading: first })]
      : readings.map((reading, index) => taking(`form_take_${index}`, readingWords(reading), { words, reading }));
  const none = isWhole ? 'No' : readings.length === 2 ? 'Neither' : 'None of these';
  return [
    section(`*Check* ${quoted(words)}: ${isWhole ? `${facts}?` : 'which is it?'}`),
    actions(offerBlockOf(offer, at), [...buttons, taking('form_take_none', none, { words })]),
  ];
}

function buildUse(offer: Offer, at: number): KnownBlock[] {
  const { words, readings } = offer;
  return readings.slice(0, 1).map((reading) => ({
    ...section(`${escapeWithin(readingWords(reading), QUOTE_MAX)} · ${quoted(words)}`, {
      ...taking('form_take_0', 'Use', { words, reading }),
      ...labelled(`Use ${readingWords(reading)}`),
    }),
    block_id: offerBlockOf(offer, at),
  }));
}

const taking = (actionId: string, text: string, pressed: Pressed): Button =>
  button(actionId, text, encodePressed(pressed));

const quoted = (words: string): string => `“${escapeWithin(collapseSpaces(withoutBidiControls(words)), QUOTE_MAX)}”`;

/** "Response time 25 ms", "No GPU", "Traffic pattern: steady". */
function readingWords({ field, value }: DoubtReading): string {
  const label = labelOf(field);
  if (typeof value === 'boolean') return value ? capitalized(label) : `No ${label}`;
  const written = writeValue(field, value);
  return capitalized(kindOf(field) === 'number' ? `${label} ${written}` : `${label}: ${written}`);
}
