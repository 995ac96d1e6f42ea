import { openAdvisor } from '../advice/advisor.ts';
import { formatUsd, type InferenceOptionId, optionTitle } from '../recommender/index.ts';
import { compareWithToday, isToRevisit, type Replayed } from '../reviews/replay.ts';
import { findReview, listAll } from '../reviews/review-store.ts';
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
  for await (const { id, teamId } of listAll(db)) {
    const review = await findReview(db, teamId, id);
    if (review === undefined || review.latest.factsVersion === version) continue;
    // Closed without a decision, or replaced: a replay is of no use.
    if (review.state === 'withdrawn' || review.state === 'superseded') continue;
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

const amountOf = (usd: number): string => (usd < 0 ? `-${formatUsd(-usd)}` : formatUsd(usd));

const titleOf = (option: InferenceOptionId | null): string =>
  option === null ? 'no option fits' : optionTitle(option);
