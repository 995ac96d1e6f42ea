import type { Fault } from '../fault.ts';
import type { JsonObject } from '../model-config/open-config.ts';
import type { Measurement } from './measurement.ts';

/** One kind of file. To read another: write its file, and add it to `FORMATS`. */
export interface Format {
  /** "AIPerf's JSON", as an error names it. */
  readonly title: string;
  /** By its content alone. No two formats recognise the same document. */
  recognises(document: JsonObject): boolean;
  /** The keys of what it reads as points. A document is refused where one has more entries than a workload has points. */
  readonly lists?: readonly string[];
  /** Returns what it measured; what is wrong or missing goes into `faults`. */
  read(document: JsonObject, faults: Fault[]): Measurement[];
}
