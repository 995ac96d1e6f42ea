import { parseArgs } from 'node:util';
import { readWholeNumber } from '../support/script-arguments.ts';

export interface FuzzOptions {
  /** From 1 on. */
  inputs: number;
  /** The same seed gives the same inputs. */
  seed: number;
  /** How many processes work side by side, from 1 on. */
  processes: number;
  /** Whether what came of it goes into the document. */
  write: boolean;
}

export const USAGE = 'npm run fuzz -- [inputs, 20000 unless told] [seed] [--processes 2] [--write]';

/** `anySeed`: where none is given. @throws Error with one sentence where the arguments are not understood. */
export function readOptions(args: string[], anySeed: number): FuzzOptions {
  const { values, positionals } = parseArgs({
    args,
    options: { write: { type: 'boolean', default: false }, processes: { type: 'string', default: '1' } },
    allowPositionals: true,
  });
  const [inputs = '20000', seed = String(anySeed), beyond] = positionals;
  if (beyond !== undefined) throw new Error(`After the inputs and the seed comes nothing; "${beyond}" does.`);
  return {
    inputs: readWholeNumber('inputs', inputs, 1),
    seed: readWholeNumber('seed', seed, 0),
    processes: readWholeNumber('--processes', values.processes, 1),
    write: values.write,
  };
}
