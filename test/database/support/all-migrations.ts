import { reviewMigrations } from '../../../src/reviews/migrations.ts';
import type { ReviewTables } from '../../../src/reviews/tables.ts';
import { askedMigrations } from '../../../src/slack/asked/migrations.ts';
import type { AskedTables } from '../../../src/slack/asked/tables.ts';
import { type ErasureTables, erasureMigrations } from '../../../src/slack/erasure/tables.ts';
import { draftMigrations } from '../../../src/slack/migrations.ts';
import { postingMigrations } from '../../../src/slack/posting/migrations.ts';
import type { PostingTables } from '../../../src/slack/posting/tables.ts';
import type { DraftTables } from '../../../src/slack/tables.ts';

export type TestTables = ReviewTables & PostingTables & DraftTables & AskedTables & ErasureTables;

export const ALL_MIGRATIONS = [
  reviewMigrations,
  postingMigrations,
  draftMigrations,
  askedMigrations,
  erasureMigrations,
];
