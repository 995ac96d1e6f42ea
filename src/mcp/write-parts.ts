import { formatCount } from '../recommender/index.ts';
import type { Line, Part } from '../wording/parts.ts';

// What assistants read of an answer in parts, whole or as much as fits into a short text.

/** Sources that a short text has at most. */
const SOURCES_SHOWN = 3;

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
    const texts = own.map(({ text, source, isUnder }) => `${isUnder ? '→ ' : ''}${text}${cite(source)}`);
    if (title === null || texts.length === 0) return texts;
    return [`${title}:`, ...texts.map((text) => `- ${text}`)];
  });
  const sources = [...cited.values()].map((source, at) => `[${at + 1}] ${source}`);
  const all = [...lines, ...(sources.length > 0 ? ['Sources:', ...sources] : [])];
  return { text: all.join('\n'), left: leftOut.size };
}
