import { escapeMrkdwn } from '../block-kit/text.ts';

const BREAKS = /[\r\n\u2028\u2029]+/g;

/** Words on one line as mrkdwn shows them, at most `max` characters once they are escaped; what was cut shows as "…". */
export function escapeWithin(text: string, max: number): string {
  const line = text.replace(BREAKS, ' ');
  const whole = escapeMrkdwn(line);
  if (whole.length <= max) return whole;
  let kept = '';
  for (const character of line) {
    const escaped = escapeMrkdwn(character);
    if (kept.length + escaped.length > max - 1) break;
    kept += escaped;
  }
  return `${kept.trimEnd()}…`;
}
