import { readFileSync } from 'node:fs';
import {
  type Architecture,
  knownArchitecture,
  type Precision,
  usualArchitecture,
} from '../../src/recommender/throughput/index.ts';

/** What was measured of a model on some GPUs. Times in seconds; null: not stated. */
export interface Measurement {
  /** Key of `sources.json`. */
  readonly source: string;
  readonly engine: string;
  /** `closed`: the same number of requests is always in progress. `offline`: all are queued at once. */
  readonly mode: 'closed' | 'offline' | 'static' | 'decode';
  readonly flags: readonly string[];
  readonly model: string;
  readonly gpu: string;
  readonly gpus: number;
  /** GPUs of a stage: fewer than `gpus` with pipeline parallelism. */
  readonly tensorParallel: number;
  readonly precision: Precision;
  /** Of the weights, where they were quantised otherwise than any precision here. */
  readonly weightsGiB: number | null;
  readonly input: number;
  readonly output: number;
  readonly concurrency: number | null;
  readonly firstTokenSeconds: number | null;
  readonly tokenSeconds: number | null;
  readonly tokensPerSecond: number;
}

const FILE = new URL('measurements.csv', import.meta.url);

const numberOf = (text = ''): number | null => (text === '' ? null : Number(text));

/** The public measurements. A line that begins with # says what the lines below it were measured with. */
export function readMeasurements(): Measurement[] {
  const [, , ...lines] = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  const measurements: Measurement[] = [];
  let setup: string[] = [];
  for (const line of lines) {
    const cells = line.split(',');
    if (line.startsWith('# ')) setup = line.slice(2).split(',');
    else measurements.push(measurementOf(setup, cells));
  }
  return measurements;
}

function measurementOf(setup: readonly string[], figures: readonly string[]): Measurement {
  const [source = '', , engine = '', mode, flags = '', model = '', gpu = '', gpus, tensorParallel, precision, weights] =
    setup;
  const [input, output, concurrency, firstTokenSeconds, tokenSeconds, tokensPerSecond] = figures.map(numberOf);
  return {
    source,
    engine,
    mode: mode as Measurement['mode'],
    flags: flags.split(' ').filter((flag) => flag !== ''),
    model,
    gpu,
    gpus: Number(gpus),
    tensorParallel: Number(tensorParallel),
    precision: precision as Precision,
    weightsGiB: numberOf(weights),
    input: input ?? 0,
    output: output ?? 0,
    concurrency: concurrency ?? null,
    firstTokenSeconds: firstTokenSeconds ?? null,
    tokenSeconds: tokenSeconds ?? null,
    tokensPerSecond: tokensPerSecond ?? 0,
  };
}

/** The architecture that was measured. Of a checkpoint of stated size the weights take that, and compute at 16 bits. */
export function architectureMeasured({ model, weightsGiB }: Measurement): Architecture {
  const [id = ''] = model.split('-w');
  const known = knownArchitecture(id)?.architecture ?? usualArchitecture(12);
  return weightsGiB === null ? known : { ...known, nativePrecision: 'int4', checkpointGiB: weightsGiB, isKnown: true };
}
