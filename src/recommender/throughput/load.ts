import { FIRST_TOKEN_SPAN } from './factors.ts';
import { growing, OWN_FACTORS, type Span } from './interval.ts';
import { answerSecondsOn, streamOn, type TypePlan } from './plan.ts';
import { firstTokenSeconds } from './replica.ts';

/** The busiest moment: requests that come per second, or else those in progress. */
export type Load = { readonly peakRps: number } | { readonly concurrentRequests: number };

/** What requests get, with how far it may be off. */
export interface Experience {
  /** Requests in progress, on all instances together. */
  readonly inProgress: number;
  /** Tokens per second of one stream. */
  readonly perStream: Span;
  readonly firstTokenSeconds: Span;
  readonly answerSeconds: Span;
}

/** What requests get at the peak, on this number of instances. */
export function peakOn(plan: TypePlan, load: Load, instances: number): Experience {
  const copies = instances * plan.replicas;
  const each = inProgressOnEach(plan, load, copies);
  const { factors } = plan;
  const firstToken = firstTokenAt(plan, each);
  const first = firstToken.likely;
  const rest = Math.max(0, answerSecondsOn(plan, each) - first);
  return {
    inProgress: each * copies,
    perStream: growing(streamOn(plan, each), factors),
    firstTokenSeconds: firstToken,
    answerSeconds: {
      low: firstToken.low + rest / factors.high,
      likely: first + rest,
      high: firstToken.high + rest / factors.low,
    },
  };
}

/** As modelled; where the team measured it, by how that compares with the model at the load that was measured. */
function firstTokenAt({ basis, rest, replica, replicas }: TypePlan, each: number): Span {
  const modelled = firstTokenSeconds(replica, Math.max(1, each));
  const { firstTokenSeconds: measured, concurrency } = (basis === 'measured' && rest?.level) || {};
  if (!measured || !concurrency) return growing(modelled, FIRST_TOKEN_SPAN);
  const then = firstTokenSeconds(replica, Math.max(1, concurrency / replicas));
  return growing((modelled * measured) / then, { low: 1 / OWN_FACTORS.high, high: 1 / OWN_FACTORS.low });
}

const ROUNDS = 60;
const CONVERGED = 1e-9;

/**
 * Requests in progress on each copy: as stated or, by Little's law, arrivals times the seconds that they then take. Where more
 * come than are answered, as many as its memory holds; the rest wait.
 */
function inProgressOnEach(plan: TypePlan, load: Load, copies: number): number {
  if ('concurrentRequests' in load) return load.concurrentRequests / copies;
  const held = Math.max(1, plan.replica.sequencesHeld);
  let inProgress = 1;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = Math.min(held, (inProgress + (load.peakRps / copies) * answerSecondsOn(plan, inProgress)) / 2);
    if (Math.abs(next - inProgress) <= inProgress * CONVERGED) return next;
    inProgress = next;
  }
  return inProgress;
}
