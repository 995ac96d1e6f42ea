import type { Recommendation } from '../../recommender/index.ts';
import type { Footnotes } from '../footnotes.ts';

/** A part of the answer in a terminal: its title and its lines; without lines it is left out. */
export interface Section {
  title: string;
  lines: (recommendation: Recommendation, footnotes: Footnotes) => string[];
}
