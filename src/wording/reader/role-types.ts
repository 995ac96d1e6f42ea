import type { WorkloadField } from '../../recommender/index.ts';
import type { Dimension } from './types.ts';

/** What a quantity can be: a field, or something that no field holds. `ignore` keeps a video's length from being a deadline. */
export type Role =
  | WorkloadField
  | 'coldStart'
  | 'activeModels'
  | 'dataset'
  | 'idleHours'
  | 'ignore'
  | 'archive'
  | 'sizeEach';

export interface RoleRow {
  role: Role;
  dimensions: readonly Dimension[];
  side: 'before' | 'after' | 'either';
  weight: number;
}

export type Line = readonly [
  role: Role,
  dimensions: string,
  side: 'before' | 'after' | 'either',
  weight: number,
  phrases: string,
];
