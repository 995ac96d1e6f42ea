import { runCommandLine } from '../../support/run-command-line.ts';

/** Runs the check, in this process. @throws Stop and WrongUsage as the command does */
export const runCheck = (args: readonly string[]) => runCommandLine('check', args);
