import { cpus, loadavg } from 'node:os';

/** When and where something was measured, and the load of the machine when it began. */
export function describeConditions(rounds: number, loadBefore: number): string {
  const [processor] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} processors${processor === undefined ? '' : ` (${processor.model.trim()})`}`;
  return `${date}, Node ${process.versions.node}, ${machine}, rounds: ${rounds}, load average when it began: ${loadBefore.toFixed(1)}.`;
}

/** The load average of the last minute. */
export function loadNow(): number {
  return loadavg()[0] ?? Number.NaN;
}
