import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { moodOf } from './moods.ts';
import type { Claim, Item, Reading } from './types.ts';

const NOT_A_PLACE = new Set([
  'weather',
  'market',
  'price',
  'demand',
  'sale',
  'shop',
  'tourist',
  'trip',
  'flight',
  'train',
  'hotel',
  'citizen',
  'farm',
  'university',
  'user',
  'customer',
  'office',
  'team',
  'hospital',
  'branch',
  'client',
  'shop',
  'store',
  'people',
  'based',
  'headquarter',
  'colleague',
  'mostly',
  'daytime',
  'hour',
  'doctor',
  'traffic',
  'time',
]);

/** What names of instance types, Regions and models state. */
export function readThings({ items, clauses, claims, doubts, understood }: Reading): void {
  for (const [at, { thing }] of items.entries()) {
    if (thing === undefined) continue;
    const place = { from: at, to: at + 1 };
    const mood = moodOf(items, place, clauses);
    const staysIn = thing.kind === 'region' && mood === 'denied' && isNotLeft(items, at);
    if ((mood === 'dropped' || mood === 'denied') && !staysIn) {
      understood.push(place);
      continue;
    }
    const claim = <F extends WorkloadField>(field: F, value: Workload[F]) =>
      mood === 'unsure'
        ? doubts.push({ field, ...place })
        : claims.push({ field, value, ...place, weight: 1.2 } as Claim);
    if (thing.kind === 'instance') {
      claim('instanceType', thing.type);
      if (/^ml\.(?:g\d|p\d)/.test(thing.type))
        claims.push({ field: 'requiresGpu', value: true, ...place, weight: 1, hint: true });
    } else if (isLeft(items, at)) understood.push(place);
    else if (
      thing.kind === 'region' &&
      (thing.region === textOf(items, at) ||
        ![at - 4, at - 3, at - 2, at - 1, at + 1].some(
          (near) => NOT_A_PLACE.has(items[near]?.text ?? '') && clauses.clauseOf[near] === clauses.clauseOf[at],
        ))
    )
      claim('region', thing.region);
    else if (thing.kind === 'model') {
      claim('modelId', thing.id);
      if (thing.bits !== undefined) claim('modelPrecisionBits', thing.bits as Workload['modelPrecisionBits']);
    } else if (thing.kind === 'zone') claim('timeZone', thing.zone);
    else if (thing.kind === 'link') understood.push(place);
  }
}

/** "May never leave Zurich" */
const isNotLeft = (items: readonly Item[], at: number): boolean =>
  items.slice(Math.max(0, at - 3), at).some(({ text }) => ['leave', 'exit', 'outside'].includes(text));

/** "From us-east-1 to eu-west-1": where it stands today is not where it should be. */
const isLeft = (items: readonly Item[], at: number): boolean =>
  items[at - 1]?.text === 'from' &&
  items[at + 1]?.text === 'to' &&
  items[at + 2]?.thing?.kind === items[at]?.thing?.kind;

const textOf = (items: readonly Item[], at: number): string => items[at]?.text ?? '';
