import type { Kysely } from 'kysely';
import { openAdvisor } from '../advice/advisor.ts';
import { formatUsd, type InferenceOptionId, optionTitle } from '../recommender/index.ts';
import type { Review } from '../reviews/record.ts';
import { compareWithToday, isToRevisit, type Replayed } from '../reviews/replay.ts';
import { findReview } from '../reviews/review-store.ts';
import type { ReviewTables } from '../reviews/tables.ts';
import { readPolicyFile } from '../settings/config.ts';
import { inert, table } from '../terminal/lines.ts';
import type { Run } from './command.ts';

const COLUMNS = [
  { title: 'review', width: 36 },
  { title: 'name', width: 24 },
  { title: "the team's choice", width: 24 },
  { title: 'today', width: 24 },
  { title: 'USD saved per year', width: 18 },
];

/** Lists the reviews that today's quotas and prices would change. Stores nothing. */
export const writeReplay: Run<'replay'> = async ({ db, write }) => {
  const opened = await openAdvisor(readPolicyFile());
  if (!opened.ok) return opened.text;
  const { advisor } = opened;
  const version = advisor.factsVersion();
  let looked = 0;
  const rows: string[][] = [];
  for await (const review of reviewsJudgedByOtherFacts(db, version)) {
    looked += 1;
    const { workload } = review.latest;
    const replayed = compareWithToday(review, advisor.again(review.latest.recommendation));
    if (isToRevisit(replayed)) rows.push([review.id, inert(workload.name), ...cellsOf(replayed)]);
  }
  await write(
    `${looked === 1 ? '1 review rests' : `${looked} reviews rest`} on older quotas or prices than today's (${version}). Today's would decide ${rows.length} differently.\n`,
  );
  if (rows.length > 0) await write(`\n${table(COLUMNS, rows).join('\n')}\n`);
  return undefined;
};

function cellsOf({ before, now, limitBroken, savingUsd }: Replayed): string[] {
  const ruledOut = limitBroken ? ', ruled out now' : '';
  return [`${titleOf(before)}${ruledOut}`, titleOf(now), savingUsd === null ? 'unknown' : amountOf(savingUsd)];
}

function amountOf(usd: number): string {
  return usd < 0 ? `-${formatUsd(-usd)}` : formatUsd(usd);
}

function titleOf(option: InferenceOptionId | null): string {
  return option === null ? 'no option fits' : optionTitle(option);
}

/** Returns whether a review is closed without a decision or replaced, so that a replay is useless. */
function isOver({ state }: Pick<Review, 'state'>): boolean {
  return state === 'withdrawn' || state === 'superseded';
}

/** Reviews per query. */
const PAGE = 100;

/** Iterates over the open and decided reviews of all teams that rest on other quotas or prices, by id. */
async function* reviewsJudgedByOtherFacts(db: Kysely<ReviewTables>, factsVersion: string): AsyncGenerator<Review> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('reviews')
      .innerJoin('review_revisions as latest', (on) =>
        on.onRef('latest.review_id', '=', 'reviews.id').onRef('latest.revision', '=', 'reviews.revision'),
      )
      .select(['reviews.id', 'reviews.team_id', 'reviews.state', 'latest.facts_version as judged_by'])
      .where('reviews.id', '>', after)
      .orderBy('reviews.id')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      if (isOver(row) || row.judged_by === factsVersion) continue;
      const review = await findReview(db, row.team_id, row.id);
      if (review !== undefined) yield review;
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
