import { distance } from '../recommender/index.ts';

/** Words by which a question is known. Shorter ones are too near to others: "host" is no slip of "cost". */
const KNOWN =
  `serverless asynchronous transform realtime compare comparison assumption assumptions expensive cheaper cheapest
instance instances payload payloads traffic requests frankfurt pricing monthly deploy status decided suppose difference
alternatives streaming latency container containers`.split(/\s+/);

const SHORT: Readonly<Record<string, string>> = {
  waht: 'what',
  wht: 'what',
  wat: 'what',
  hwat: 'what',
  wath: 'what',
  whta: 'what',
  wut: 'what',
  whats: 'what is',
  hwo: 'how',
  hw: 'how',
  whu: 'why',
  wy: 'why',
  cna: 'can',
  fi: 'if',
  teh: 'the',
  woudl: 'would',
  wuold: 'would',
  coudl: 'could',
  cuold: 'could',
  cots: 'cost',
  csot: 'cost',
  asycn: 'async',
  ansync: 'async',
  bacth: 'batch',
};

/** "What's" and "who's". */
const SHORT_IS = /(?<![a-z])(what|who|where|how|when|which)['\u2019]s(?![a-z])/giu;

const LETTERS_MIN = 6;
const LETTERS_MAX = 16;

/** The same text with slips in the words that make a question put right: "waht abuot" and "serverles", not names or numbers. */
export function mendSlips(text: string): string {
  return text.replace(SHORT_IS, '$1 is').replace(/[a-z]+/giu, (word) => {
    const typed = word.toLowerCase();
    if (Object.hasOwn(SHORT, typed)) return SHORT[typed] ?? word;
    if (typed.length < LETTERS_MIN || typed.length > LETTERS_MAX || KNOWN.includes(typed)) return word;
    return KNOWN.find((known) => isSlip(typed, known)) ?? word;
  });
}

/** One letter more, less or another, or two that changed places. */
function isSlip(typed: string, known: string): boolean {
  if (typed[0] !== known[0] || Math.abs(typed.length - known.length) > 1) return false;
  if (distance(typed, known) <= 1) return !`${known}s${known}d`.includes(typed);
  const at = [...typed].findIndex((letter, place) => letter !== known[place]);
  return typed.length === known.length && swapped(typed, at) === known;
}

const swapped = (word: string, at: number): string =>
  `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`;
