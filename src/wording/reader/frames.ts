import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { rowOf } from './statements.ts';
import type { FramePart, Hit, Range, Reading } from './types.ts';
import { FRAMES as FRAMES_SAID } from './words/frames.ts';

/** What a sentence states that has a phrase of each group, in any order. */
type Frame = readonly [says: Partial<Workload>, ...groups: string[]];

const FRAMES: readonly Frame[] = Object.entries<string>(FRAMES_SAID).flatMap(([fact, frames]) =>
  frames.split('||').map((groups): Frame => [rowOf(fact).says, ...groups.split('&&')]),
);

const GROUPS = FRAMES.map(([, ...groups]) => groups);
const READS_NOT = GROUPS.map((groups) => groups.some((group) => /\b(?:not|no|nobody|never)\b/.test(group)));

/** The groups of all frames. */
export const FRAME_PARTS: readonly (readonly [phrases: string, part: FramePart])[] = GROUPS.flatMap((groups, frame) =>
  groups.map((phrases, group) => [phrases, { frame, group }] as const),
);

/** A word of doubt this many items away is about something else. */
const DOUBT_REACH = 6;

/** Farther apart, in items, two phrases are about different things. */
const SPAN_MAX = 14;

/** Reads what is stated by several words of a sentence together, wherever they stand in it. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
export function readFrames(reading: Reading): void {
  const { claims, clauses } = reading;
  const { sentenceOf, questions, supposed } = clauses;
  const bySentence = new Map<number, Hit<FramePart>[]>();
  for (const hit of reading.hits.frames) {
    const sentence = sentenceOf[hit.from] ?? 0;
    if (sentenceOf[hit.to - 1] !== sentence || (questions.has(sentence) && !supposed)) continue;
    bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), hit]);
  }
  if (bySentence.size === 0) return;
  const doubts = reading.hits.doubts.filter(
    ({ row, from }, _, all) => row === 'doubt' && !all.some((other) => other.row === 'never' && other.from === from),
  );
  for (const [sentence, own] of bySentence) {
    const found = FRAMES.flatMap((_, frame) => {
      const place = placeOf(reading, own, frame);
      const isDoubted = (at: Range): boolean =>
        doubts.some(
          ({ from }) => sentenceOf[from] === sentence && from >= at.from - DOUBT_REACH && from <= at.to + DOUBT_REACH,
        );
      return place === undefined || isDoubted(place) ? [] : [{ frame, ...place }];
    });
    for (const { frame, from, to } of found) {
      const [says] = FRAMES[frame] as Frame;
      for (const field of Object.keys(says) as WorkloadField[]) {
        if (claims.some((claim) => claim.field === field && !claim.hint)) continue;
        const rivals = found.filter(
          (other) => FRAMES[other.frame]?.[0][field] !== undefined && FRAMES[other.frame]?.[0][field] !== says[field],
        );
        if (rivals.some((other) => other.to - other.from < to - from)) continue;
        if (rivals.some((other) => other.to - other.from === to - from))
          reading.doubts.push({ field, from, to, reading: says[field] as never });
        else claims.push({ field, value: says[field] as never, from, to, weight: 1 });
      }
    }
  }
}

/** The shortest stretch that has a phrase of each group. */
function placeOf(
  { items }: Reading,
  hits: readonly Hit<FramePart>[],
  frame: number,
): { from: number; to: number } | undefined {
  const groups = GROUPS[frame] ?? [];
  const of = groups.map((_, group) => hits.filter(({ row }) => row.frame === frame && row.group === group));
  if (of.some((list) => list.length === 0)) return undefined;
  let best: { from: number; to: number } | undefined;
  for (const first of of[0] ?? []) {
    let [from, to] = [first.from, first.to];
    for (const list of of.slice(1)) {
      const near = list.reduce((one, other) => (stretch(other, from, to) < stretch(one, from, to) ? other : one));
      [from, to] = [Math.min(from, near.from), Math.max(to, near.to)];
    }
    if (to - from <= SPAN_MAX && to - from < (best ? best.to - best.from : Number.POSITIVE_INFINITY))
      best = { from, to };
  }
  if (best === undefined) return undefined;
  const negated = items
    .slice(Math.max(0, best.from - 3), best.to)
    .some(({ text }) => ['no', 'not', 'never', 'without', 'nobody', 'cannot'].includes(text));
  return negated && !READS_NOT[frame] ? undefined : best;
}

const stretch = (hit: Hit<FramePart>, from: number, to: number): number =>
  Math.max(to, hit.to) - Math.min(from, hit.from);
