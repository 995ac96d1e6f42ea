import { formatUsd, type InferenceOptionId, optionTitle } from '../../recommender/index.ts';

interface Changed {
  /** What the team goes with. */
  before: InferenceOptionId | null;
  /** What is recommended today. */
  now: InferenceOptionId | null;
  limitBroken: boolean;
  /** A year. */
  savingUsd: number | null;
}

/** What today's quotas and prices change: "Real-time Inference → Serverless Inference, about $1,200 a year less". */
export function describeReplay({ before, now, limitBroken, savingUsd }: Changed): string {
  const outcome = `${titleOf(before)} → ${titleOf(now)}`;
  return [outcome, ...(limitBroken ? [`${titleOf(before)} is ruled out now`] : []), ...describeSaving(savingUsd)].join(
    ', ',
  );
}

function titleOf(option: InferenceOptionId | null): string {
  return option === null ? 'nothing that fits' : optionTitle(option);
}

function describeSaving(usd: number | null): string[] {
  if (usd === null || Math.abs(usd) < 1) return [];
  return [`about ${formatUsd(Math.abs(usd))} a year ${usd > 0 ? 'less' : 'more'}`];
}
