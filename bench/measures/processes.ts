import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, quantile, ratiosOf, spreadOf, writeMedian, writeSpread } from '../report.ts';
import {
  APPS,
  type AppKind,
  inTurn,
  inWorld,
  type Measure,
  type RunningApp,
  residentMB,
  type Timed,
} from '../worlds.ts';

/** Commands before each reading, for the default of 2,000 commands. Scaled by `--commands`. */
const LOOKS = [0, 10_000, 50_000];
const USUAL_COMMANDS = 2000;
const SETTLE_MS = 1500;
const BYTES_PER_MB = 1024 * 1024;
const MOST = 1.5;
/** Heap after 50,000 commands against 10,000, both after garbage collection. */
const MOST_GROWTH = 1.05;

interface Memory {
  /** As the system sees it, including what the engine has not returned. */
  residentMB: number;
  /** The heap after garbage collection. */
  heapMB: number;
}

/** Memory of the idle process, and after many commands. */
export const memory: Measure = {
  name: 'memory',
  mostRounds: 3,
  async run(setup) {
    const found: Record<AppKind, Memory[][]> = { bare: [], bot: [] };
    const looks = LOOKS.map((count) => Math.round((count * setup.commands) / USUAL_COMMANDS));
    const flags = ['--expose-gc', '--import', `file://${setup.compiled['memory-probe']}`];
    await inTurn(APPS, setup.rounds, async (kind, round) => {
      setup.say(`memory, round ${round + 1}: ${kind}`);
      await inWorld(setup, kind, { flags }, async (double, app) => {
        const seen: Memory[] = [];
        let sent = 0;
        for (const look of looks) {
          await double.ask('commands', { count: look - sent, inFlight: 10, text: setup.text });
          sent = look;
          await sleep(SETTLE_MS);
          seen.push(await lookAt(app));
        }
        found[kind].push(seen);
      });
    });
    const values = (kind: AppKind, look: number, what: keyof Memory) =>
      found[kind].flatMap((seen) => seen[look]?.[what] ?? []);
    const median = (kind: AppKind, look: number, what: keyof Memory) => spreadOf(values(kind, look, what)).median;
    const rows = looks.map((count, look) => [
      count === 0 ? 'idle' : `after ${count.toLocaleString('en-US')} commands`,
      writeMedian(values('bare', look, 'residentMB')),
      writeMedian(values('bot', look, 'residentMB')),
      (median('bot', look, 'residentMB') / median('bare', look, 'residentMB')).toFixed(2),
      writeMedian(values('bare', look, 'heapMB')),
      writeMedian(values('bot', look, 'heapMB')),
    ]);
    const against = (look: number) => median('bot', look, 'residentMB') / median('bare', look, 'residentMB');
    return {
      tables: [
        {
          caption: 'Memory, MB; the heap after a garbage collection:',
          head: ['', 'bare resident', 'bot resident', 'ratio', 'bare heap', 'bot heap'],
          rows,
        },
      ],
      goals: [
        atMost('Idle, against bare Bolt', against(0), MOST),
        atMost(`After ${looks[1]} commands, against bare Bolt`, against(1), MOST),
        atMost(
          `Heap after ${looks[2]} commands against ${looks[1]}`,
          median('bot', 2, 'heapMB') / median('bot', 1, 'heapMB'),
          MOST_GROWTH,
        ),
      ],
    };
  },
};

async function lookAt({ pid, process }: RunningApp): Promise<Memory> {
  const resident = residentMB(pid);
  const answered = once(process, 'message');
  process.send('look');
  const [{ heapUsed, external }] = (await answered) as [NodeJS.MemoryUsage];
  return { residentMB: resident, heapMB: (heapUsed + external) / BYTES_PER_MB };
}

/** A start takes only a second, so it is measured more often. */
const STARTS_PER_ROUND = 3;

const LATER = 100;

/** What a person waits for right after a start, against what the same costs later. */
export const firstAnswers: Measure = {
  name: 'first-answers',
  async run(setup) {
    const found = new Map<string, { first: number[]; later: number[] }>();
    const look = async (what: string, ask: (count: number) => Promise<Timed>) => {
      const [one, more] = [await ask(1), await ask(LATER)];
      const { first, later } = found.get(what) ?? { first: [], later: [] };
      found.set(what, { first: [...first, ...one.times], later: [...later, quantile(more.times, 0.5)] });
    };
    const effort = { inFlight: 1, text: setup.text };
    await inTurn(APPS, setup.rounds * STARTS_PER_ROUND, async (kind, round) => {
      setup.say(`first answers, ${round + 1}: ${kind}`);
      await inWorld(setup, kind, {}, (double) =>
        look(`command → form, ${kind === 'bare' ? 'bare Bolt' : 'the bot'}`, (count) =>
          double.ask('commands', { ...effort, count }),
        ),
      );
      if (kind === 'bot')
        await inWorld(setup, kind, {}, (double) =>
          look('submission → message, the bot', (count) => double.ask('submissions', { ...effort, count })),
        );
    });
    const rows = [...found].map(([what, { first, later }]) => [
      what,
      writeMedian(first),
      writeMedian(later),
      writeSpread(ratiosOf(first, later)),
    ]);
    const caption = `The first after a start, and the median of the next ${LATER}, ms:`;
    return { tables: [{ caption, head: ['', 'first', 'later', 'ratio'], rows }], goals: [] };
  },
};

const SUBJECTS = ['bare', 'first', 'again'] as const;
/** From the start of the process to its first connection, as seen by Slack. */
export const startUp: Measure = {
  name: 'start-up',
  async run(setup) {
    const found = { bare: [] as number[], first: [] as number[], again: [] as number[] };
    const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
    const url = (name: string) => `file:${join(folder, name)}`;
    const connected = (kind: 'bare' | 'bot', databaseUrl: string) =>
      inWorld(setup, kind, { databaseUrl }, async (double, { startedAt }) => {
        return (await double.ask('connected', null)) - startedAt;
      });
    await connected('bot', url('again.db'));
    await inTurn(SUBJECTS, setup.rounds * STARTS_PER_ROUND, async (subject, round) => {
      setup.say(`start-up, ${round + 1}: ${subject}`);
      const name = subject === 'again' ? 'again.db' : `first${round}.db`;
      found[subject].push(await connected(subject === 'bare' ? 'bare' : 'bot', url(name)));
    });
    rmSync(folder, { recursive: true, force: true });
    const row = (what: string, values: number[]) => [
      what,
      writeMedian(values),
      writeSpread(ratiosOf(values, found.bare)),
    ];
    const rows = [
      ['bare Bolt', writeMedian(found.bare), ''],
      row('the bot, which makes its database', found.first),
      row('the bot, with its database', found.again),
    ];
    return { tables: [{ caption: 'Start → connected, ms:', head: ['', 'median', 'against bare'], rows }], goals: [] };
  },
};
