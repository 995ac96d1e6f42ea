import { reviewMigrations } from '../../../src/reviews/migrations.ts';
import type { ReviewTables } from '../../../src/reviews/tables.ts';
import { draftMigrations } from '../../../src/slack/drafts/migrations.ts';
import type { DraftTables } from '../../../src/slack/drafts/tables.ts';
import { postingMigrations } from '../../../src/slack/posting/migrations.ts';
import type { PostingTables } from '../../../src/slack/posting/tables.ts';

export type TestTables = ReviewTables & PostingTables & DraftTables;

export const ALL_MIGRATIONS = [reviewMigrations, postingMigrations, draftMigrations];
