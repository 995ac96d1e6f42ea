import { fault, type WordPhrase } from './word-phrase.ts';

const UNIT = `(?:[kmgt]i?b|ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?|days?|rps|qps|tps|usd)`;

/** Quantities that would be read wrongly, or by half, and are refused instead. Tried before everything else. */
export const FAULTS: readonly WordPhrase[] = [
  fault(
    String.raw`(?:0\d{0,20},\d{1,20}|\d{1,21},\d{1,2}(?!\d)|\d{1,21},\d{4,20}|\d{4,21},\d{1,20}) ?${UNIT}`,
    'A decimal comma could mean two things; write a point, such as 1.5 GB.',
  ),
  fault(String.raw`-\d[\d.,]{0,20} ?${UNIT}`, 'A quantity cannot be below zero; write it like 500 MB.'),
  fault(String.raw`(?!\d)[\p{Nd}\p{No}][\p{Nd}\p{No}.,]* ?${UNIT}`, 'Use the digits 0 to 9, such as 500 MB.'),
  fault(
    String.raw`(?:\d{22,60}|\d[\d.,]{0,30}e\+?\d{2,4}|\d{16,21}) ?${UNIT}`,
    'A quantity is beyond any sensible amount; write it like 500 MB.',
  ),
  fault(
    String.raw`(?:2[5-9]|[3-9]\d|\d{3,6}) ?(?:h|hours?) (?:a|per|each|every) day`,
    'A day has 24 hours; write it like 10 h a day.',
  ),
  fault(String.raw`(?:[89]|\d{2,6}) days (?:a|per|each|every) week`, 'A week has 7 days; write it like 5 days a week.'),
];
