/** Why a file could not be read, as the end of a line that starts with its path. Codes: https://nodejs.org/api/errors.html#common-system-errors */
export function whyUnread(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = { ENOENT: 'no such file.', EACCES: 'permission denied.', EISDIR: 'this is a directory.' }[code];
  return why ?? `could not be read (${code || 'unknown reason'}).`;
}
