import type { Button, KnownBlock } from '@slack/types';
import { type DoubtReading, kindOf, labelOf } from '../../recommender/index.ts';
import { writeValue } from '../../wording/quantities/index.ts';
import { capitalized, collapseSpaces, withoutBidiControls } from '../../wording/text.ts';
import { actions, button, labelled, section } from '../render/blocks.ts';
import { escapeWithin } from '../render/mrkdwn.ts';
import type { Offer } from './draft.ts';
import { encodePressed, offerBlockOf, type Pressed } from './offers.ts';

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
