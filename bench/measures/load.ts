import { setTimeout as sleep } from 'node:timers/promises';
import { openDoor } from '../../test/database/support/postgres-door.ts';
import {
  atLeast,
  atMost,
  type Goal,
  quantile,
  ratiosOf,
  spreadOf,
  type Table,
  writeMedian,
  writeSpread,
} from '../report.ts';
import {
  APPS,
  type ConnectionKind,
  type Double,
  inTurn,
  inWorld,
  type Measure,
  processorSeconds,
  type RunningApp,
  type Setup,
} from '../worlds.ts';

const IN_FLIGHT = [1, 10, 50];
const WARM_UP = 2000;
/** Uncounted commands per person at each level, which open their connections. */
const WARM_UP_EACH = 4;
/** How often the two apps take turns at each level. */
const TURNS = 3;
/** Between two turns, in milliseconds: the bot stores the drafts of its last commands 250 ms later. */
const SETTLE_MS = 300;
const LEAST_THROUGHPUT = 0.9;
const MOST_P99 = 1.15;

/** One value per round. */
interface Rounds {
  perSecond: number[];
  p50: number[];
  p99: number[];
  /** The app's CPU time per command, in milliseconds. */
  processor: number[];
}

/** From the slash command to the form, as seen by Slack, against a bare app. */
export const commands: Measure = {
  name: 'commands',
  async run(setup) {
    const overSockets = await race(setup, 'socket-mode');
    const overHttp = await race(setup, 'http');
    return { tables: [overSockets.table, overHttp.table], goals: [...overSockets.goals, ...overHttp.goals] };
  },
};

/** An app at one level, over the turns of a round. */
interface Taken {
  times: number[];
  seconds: number;
  processorSeconds: number;
}

/** Both apps run side by side and take turns of a few seconds, so that a machine that slows down slows down both. */
async function race(setup: Setup, connection: ConnectionKind): Promise<{ table: Table; goals: Goal[] }> {
  const found = new Map<string, Rounds>();
  for (let round = 0; round < setup.rounds; round++) {
    setup.say(`commands over ${connection}, round ${round + 1}`);
    await inWorld(setup, 'bare', { connection }, (bareDouble, bare) =>
      inWorld(setup, 'bot', { connection }, async (botDouble, bot) => {
        const runners = { bare: { double: bareDouble, app: bare }, bot: { double: botDouble, app: bot } };
        const count = Math.min(WARM_UP, setup.commands);
        for (const kind of APPS) await runners[kind].double.ask('commands', { count, inFlight: 10, text: setup.text });
        for (const inFlight of IN_FLIGHT) {
          const taken = { bare: nothingTaken(), bot: nothingTaken() };
          await inTurn(APPS, TURNS, async (kind) => {
            await sleep(SETTLE_MS);
            const { double, app } = runners[kind];
            await takeTurn(setup, double, app, inFlight, taken[kind]);
          });
          for (const kind of APPS) add(roundsOf(found, kind, inFlight), taken[kind]);
        }
      }),
    );
  }
  return reportOf(connection, found);
}

const nothingTaken = (): Taken => ({ times: [], seconds: 0, processorSeconds: 0 });

async function takeTurn(setup: Setup, double: Double, { pid }: RunningApp, inFlight: number, taken: Taken) {
  const { text } = setup;
  await double.ask('commands', { count: inFlight * WARM_UP_EACH, inFlight, text });
  const before = processorSeconds(pid);
  const { times, seconds } = await double.ask('commands', { count: Math.ceil(setup.commands / 2), inFlight, text });
  taken.processorSeconds += processorSeconds(pid) - before;
  taken.seconds += seconds;
  taken.times.push(...times);
}

function add(rounds: Rounds, { times, seconds, processorSeconds: used }: Taken): void {
  rounds.perSecond.push(times.length / seconds);
  rounds.p50.push(quantile(times, 0.5));
  rounds.p99.push(quantile(times, 0.99));
  rounds.processor.push((used * 1000) / times.length);
}

/** `subject`: an app or a database. */
function roundsOf(found: Map<string, Rounds>, subject: string, inFlight: number): Rounds {
  const key = `${subject} ${inFlight}`;
  const rounds = found.get(key) ?? { perSecond: [], p50: [], p99: [], processor: [] };
  found.set(key, rounds);
  return rounds;
}

function reportOf(connection: ConnectionKind, found: Map<string, Rounds>): { table: Table; goals: Goal[] } {
  const name = connection === 'http' ? 'HTTP' : 'Socket Mode';
  const rows: string[][] = [];
  const goals: Goal[] = [];
  for (const inFlight of IN_FLIGHT) {
    const bare = roundsOf(found, 'bare', inFlight);
    const bot = roundsOf(found, 'bot', inFlight);
    const throughput = ratiosOf(bot.perSecond, bare.perSecond);
    const p99 = ratiosOf(bot.p99, bare.p99);
    rows.push([
      String(inFlight),
      writeMedian(bare.perSecond),
      writeMedian(bot.perSecond),
      writeSpread(throughput),
      writeMedian(bot.p99),
      writeSpread(p99),
      writeMedian(bot.processor),
    ]);
    const where = `${name}, ${inFlight} in flight`;
    goals.push(
      atLeast(`${where}, throughput`, spreadOf(throughput).median, LEAST_THROUGHPUT),
      atMost(`${where}, p99`, spreadOf(p99).median, MOST_P99),
    );
  }
  const head = ['in flight', 'bare /s', 'bot /s', 'ratio', 'bot p99', 'ratio', 'bot CPU'];
  return { table: { caption: `Command → form, ${name}, ms:`, head, rows }, goals };
}

const DATABASES = ['file', 'PostgreSQL'] as const;
/** As a share of the commands: a submission takes several times as long, and needs a form first. */
const SHARE = 0.25;

/** From the submission to the message in the channel, with the review stored before. */
export const submissions: Measure = {
  name: 'submissions',
  async run(setup) {
    const found = new Map<string, Rounds>();
    const count = Math.ceil(setup.commands * SHARE);
    const server = await openDoor('durable');
    try {
      await inTurn(DATABASES, setup.rounds, async (database, round) => {
        setup.say(`submissions, round ${round + 1}: ${database}`);
        const given = database === 'file' ? {} : { databaseUrl: await server.createDatabase() };
        await inWorld(setup, 'bot', given, async (double, { pid }) => {
          await double.ask('submissions', { count, inFlight: 10, text: setup.text });
          for (const inFlight of IN_FLIGHT) {
            const before = processorSeconds(pid);
            const { times, seconds } = await double.ask('submissions', { count, inFlight, text: setup.text });
            add(roundsOf(found, database, inFlight), {
              times,
              seconds,
              processorSeconds: processorSeconds(pid) - before,
            });
          }
        });
      });
    } finally {
      await server.close();
    }
    const rows = DATABASES.flatMap((database) =>
      IN_FLIGHT.map((inFlight) => {
        const { perSecond, p50, p99 } = roundsOf(found, database, inFlight);
        return [database, String(inFlight), writeMedian(perSecond), ...[p50, p99].map(writeSpread)];
      }),
    );
    const head = ['database', 'in flight', 'reviews /s', 'p50', 'p99'];
    return { tables: [{ caption: 'Submission → message in the channel, ms:', head, rows }], goals: [] };
  },
};
