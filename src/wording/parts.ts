import type { Reason } from '../recommender/index.ts';

// An answer in parts of lines: what it says and in which order, for each surface to lay out.

/** A line of an answer, and where AWS says so. */
export interface Line {
  readonly text: string;
  readonly source?: Reason['source'] | undefined;
  /** Whether it stands below the line before it, as an answer below its question. */
  readonly isUnder?: true;
}

/** Lines about one subject. */
export interface Part {
  /** Stands above the lines. Null: they speak for themselves. */
  readonly title: string | null;
  readonly lines: readonly Line[];
  /** What a line is, in the singular: "warning". Absent: the lines are never left out, and may be joined. */
  readonly of?: string;
  /** Lines that a short text has at least. */
  readonly least?: number;
}

/** A part without sources. */
export const part = (title: string | null, lines: readonly string[], short: Pick<Part, 'of' | 'least'> = {}): Part => ({
  title,
  lines: lines.map((text) => ({ text })),
  ...short,
});
