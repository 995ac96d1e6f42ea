import { parseArgs } from 'node:util';
import { pickNamed } from '../support/script-arguments.ts';
import { copyAfterStop, fileBackup, serverBackup } from './cases/backup.ts';
import { clockAhead, clockJump, clockJumpUnderLoad, signatureTime } from './cases/clock.ts';
import { recycleApart, recycleAtOnce, tcpCut } from './cases/connections.ts';
import { deadline, fullDisk, heldLock, noConnections, readOnlyDatabase, serverRestart } from './cases/database.ts';
import { killed, killedLater } from './cases/kill.ts';
import { eventsAgain, mentions, recordedPress, twoPresses } from './cases/repeated.ts';
import {
  acceptAfterLost,
  delayedReplies,
  lostAnswers,
  rateLimitAndRestart,
  rateLimitedPosts,
  serverErrors,
} from './cases/slack.ts';
import type { FaultCase } from './world.ts';

/** In the order of the table. */
export const FAULT_CASES: readonly FaultCase[] = [
  recycleApart,
  recycleAtOnce,
  tcpCut,
  rateLimitedPosts,
  rateLimitAndRestart,
  serverErrors,
  delayedReplies,
  lostAnswers,
  acceptAfterLost,
  mentions,
  readOnlyDatabase,
  fullDisk,
  serverRestart,
  heldLock,
  noConnections,
  deadline,
  copyAfterStop,
  fileBackup,
  serverBackup,
  clockAhead,
  clockJump,
  clockJumpUnderLoad,
  signatureTime,
  eventsAgain,
  recordedPress,
  twoPresses,
  killed,
  killedLater,
];

interface FaultOptions {
  cases: readonly FaultCase[];
  /** A minute and a half for all of it. */
  short: boolean;
  /** The production build instead of the source. */
  built: boolean;
  /** Whether the table goes into the document. */
  write: boolean;
}

export const USAGE = 'npm run faults -- [--short] [--only name,name] [--built] [--write]';

/** @throws Error with one sentence where the arguments are not understood. */
export function readOptions(args: string[]): FaultOptions {
  const { values } = parseArgs({
    args,
    options: {
      short: { type: 'boolean', default: false },
      only: { type: 'string' },
      built: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  const { only, ...flags } = values;
  if (flags.write && only !== undefined) {
    throw new Error('--write needs a run of all of it: with --only the table would lose its other rows.');
  }
  return { ...flags, cases: pickNamed('--only', only, FAULT_CASES) };
}
