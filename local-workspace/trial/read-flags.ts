import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export interface TryFlags {
  reset: boolean;
  /** Where it is kept. */
  folder: string;
}

const FOLDER = fileURLToPath(new URL('../../data/try', import.meta.url));

/** What stands behind `npm run try --`. @throws Error with one sentence when it is nothing that is known. */
export function readFlags(args: string[]): TryFlags {
  try {
    const { values } = parseArgs({
      args,
      options: { reset: { type: 'boolean', default: false }, folder: { type: 'string', default: FOLDER } },
    });
    return { reset: values.reset, folder: resolve(values.folder) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why}\nnpm run try -- [--reset] [--folder FOLDER]`, { cause: error });
  }
}
