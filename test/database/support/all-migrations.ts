import { reviewMigrations } from '../../../src/reviews/migrations.ts';
import type { ReviewTables } from '../../../src/reviews/tables.ts';
import {
  askedMigrations,
  draftMigrations,
  erasureMigrations,
  postingMigrations,
} from '../../../src/slack/migrations.ts';
import type { AskedTables, DraftTables, ErasureTables, PostingTables } from '../../../src/slack/tables.ts';

export type TestTables = ReviewTables & PostingTables & DraftTables & AskedTables & ErasureTables;

export const ALL_MIGRATIONS = [
  reviewMigrations,
  postingMigrations,
  draftMigrations,
  askedMigrations,
  erasureMigrations,
];
