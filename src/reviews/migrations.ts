import type { Migration } from '../database/migrate.ts';
import { reviews } from './migrations/001-reviews.ts';
import { reviewDecisions } from './migrations/002-review-decisions.ts';
import { reviewLists } from './migrations/003-review-lists.ts';
import { reviewReplays } from './migrations/004-review-replays.ts';
import { reviewsByRequester } from './migrations/005-reviews-by-requester.ts';

/** The changes of the record's tables, oldest first. */
export const reviewMigrations: readonly Migration[] = [
  reviews,
  reviewDecisions,
  reviewLists,
  reviewReplays,
  reviewsByRequester,
];
