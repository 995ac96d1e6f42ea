import type { Input } from '../inputs/input.ts';
import type { Handled } from './handled.ts';

/** The log holds no token and no response address, and nothing of it is a mistake of ours. */
export function logFaults({ isWellFormed }: Input, { errors }: Handled): string[] {
  // Slack's errors are part of the game. JavaScript's are our mistakes, even if someone was told about them.
  const mistakes = errors.filter((line) => /"type":"(?:TypeError|RangeError|ReferenceError|SqliteError)"/.test(line));
  return [
    ...(isWellFormed && mistakes.length > 0 ? [`a mistake: ${mistakes[0]?.slice(0, 1500)}`] : []),
    ...errors.filter((line) => /xox[a-z]-|xapp-|\/response\//.test(line)).map(() => 'a secret in the log'),
  ];
}
