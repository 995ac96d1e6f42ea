import { randomBytes } from 'node:crypto';

/** Makers of the names that Slack gives: identifiers, timestamps, triggers. */
export interface Names {
  /** `C0000000A`: a letter and eight characters, different every time. */
  id(prefix: string): string;
  /** A message's `ts`: seconds with six digits, unique and rising even when the clock stands still. */
  ts(): string;
  /** `132456.7890123.abcdef`, the form that Slack gives a trigger_id. */
  trigger(): string;
  secret(): string;
  /** How far the names have come, so that those after a restart are new ones too. */
  mark(): NamesMark;
}

export interface NamesMark {
  count: number;
  lastMicroseconds: number;
}

export function createNames(clock: () => number, from: NamesMark = { count: 0, lastMicroseconds: 0 }): Names {
  let { count, lastMicroseconds } = from;
  return {
    id(prefix) {
      count += 1;
      return `${prefix}${count.toString(36).toUpperCase().padStart(8, '0')}`;
    },
    ts() {
      lastMicroseconds = Math.max(lastMicroseconds + 1, Math.round(clock() * 1000));
      return (lastMicroseconds / 1_000_000).toFixed(6);
    },
    trigger() {
      count += 1;
      return `${count}.${Math.floor(clock())}.${randomBytes(16).toString('hex')}`;
    },
    secret() {
      return randomBytes(12).toString('hex');
    },
    mark: () => ({ count, lastMicroseconds }),
  };
}
