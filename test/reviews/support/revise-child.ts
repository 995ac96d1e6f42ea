import { openDatabase } from '../../../src/database/open-database.ts';
import { named, recommend } from '../../../src/recommender/index.ts';
import { actOnReview } from '../../../src/reviews/act-on-review.ts';
import { findReview } from '../../../src/reviews/review-store.ts';
import type { ReviewTables } from '../../../src/reviews/tables.ts';

/** Changes a review's answers as often as asked, each time from what it read. After "stale" it reads again. */
const [url = '', reviewId = '', authorId = '', times = '0'] = process.argv.slice(2);
const opened = await openDatabase<ReviewTables>(url);
if (!opened.ok) throw new Error(opened.text);
const { db } = opened;
for (let done = 0; done < Number(times); ) {
  const review = await findReview(db, 'T1', reviewId);
  if (review === undefined) throw new Error('The review is gone');
  const baseRevision = review.latest.revision;
  const workload = named(`${authorId} ${done}`);
  const action = { kind: 'revise', baseRevision, workload, recommendation: recommend(workload) } as const;
  const asked = { teamId: 'T1', reviewId, actorId: authorId, action };
  const outcome = await db.transaction().execute((trx) => actOnReview(trx, asked, Date.now()));
  if (outcome.ok) done += 1;
}
await opened.close();
