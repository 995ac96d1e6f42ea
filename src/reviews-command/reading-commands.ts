import type { Kysely } from 'kysely';
import { formatUsd, type InferenceOptionId, optionTitle, recommend } from '../recommender/index.ts';
import { writeAdr } from '../reviews/decision-record/index.ts';
import { compareWithToday, isToRevisit, type Replayed } from '../reviews/replay/compare-with-today.ts';
import { reviewsJudgedByOtherFacts } from '../reviews/replay/replay-store.ts';
import { findReview, findTeam, withNeighbours } from '../reviews/review-store.ts';
import type { ReviewTables } from '../reviews/tables.ts';
import { inert, table } from '../terminal/lines.ts';

/** Writes the decision record of a review. Where it stands in Slack is not said: only the bot knows its workspace's address. */
export async function writeAdrOf(
  db: Kysely<ReviewTables>,
  reviewId: string,
  write: (text: string) => Promise<void>,
): Promise<string | undefined> {
  const teamId = await findTeam(db, reviewId);
  const review = teamId === undefined ? undefined : await findReview(db, teamId, reviewId);
  if (review === undefined) return `There is no review "${inert(reviewId)}".`;
  await write(writeAdr(await withNeighbours(db, review), null));
  return undefined;
}

const COLUMNS = [
  { title: 'review', width: 36 },
  { title: 'name', width: 24 },
  { title: 'the team goes with', width: 24 },
  { title: 'today', width: 24 },
  { title: 'saves a year', width: 14 },
];

/** Writes which reviews would come out otherwise today, and stores nothing. */
export async function writeReplay(
  db: Kysely<ReviewTables>,
  write: (text: string) => Promise<void>,
): Promise<undefined> {
  const { version } = recommend({ name: 'any' }).facts;
  let looked = 0;
  const rows: string[][] = [];
  for await (const review of reviewsJudgedByOtherFacts(db, version, { unlessReplayed: false })) {
    looked += 1;
    const { workload } = review.latest;
    const replayed = compareWithToday(review, recommend(workload));
    if (isToRevisit(replayed)) rows.push([review.id, inert(workload.name), ...cellsOf(replayed)]);
  }
  await write(
    `${looked === 1 ? '1 review was' : `${looked} reviews were`} judged by other quotas or prices than today's (${version}); ${rows.length} would come out otherwise.\n`,
  );
  if (rows.length > 0) await write(`\n${table(COLUMNS, rows).join('\n')}\n`);
}

function cellsOf({ before, now, limitBroken, savingUsd }: Replayed): string[] {
  const ruledOut = limitBroken ? ', ruled out now' : '';
  return [`${titleOf(before)}${ruledOut}`, titleOf(now), savingUsd === null ? 'not known' : amountOf(savingUsd)];
}

function amountOf(usd: number): string {
  return usd < 0 ? `-${formatUsd(-usd)}` : formatUsd(usd);
}

function titleOf(option: InferenceOptionId | null): string {
  return option === null ? 'nothing fits' : optionTitle(option);
}
