const time = (name: string) =>
  String.raw`(?<${name}Hour>\d{1,2})(?:[:.h](?<${name}Minute>[0-5]\d))? ?(?<${name}Half>am|pm|a\.m\.|p\.m\.)?(?: ?(?:h|o'clock))?`;

/** The source of a pattern for hours of a day: `8-18`, `9 to 5`, `8:00-18:30`, `8am-6pm`. */
export const TIME_SPAN = `${time('from')} ?(?:-|to|till|until|and) ?${time('to')}`;

/**
 * The hours between the times that {@link TIME_SPAN} matched; undefined if they are no times of a day. `22-6` goes past
 * midnight; `9-5` without am or pm is read as people say it, until 17.
 */
export function clockSpanHours(groups: Record<string, string | undefined>): number | undefined {
  const saidHalf = groups['fromHalf'] ?? groups['toHalf'];
  const from = hourOf(groups['fromHour'], groups['fromMinute'], groups['fromHalf']);
  const to = hourOf(groups['toHour'], groups['toMinute'], groups['toHalf']);
  if (from === undefined || to === undefined || from === to) return undefined;
  if (to > from) return hours(to - from);
  return hours(saidHalf === undefined && from <= 12 ? to + 12 - from : to + 24 - from);
}

function hourOf(hour = '', minute = '0', half?: string): number | undefined {
  const number = Number(hour);
  const fraction = Number(minute) / 60;
  if (half === undefined) return number + fraction <= 24 ? number + fraction : undefined;
  if (number < 1 || number > 12) return undefined;
  return (number % 12) + (half.startsWith('p') ? 12 : 0) + fraction;
}

function hours(span: number): number | undefined {
  return span > 0 && span <= 24 ? Number(span.toPrecision(4)) : undefined;
}
