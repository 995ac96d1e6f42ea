import type { Report } from '../report/report.ts';
import type { Setup } from '../support/setup.ts';

/** One thing that is measured. */
export interface Measure {
  /** For `--only`, and for its place in the document. */
  name: string;
  run(setup: Setup): Promise<Report>;
}
