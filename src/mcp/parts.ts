import { formatCount, type Reason } from '../recommender/index.ts';

// An answer in parts of lines, and what of it fits into a short text.

/** A line of an answer, and where AWS says so. */
export interface Line {
  readonly text: string;
  readonly source?: Reason['source'] | undefined;
}

/** Lines about one subject. */
export interface Part {
  /** Stands above the lines. Null: they speak for themselves. */
  readonly title: string | null;
  readonly lines: readonly Line[];
  /** What a line is, in the singular: "warning". Absent: the lines are never left out. */
  readonly of?: string;
  /** Lines that a short text has at least. */
  readonly least?: number;
}

/** Sources that a short text has at most. */
const SOURCES_SHOWN = 3;

/** A part without sources. */
export const part = (title: string | null, lines: readonly string[], short: Pick<Part, 'of' | 'least'> = {}): Part => ({
  title,
  lines: lines.map((text) => ({ text })),
  ...short,
});

/** All lines with all sources. */
export const writeAll = (parts: readonly Part[]): string => written(parts, Number.POSITIVE_INFINITY).text;

/**
 * At most about `max` characters: of the last parts lines are left out first, and how many is said. `where`: what has them, as a
 * sentence.
 */
export function writeShort(parts: readonly Part[], max: number, where: string): string {
  let shown = parts;
  for (;;) {
    const { text, left } = written(shown, SOURCES_SHOWN);
    const lines = [text, leftOut(parts, shown, left, where)].filter((line) => line !== '');
    const short = lines.join('\n');
    const at = short.length <= max ? -1 : shown.findLastIndex(isLonger);
    if (at < 0) return short;
    shown = shown.map((one, index) => (index === at ? { ...one, lines: one.lines.slice(0, -1) } : one));
  }
}

const isLonger = ({ lines, of, least = 0 }: Part): boolean => of !== undefined && lines.length > least;

/** "Left out: 3 warnings, 9 sources. …" */
function leftOut(parts: readonly Part[], shown: readonly Part[], sources: number, where: string): string {
  const counts = parts.flatMap(({ of, lines }, at) => {
    const left = lines.length - (shown[at]?.lines.length ?? 0);
    return of === undefined || left === 0 ? [] : [formatCount(left, of)];
  });
  const all = [...counts, ...(sources > 0 ? [formatCount(sources, 'source')] : [])];
  return all.length === 0 ? '' : `Left out: ${all.join(', ')}. ${where}`;
}

/** The parts with numbers of their sources, the sources, and how many sources are left out. */
function written(parts: readonly Part[], sourcesMax: number): { text: string; left: number } {
  const cited = new Map<string, string>();
  const leftOut = new Set<string>();
  const cite = (source: Line['source']): string => {
    if (source === undefined) return '';
    if (!cited.has(source.url) && cited.size >= sourcesMax) {
      leftOut.add(source.url);
      return '';
    }
    if (!cited.has(source.url)) cited.set(source.url, `${source.title} (${source.date}) ${source.url}`);
    return ` [${[...cited.keys()].indexOf(source.url) + 1}]`;
  };
  const lines = parts.flatMap(({ title, lines: own }) => {
    const texts = own.map(({ text, source }) => `${text}${cite(source)}`);
    if (title === null || texts.length === 0) return texts;
    return [`${title}:`, ...texts.map((text) => `- ${text}`)];
  });
  const sources = [...cited.values()].map((source, at) => `[${at + 1}] ${source}`);
  const all = [...lines, ...(sources.length > 0 ? ['Sources:', ...sources] : [])];
  return { text: all.join('\n'), left: leftOut.size };
}
