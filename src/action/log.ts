import { randomUUID } from 'node:crypto';

// A runner carries out every line of the log that begins with `::` as a command
// (docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands, read 2026-11-29).

/** A text as data of a command, where a line break would begin another command. */
export const escaped = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A text of the log without any command in it: names of a pull request's files begin lines. */
export function withoutCommands(text: string): string {
  const end = randomUUID();
  return `::stop-commands::${end}\n${text}\n::${end}::\n`;
}
