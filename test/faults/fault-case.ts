import type { World, WorldOptions } from './support/world.ts';

/** How long things last, in seconds. Shorter in continuous integration than in the table that is published. */
export interface Durations {
  /** Commands are sent for so long. */
  load: number;
  /** Slack answers 500 for so long. */
  trouble: number;
  /** Replies come so late. */
  delay: number;
  /** What Slack asks to wait at a rate limit. */
  retryAfter: number;
}

/** One row of the table: what was sent, what arrived, and what became of the rest. */
export interface Finding {
  what: string;
  sent: number;
  arrived: number;
  lost: number;
  doubled: number;
  remark: string;
  /** Why something may be lost here, and how much; without it nothing may. */
  unavoidable?: { why: string; atMost: number };
  /** This machine cannot bring the fault about. */
  isNotRun?: boolean;
  /** Something else that is wrong: the run fails. */
  fault?: string;
}

export interface FaultTools {
  durations: Durations;
  /** A workspace, and a way to start the bot in it. Ended with the case. */
  open(options?: WorldOptions): Promise<World>;
}

export interface FaultCase {
  name: string;
  /** It needs the machine for itself: it counts what happens at a rate. */
  alone?: boolean;
  /** It waits longer than others: it begins first. */
  long?: boolean;
  run(tools: FaultTools): Promise<Finding[]>;
}
