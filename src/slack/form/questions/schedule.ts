import { readRuns, writeRuns } from '../../../wording/quantities/index.ts';

/** As people say it; of two that mean the same number the first is written. */
const SAYINGS = [
  'every night',
  'every weekday',
  'every week',
  'every month',
  'every year',
  'every hour',
  'every 5 min',
  'every 10 min',
  'every 15 min',
  'every 30 min',
  'every 2 hours',
  'every 3 hours',
  'every 4 hours',
  'every 6 hours',
  'every 12 hours',
  'twice a day',
  'twice a week',
];

const SAID = new Map(
  SAYINGS.toReversed().flatMap((saying) => {
    const runs = readRuns(saying);
    return runs.ok ? [[runs.value, saying] as const] : [];
  }),
);

/** `every night` for 30 runs a month; reading it gives the same number again. */
export const writeSchedule = (runsPerMonth: number): string => SAID.get(runsPerMonth) ?? writeRuns(runsPerMonth);
