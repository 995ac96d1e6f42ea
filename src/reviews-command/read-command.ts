import { parseArgs } from 'node:util';
import { inert } from '../terminal/lines.ts';

/** What is asked of the record. */
export type Command =
  | { kind: 'delete'; olderThanDays: number }
  | { kind: 'export' }
  | { kind: 'adr'; reviewId: string }
  | { kind: 'replay' };

export const USAGE = `Looks after the reviews that the bot keeps, in the database that DATABASE_URL names.

Usage: npm run --silent reviews -- COMMAND

  delete --older-than 365d   deletes the reviews that nothing has happened to for so many days
  export                     prints every review with its history, one as JSON per line
  adr REVIEW_ID              prints a review's decision record, in Markdown
  replay                     prints the reviews that would come out otherwise by today's quotas and prices
  -h, --help                 this text

Exit status: 0 done, 1 not done, 2 wrong use.
`;

export function readCommand(args: string[]): Command | { kind: 'help' } | { kind: 'not-understood'; text: string } {
  const parsed = parse(args);
  if (!parsed.ok) return { kind: 'not-understood', text: parsed.text };
  const { help, olderThan, words } = parsed;
  const [name, reviewId, ...rest] = words;
  if (help || name === 'help') return { kind: 'help' };
  if (rest.length > 0 || (name !== 'adr' && reviewId !== undefined)) {
    return { kind: 'not-understood', text: `"${inert(rest[0] ?? reviewId ?? '')}" is one word too many.` };
  }
  if (name !== 'delete' && olderThan !== undefined) {
    return { kind: 'not-understood', text: '--older-than belongs to delete.' };
  }
  switch (name) {
    case 'delete': {
      const days = /^(?<days>[1-9]\d{0,4})d$/.exec(olderThan ?? '')?.groups?.['days'];
      if (days !== undefined) return { kind: 'delete', olderThanDays: Number(days) };
      return { kind: 'not-understood', text: 'Say how old in days, such as --older-than 365d.' };
    }
    case 'export':
      return { kind: 'export' };
    case 'adr':
      if (reviewId !== undefined) return { kind: 'adr', reviewId };
      return { kind: 'not-understood', text: "Say which review, by its id: it is the export's field `id`." };
    case 'replay':
      return { kind: 'replay' };
    case undefined:
      return { kind: 'not-understood', text: 'A command is missing.' };
    default:
      return { kind: 'not-understood', text: `"${inert(name)}" is not a command.` };
  }
}

type Parsed = { ok: true; help: boolean; olderThan: string | undefined; words: string[] } | { ok: false; text: string };

function parse(args: string[]): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { 'older-than': { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
    return { ok: true, help: values.help, olderThan: values['older-than'], words: positionals };
  } catch (error) {
    return { ok: false, text: inert(error instanceof Error ? error.message : String(error)) };
  }
}
