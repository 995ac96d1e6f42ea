import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../test/support/free-port.ts';
import { type Double, openDouble } from './open-double.ts';
import type { Setup } from './setup.ts';
import { type AppKind, type ConnectionKind, type RunningApp, startApp } from './start-app.ts';

interface WorldOptions {
  connection?: ConnectionKind;
  /** Default: a new file of the embedded database. */
  databaseUrl?: string;
  flags?: readonly string[];
  /** More variables for the app. */
  environment?: Readonly<Record<string, string>>;
}

/** Connections that each app keeps in Socket Mode. */
const CONNECTIONS = { bare: 1, bot: 2 };

/** Runs something with a new workspace and a new process of an app, and stops both afterwards. */
export async function inWorld<T>(
  setup: Setup,
  kind: AppKind,
  { connection = 'socket-mode', databaseUrl, flags = [], environment = {} }: WorldOptions,
  work: (double: Double, app: RunningApp) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const port = await freePort();
  const double = await openDouble(connection === 'http' ? `http://127.0.0.1:${port}/slack/events` : undefined);
  let app: RunningApp | undefined;
  try {
    const url = databaseUrl ?? `file:${join(folder, 'reviews.db')}`;
    const options = { entrance: double, connection, port, folder, databaseUrl: url, flags, environment };
    app = await startApp(setup, kind, options);
    if (connection === 'socket-mode') await double.ask('connections', { count: CONNECTIONS[kind] });
    const found = await work(double, app);
    await double.expectNoBreaches();
    return found;
  } finally {
    await app?.stop();
    await double.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
