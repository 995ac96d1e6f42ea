import type { Report } from '../report/report.ts';
import type { Setup } from '../support/setup.ts';

/** One thing that is measured. */
export interface Measure {
  /** For `--only`, and for its place in the document. */
  name: string;
  /** It takes long, and does not profit from more rounds than so many. */
  mostRounds?: number;
  run(setup: Setup): Promise<Report>;
}
