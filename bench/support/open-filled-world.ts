import { freePort } from '../../test/support/free-port.ts';
import { fillRecord } from './fill-record.ts';
import { type Double, openDouble } from './open-double.ts';
import type { Setup } from './setup.ts';
import { startApp } from './start-app.ts';

/** A workspace and the bot, with many reviews in its record. */
export interface FilledWorld {
  double: Double;
  close(): Promise<void>;
}

/** `url`: of the database to create. `folder`: for the app's other files. */
export async function openFilledWorld(setup: Setup, url: string, size: number, folder: string): Promise<FilledWorld> {
  const double = await openDouble();
  await fillRecord(url, size, double.teamId, double.userId);
  const port = await freePort();
  const options = { entrance: double, connection: 'socket-mode', port, folder, databaseUrl: url } as const;
  const app = await startApp(setup, 'bot', options);
  await double.ask('connections', { count: 2 });
  return {
    double,
    async close() {
      await app.stop();
      await double.close();
    },
  };
}
