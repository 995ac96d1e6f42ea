import type { Report } from '../report/report.ts';
import type { Setup } from '../support/setup.ts';

/** One measurement. */
export interface Measure {
  /** For `--only`, and for its place in the document. */
  name: string;
  /** Maximum rounds, for one that takes long and gains nothing from more. */
  mostRounds?: number;
  run(setup: Setup): Promise<Report>;
}
