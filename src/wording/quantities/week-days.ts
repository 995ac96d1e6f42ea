import { vocabulary } from '../vocabulary.ts';

const NAMES = [
  'mon(?:day)?s?',
  'tue(?:s|sday)?s?',
  'wed(?:nesday)?s?',
  'thu(?:r|rs|rsday)?s?',
  'fri(?:day)?s?',
  'sat(?:urday)?s?',
  'sun(?:day)?s?',
];
/** Monday is 0. */
const DAYS = vocabulary(NAMES.map((name, index) => [name, index] as const));
const DAY = `(?:${DAYS.source})`;

const GROUPS = vocabulary([
  ['(?:every |each )?(?:week|working|work|business) ?-?days?', [0, 1, 2, 3, 4]],
  ['(?:every |each )?week ?-?ends?', [5, 6]],
  ['(?:every|each) day|daily|all days|all week', [0, 1, 2, 3, 4, 5, 6]],
]);

const SPAN = String.raw`${DAY}\.?(?: ?(?:-|to|till|until|through|thru) ?${DAY}\.?)?`;
const ITEM = `(?:${GROUPS.source}|${SPAN})`;
const EACH_DAY = new RegExp(DAY, 'gu');
const EACH_ITEM = new RegExp(`\\b${ITEM}`, 'gu');

/** The source of a pattern for days of the week: `Mon-Fri`, `Mon, Wed and Fri`, `weekdays`, `every day`. */
export const DAY_LIST = `${ITEM}(?:(?: ?[,&+] ?| and )${ITEM}){0,6}`;

/** How many different days a text names that {@link DAY_LIST} matched. */
export function daysIn(text: string): number {
  const named = new Set<number>();
  for (const [item] of text.matchAll(EACH_ITEM)) {
    for (const day of daysOf(item)) named.add(day);
  }
  return named.size;
}

function daysOf(item: string): readonly number[] {
  const group = GROUPS.meaningOf(item);
  if (group) return group;
  const [first = 0, last = first] = [...item.matchAll(EACH_DAY)].map(([day]) => DAYS.meaningOf(day) ?? 0);
  const days: number[] = [];
  for (let day = first, steps = 0; steps < 7; day = (day + 1) % 7, steps += 1) {
    days.push(day);
    if (day === last) break;
  }
  return days;
}
