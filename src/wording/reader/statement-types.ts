import type { Workload } from '../../recommender/index.ts';

/** What words without a number state, what "no" before them states, and how they are meant. */
export interface StatementRow {
  says: Partial<Workload>;
  /** After "no", "without" and their like; without it, nothing is read there. */
  denied?: Partial<Workload>;
  /** A weaker hint, which gives way where the same field is stated otherwise. */
  hint?: true;
}

export type Line = readonly [says: Partial<Workload>, phrases: string, denied?: Partial<Workload> | 'hint'];
