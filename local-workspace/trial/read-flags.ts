import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export interface TryFlags {
  reset: boolean;
  /** Where it is kept. */
  folder: string;
  /** The date that it is there. Default: the real one, or how it went on from an earlier start. */
  today: string | undefined;
  /** The page's first choice, from 0, which takes any, to 65535. */
  port: number;
  /** The address that the page's port binds to. */
  host: string;
}

const FOLDER = fileURLToPath(new URL('../../data/try', import.meta.url));
const PORT = '3000';
const LOOPBACK = '127.0.0.1';
const HIGHEST_PORT = 65_535;

/** Reads the flags after `npm run try --`, and the environment. @throws Error with one sentence for unknown flags. */
export function readFlags(args: string[], env: NodeJS.ProcessEnv): TryFlags {
  const port = readPort(env['PORT'] || PORT);
  // Some shells set HOST to the machine's name, which mustn't open the port.
  const host = env['HOST'] !== undefined && isIP(env['HOST']) !== 0 ? env['HOST'] : LOOPBACK;
  try {
    const { values } = parseArgs({
      args,
      options: {
        reset: { type: 'boolean', default: false },
        folder: { type: 'string', default: FOLDER },
        today: { type: 'string' },
      },
    });
    return { reset: values.reset, folder: resolve(values.folder), today: values.today, port, host };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why}\nnpm run try -- [--reset] [--folder FOLDER] [--today DATE]`, { cause: error });
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > HIGHEST_PORT) {
    throw new Error(`PORT is "${text}", which is no port: one is a whole number from 0, which takes any, to 65535.`);
  }
  return port;
}
