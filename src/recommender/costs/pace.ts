import { TARGET_UTILISATION } from '../facts/working-figures.ts';
import { PLANNED_SHARE } from '../throughput/factors.ts';
import type { Rest } from '../throughput/plan.ts';
import type { PaceTurn } from './circumstances.ts';
import type { Volume } from './volume.ts';

/** How fast one instance of a type is, where that is modelled; of a model that writes tokens while it is as fast as was asked for. */
export interface Pace {
  /** `together`: requests that are in progress slow each other. `in-turn`: each waits for those before it. */
  readonly work: 'together' | 'in-turn';
  /** Requests in progress on one instance, on all copies of the model together. */
  readonly atOnce: number;
  /** Seconds that each of them takes then. */
  readonly seconds: number;
  /** Of a model that writes tokens: its copies on one instance, each on as many GPUs as make it as fast as asked. */
  readonly copies?: number;
  /** Requests of the longest kind that its memory holds, whatever their speed. */
  readonly held: number;
  /** The least and the most of the likely throughput, as factors: 0.6 and 1.45. */
  readonly low: number;
  readonly high: number;
  /** Of a model that doesn't write tokens, where it rests on what the team measured. */
  readonly own?: { readonly basis: 'measured' | 'modelled'; readonly rest: Rest };
}

/** How much of what an instance does at most it is planned to do at the peak. */
export const plannedShare = (pace: Pace | undefined): number =>
  pace?.work === 'together' ? PLANNED_SHARE : TARGET_UTILISATION;

/**
 * The same for a count at the peak where an instance turns out slower or faster: a model that writes tokens works on more at once
 * when more come, so the room that the likely count leaves is used up first.
 */
export function shareAtPeak(pace: Pace | undefined, share: number, turn: PaceTurn): number {
  if (turn === 'likely' || pace?.work !== 'together') return share;
  return turn === 'high' ? 1 : Math.min(1, share / pace.low);
}

/** The seconds of one request by which a load is counted: where only the requests in progress are stated, those it was counted with. */
export const secondsAt = (pace: Pace, { isLoad, sizing }: Pick<Volume, 'isLoad' | 'sizing'>): number =>
  isLoad ? sizing.processingSeconds : pace.seconds;

/** Requests on one instance at once, by how the throughput turns out: it serves more or fewer of them in the same time. */
export const atOnceAt = (pace: Pace, turn: PaceTurn): number => pace.atOnce * (turn === 'likely' ? 1 : pace[turn]);
