import { reviewMigrations } from '../../../src/reviews/migrations.ts';
import type { ReviewTables } from '../../../src/reviews/tables.ts';
import {
  accountMigrations,
  askedMigrations,
  draftMigrations,
  erasureMigrations,
  postingMigrations,
} from '../../../src/slack/migrations.ts';
import type {
  AccountTables,
  AskedTables,
  DraftTables,
  ErasureTables,
  PostingTables,
} from '../../../src/slack/tables.ts';

export type TestTables = ReviewTables & PostingTables & DraftTables & AskedTables & ErasureTables & AccountTables;

export const ALL_MIGRATIONS = [
  reviewMigrations,
  postingMigrations,
  draftMigrations,
  askedMigrations,
  erasureMigrations,
  accountMigrations,
];
