import { reviewMigrations } from '../../../src/reviews/migrations.ts';
import type { ReviewTables } from '../../../src/reviews/tables.ts';
import {
  accountMigrations,
  askedMigrations,
  draftMigrations,
  erasureMigrations,
  installMigrations,
  postingMigrations,
} from '../../../src/slack/migrations.ts';
import type {
  AccountTables,
  AskedTables,
  DraftTables,
  ErasureTables,
  InstallTables,
  PostingTables,
} from '../../../src/slack/tables.ts';

export type TestTables = ReviewTables &
  PostingTables &
  DraftTables &
  AskedTables &
  ErasureTables &
  AccountTables &
  InstallTables;

export const ALL_MIGRATIONS = [
  reviewMigrations,
  postingMigrations,
  draftMigrations,
  askedMigrations,
  erasureMigrations,
  accountMigrations,
  installMigrations,
];
