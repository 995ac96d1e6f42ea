import type { InferenceOptionId } from '../../recommender/index.ts';

/** The lists of the home tab. */
export const HOME_LISTS = ['needs-me', 'open', 'decided', 'revisit'] as const;
export type HomeListId = (typeof HOME_LISTS)[number];

/** What a list says of one review. */
export interface HomeItem {
  name: string;
  /** Where it stands in Slack; null where it is not posted. */
  place: { channelId: string; url: string } | null;
  state: 'proposed' | 'accepted' | 'overridden' | 'withdrawn' | 'superseded';
  /** What is recommended; null where nothing fits. */
  choice: InferenceOptionId | null;
  /** What the team goes with; null where it is not decided. */
  decided: InferenceOptionId | null;
  requesterId: string;
  since: { byId: string; at: number };
  openConcerns: number;
  deciderId: string | null;
  decideBy: string | null;
  /** Why it waits for the one who looks. */
  needs: readonly ('open-concerns' | 'concern-answered' | 'decider')[];
}

/** One page of some reviews, newest first. */
export interface HomePage {
  items: readonly HomeItem[];
  /** Where the next page begins; null where there is none. */
  next: string | null;
}

/** Stands where all that was read is in channels of others, and more may follow. */
export const NONE_YET = 'None among the newest. Press *Older* to look further.';
