import type { FaultCase } from '../fault-case.ts';
import { acceptAfterLost } from './accept-after-lost.ts';
import { copyAfterStop, fileBackup, serverBackup } from './backup.ts';
import { clockJump, clockJumpUnderLoad, signatureTime } from './clock-jump.ts';
import { fullDisk, heldLock, noConnections, readOnlyDatabase, serverRestart } from './database.ts';
import { eventsAgain } from './events-again.ts';
import { killed } from './kill.ts';
import { killedLater } from './kill-later.ts';
import { delayedReplies, lostAnswers } from './lost-answers.ts';
import { mentions } from './mentions.ts';
import { twoPresses } from './presses.ts';
import { recycleApart, recycleAtOnce } from './recycle.ts';
import { rateLimitedPosts, serverErrors } from './slack-refuses.ts';
import { tcpCut } from './tcp-cut.ts';

/** In the order of the table. */
export const FAULT_CASES: readonly FaultCase[] = [
  recycleApart,
  recycleAtOnce,
  tcpCut,
  rateLimitedPosts,
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
  copyAfterStop,
  fileBackup,
  serverBackup,
  clockJump,
  clockJumpUnderLoad,
  signatureTime,
  eventsAgain,
  twoPresses,
  killed,
  killedLater,
];
