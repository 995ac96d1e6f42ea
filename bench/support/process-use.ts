import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Linux reports CPU time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** Seconds of CPU time that a process has used, over all threads. NaN if the system doesn't say. */
export function processorSeconds(pid: number): number {
  try {
    // The name, in parentheses, may contain spaces. After it, user and system time are the 12th and 13th field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

/** What a process holds in memory, in MB. */
export function residentMB(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
