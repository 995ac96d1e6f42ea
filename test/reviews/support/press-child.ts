import { openDatabase } from '../../../src/database/open-database.ts';
import { transact } from '../../../src/database/transact.ts';
import { actOnReview } from '../../../src/reviews/act-on-review.ts';
import type { ReviewAction } from '../../../src/reviews/action.ts';
import type { ReviewTables } from '../../../src/reviews/tables.ts';
import { agreedMoment } from '../../database/support/agreed-moment.ts';

/** Presses a button of each review at the agreed moment, all at once, and prints what each came to. */
const [url = '', userId = '', ...ids] = process.argv.slice(2);
const opened = await openDatabase<ReviewTables>(url);
if (!opened.ok) throw new Error(opened.text);
const { db } = opened;
await agreedMoment();
const action: ReviewAction = userId.endsWith('1')
  ? { kind: 'override', option: 'real-time', reason: 'we read from S3' }
  : { kind: 'accept' };
const outcomes = await Promise.all(
  ids.map((reviewId) =>
    transact(db, (trx) => actOnReview(trx, { teamId: 'T1', reviewId, actorId: userId, action }, Date.now())),
  ),
);
for (const outcome of outcomes) {
  const refusal = !outcome.ok && outcome.kind === 'refused' ? outcome.refusal : null;
  process.stdout.write(`${JSON.stringify({ won: outcome.ok, refusal })}\n`);
}
await opened.close();
