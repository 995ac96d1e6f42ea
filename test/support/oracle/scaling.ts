import type { Step, Tracking } from './read-scaling.ts';

// What Application Auto Scaling makes of policies that want something
// (https://docs.aws.amazon.com/autoscaling/application/userguide/, target-tracking-scaling-policy-overview and
// step-scaling-policy-overview, read 2026-09).

/** A capacity that a policy asks for. */
export interface Proposal {
  readonly to: number;
  readonly cooldown: number;
}

/** The last scale-out: until its cooldown ends, only a larger one goes on from where it started. */
interface LastOut {
  readonly from: number;
  readonly by: number;
  readonly until: number;
}

/** One resource that scales. Seconds count from the start of the simulation. */
export class ScalableTarget {
  readonly #min: number;
  readonly #max: number;
  readonly #startUpSeconds: number;
  #inService: number;
  /** What is starting, and when it serves. */
  #starting: { readonly count: number; readonly at: number } | null = null;
  #lastOut: LastOut | null = null;
  #inUntil = 0;

  constructor(initial: number, bounds: { readonly min: number; readonly max: number }, startUpSeconds: number) {
    this.#inService = initial;
    this.#min = bounds.min;
    this.#max = bounds.max;
    this.#startUpSeconds = startUpSeconds;
  }

  /** In service now. */
  get count(): number {
    return this.#inService;
  }

  /** In service or starting. */
  get desired(): number {
    return this.#inService + (this.#starting?.count ?? 0);
  }

  /** Whether anything serves from that second on. */
  isServingAt(second: number): boolean {
    return this.#inService > 0 || (this.#starting !== null && this.#starting.at <= second);
  }

  /** Lets what has started serve. */
  advanceTo(second: number): void {
    if (this.#starting === null || this.#starting.at > second) return;
    this.#inService += this.#starting.count;
    this.#starting = null;
  }

  /** Scales out to the largest proposal. While instances start the endpoint is being updated, and nothing else scales it. */
  scaleOut(second: number, proposals: readonly Proposal[]): void {
    let best: Proposal | undefined;
    for (const proposal of proposals) if (best === undefined || proposal.to > best.to) best = proposal;
    if (best === undefined || this.#starting !== null) return;
    const last = this.#lastOut !== null && second < this.#lastOut.until ? this.#lastOut : null;
    const by = best.to - this.#inService;
    if (last !== null && by <= last.by) return;
    const to = Math.min(this.#max, last === null ? best.to : last.from + by);
    const count = to - this.#inService;
    if (count <= 0) return;
    const at = second + this.#startUpSeconds;
    this.#starting = { count, at };
    this.#lastOut = { from: this.#inService, by: count, until: at + best.cooldown };
    // A scale-out ends a scale-in's cooldown.
    this.#inUntil = 0;
  }

  /** Scales in to the largest proposal, once all policies agree. */
  scaleIn(second: number, proposals: readonly Proposal[]): void {
    let best: Proposal | undefined;
    for (const proposal of proposals) if (best === undefined || proposal.to > best.to) best = proposal;
    if (best === undefined || this.#starting !== null || second < this.#inUntil) return;
    const to = Math.max(this.#min, best.to);
    if (to >= this.#inService) return;
    this.#inService = to;
    this.#inUntil = second + best.cooldown;
  }
}

/** What a target needs at a metric's value: in proportion, rounded up. From zero the metric counts as of one. */
export function trackedCapacity({ target }: Tracking, value: number, count: number): number {
  return Math.ceil((Math.max(1, count) * value) / target - 1e-9);
}

/** What a step policy makes of a breach; undefined where none of its steps covers the value. */
export function steppedCapacity({ type, adjustments, alarm }: Step, value: number, count: number): number | undefined {
  const beyond = value - alarm.threshold;
  const step = adjustments.find(({ from, to }) => beyond >= from && beyond < to);
  if (step === undefined) return undefined;
  if (type === 'ExactCapacity') return step.by;
  if (type === 'ChangeInCapacity') return count + step.by;
  if (type !== 'PercentChangeInCapacity') return undefined;
  const change = (count * step.by) / 100;
  return count + (Math.abs(change) < 1 ? Math.sign(change) : Math.trunc(change));
}
