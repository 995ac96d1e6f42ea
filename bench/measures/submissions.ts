import { quantile } from '../report/statistics.ts';
import { writeMedian, writeSpread } from '../report/write-number.ts';
import { inTurn } from '../support/in-turn.ts';
import { inWorld } from '../support/in-world.ts';
import { openPostgres } from '../support/open-postgres.ts';
import { processorSeconds } from '../support/process-use.ts';
import type { Measure } from './measure.ts';

const IN_FLIGHT = [1, 10, 50];
const DATABASES = ['file', 'PostgreSQL'] as const;
/** As a share of the commands: a submission takes several times as long, and needs a form first. */
const SHARE = 0.25;

/** From the submission to the message in the channel, with the review stored before. */
export const submissions: Measure = {
  name: 'submissions',
  async run(setup) {
    const found = new Map<string, { perSecond: number[]; p50: number[]; p99: number[]; processor: number[] }>();
    const roundsOf = (database: string, inFlight: number) => {
      const key = `${database} ${inFlight}`;
      const rounds = found.get(key) ?? { perSecond: [], p50: [], p99: [], processor: [] };
      found.set(key, rounds);
      return rounds;
    };
    const count = Math.ceil(setup.commands * SHARE);
    const server = await openPostgres();
    try {
      await inTurn(DATABASES, setup.rounds, async (database, round) => {
        setup.say(`submissions, round ${round + 1}: ${database}`);
        const given = database === 'file' ? {} : { databaseUrl: await server.createDatabase(`submissions${round}`) };
        await inWorld(setup, 'bot', given, async (double, { pid }) => {
          await double.ask('submissions', { count, inFlight: 10, text: setup.text });
          for (const inFlight of IN_FLIGHT) {
            const before = processorSeconds(pid);
            const { times, seconds } = await double.ask('submissions', { count, inFlight, text: setup.text });
            const rounds = roundsOf(database, inFlight);
            rounds.perSecond.push(times.length / seconds);
            rounds.p50.push(quantile(times, 0.5));
            rounds.p99.push(quantile(times, 0.99));
            rounds.processor.push(((processorSeconds(pid) - before) * 1000) / times.length);
          }
        });
      });
    } finally {
      await server.close();
    }
    const rows = DATABASES.flatMap((database) =>
      IN_FLIGHT.map((inFlight) => {
        const { perSecond, p50, p99 } = roundsOf(database, inFlight);
        return [database, String(inFlight), writeMedian(perSecond), ...[p50, p99].map(writeSpread)];
      }),
    );
    const head = ['database', 'in flight', 'reviews /s', 'p50', 'p99'];
    return { tables: [{ caption: 'Submission → message in the channel, ms:', head, rows }], goals: [] };
  },
};
