import { setTimeout as sleep } from 'node:timers/promises';
import type { Acknowledgement } from '../../../local-workspace/delivery/delivery.ts';
import { textOf } from '../../../local-workspace/json.ts';
import type { World } from './world.ts';

/** What became of commands that were sent at a rate. */
export interface LoadCount {
  sent: number;
  /** A form opened. */
  arrived: number;
  /** More than one form for the same command, or an attempt at it. */
  doubled: number;
  /** The person saw Slack's own error: no connection, or no acknowledgement in time. */
  unacknowledged: number;
  /** Why Slack did not open a form. */
  refusals: string[];
}

const PEOPLE = 40;

/** Resolves to the milliseconds until the next connection is open. */
export function nextConnection({ workspace }: World): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no connection was opened in 10 s')), 10_000);
    const unsubscribe = workspace.subscribe((entry) => {
      if (entry.kind !== 'connection' || entry.change !== 'opened') return;
      clearTimeout(late);
      unsubscribe();
      resolve(Math.round(performance.now() - started));
    });
  });
}

/** Sends commands at a steady rate, each by one of many people, and counts the forms that open. */
export async function sendCommands(world: World, perSecond: number, seconds: number): Promise<LoadCount> {
  const { workspace, channel } = world;
  const people = Array.from({ length: PEOPLE }, (_, index) => workspace.addUser(`person${index}`));
  const from = workspace.eventLog.length;
  const started = performance.now();
  const sending: Promise<Acknowledgement>[] = [];
  for (let sent = 0; sent < perSecond * seconds; sent++) {
    const dueMs = (sent * 1000) / perSecond - (performance.now() - started);
    if (dueMs > 1) await sleep(dueMs);
    const person = people[sent % PEOPLE];
    if (person !== undefined) sending.push(person.slashCommand(channel, `load-${sent} 3 MB`));
  }
  const outcomes = await Promise.all(sending);
  // What is acknowledged opens within the three seconds of its trigger, or never.
  const acknowledged = outcomes.filter(({ ok }) => ok).length;
  const callsIn = () =>
    workspace.eventLog.slice(from).filter((entry) => entry.kind === 'call' && entry.method === 'views.open');
  for (let looks = 0; looks < 10 && callsIn().length < acknowledged; looks++) await sleep(400);

  const triggers: string[] = [];
  const opened = new Map<string, number>();
  const refusals = new Set<string>();
  let unacknowledged = 0;
  for (const entry of workspace.eventLog.slice(from)) {
    if (entry.kind === 'delivered' && entry.type === 'slash_commands') {
      triggers.push(String(entry.payload['trigger_id']));
    } else if (entry.kind === 'unacknowledged' && entry.type === 'slash_commands') unacknowledged += 1;
    else if (entry.kind === 'call' && entry.method === 'views.open') {
      if (entry.answer['ok'] !== true) refusals.add(String(entry.answer['error']));
      const trigger = textOf(entry.arguments['trigger_id']) ?? '';
      opened.set(trigger, (opened.get(trigger) ?? 0) + (entry.answer['ok'] === true ? 1 : 0));
    }
  }
  const times = triggers.map((trigger) => opened.get(trigger) ?? 0);
  return {
    sent: triggers.length,
    arrived: times.filter((count) => count > 0).length,
    doubled: times.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
    unacknowledged,
    refusals: [...refusals],
  };
}

export function describeLoad(unacknowledged: number, refusals: readonly string[]): string {
  const refused = refusals.length === 0 ? '' : `; Slack refused forms: ${refusals.join(', ')}`;
  return `${unacknowledged} commands were not acknowledged${refused}`;
}

/** Without any connection the next one is there within this time, on a busy machine as well. */
const REOPEN_LIMIT_MS = 100;

/** How many commands may be lost where every connection goes at once: what comes meanwhile, and nothing that was taken. */
export function unavoidablyLost(perSecond: number, unacknowledged: number): number {
  return Math.min(unacknowledged, (perSecond * REOPEN_LIMIT_MS) / 1000);
}
