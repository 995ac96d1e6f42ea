import { formatNumber } from '../../recommender/index.ts';

const ROOM_FOR_REST = 30;

/**
 * Lines as one text of at most `max` characters. Only whole lines are taken, because a cut may fall inside a link; those
 * that have no room are counted in a last line.
 */
export function joinLines(lines: readonly string[], max: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (length + line.length + 1 > max - ROOM_FOR_REST) break;
    kept.push(line);
    length += line.length + 1;
  }
  const rest = lines.length - kept.length;
  return rest === 0 ? kept.join('\n') : [...kept, `… and ${formatNumber(rest)} more`].join('\n');
}
