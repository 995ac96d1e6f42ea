/** Returns whether the runtime's time zone data has a zone of this name. Names start with a letter; offsets such as `+01:00` are no names. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
