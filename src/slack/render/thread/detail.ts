import type { KnownBlock } from '@slack/types';
import type { Revision } from '../../../reviews/record.ts';

/** What the first reply in the thread tells of a revision. */
export type Told = Pick<Revision, 'recommendation' | 'heard'>;

/** One part of the first reply in the thread; nothing when there is nothing to say. At most 3,000 characters. */
export interface Detail {
  /** Unique among the details. */
  id: string;
  build(told: Told): KnownBlock[];
}
