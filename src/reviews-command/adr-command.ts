import type { Kysely } from 'kysely';
import { findName, findReview, findTeam } from '../reviews/review-store.ts';
import type { ReviewTables } from '../reviews/tables.ts';
import { adrOf } from '../slack/listeners/adr-of.ts';
import { inert } from '../terminal/lines.ts';
import { writeAdr } from '../wording/adr/write-adr.ts';

/** Writes the decision record of a review. Where it stands in Slack is not said: only the bot knows its workspace's address. */
export async function writeAdrOf(
  db: Kysely<ReviewTables>,
  reviewId: string,
  write: (text: string) => Promise<void>,
): Promise<string | undefined> {
  const teamId = await findTeam(db, reviewId);
  const review = teamId === undefined ? undefined : await findReview(db, teamId, reviewId);
  if (review === undefined) return `There is no review "${inert(reviewId)}".`;
  const nameOf = async (id: string | null) => (id === null ? null : ((await findName(db, review.teamId, id)) ?? null));
  const surroundings = { supersedes: await nameOf(review.supersedes), supersededBy: await nameOf(review.supersededBy) };
  await write(writeAdr(adrOf(review, { ...surroundings, url: null })));
  return undefined;
}
