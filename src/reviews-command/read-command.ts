import { parseArgs } from 'node:util';
import { inert } from '../terminal/lines.ts';

/** What is asked of the record. */
export type Command =
  | { kind: 'delete'; olderThanDays: number }
  | { kind: 'export' }
  | { kind: 'adr'; reviewId: string }
  | { kind: 'replay' }
  | { kind: 'backup'; file: string; overwrite: boolean };

export const USAGE = `Looks after the reviews that the bot keeps, in the database that DATABASE_URL names.

Usage: npm run --silent reviews -- COMMAND

  delete --older-than 365d   deletes the reviews that nothing has happened to for so many days
  export                     prints every review with its history, one as JSON per line
  adr REVIEW_ID              prints a review's decision record, in Markdown
  replay                     prints the reviews that would come out otherwise by today's quotas and prices
  backup FILE                copies the database file while the bot runs; --overwrite replaces FILE
  -h, --help                 this text

Exit status: 0 done, 1 not done, 2 wrong use.
`;

export function readCommand(args: string[]): Command | { kind: 'help' } | { kind: 'not-understood'; text: string } {
  const parsed = parse(args);
  if (!parsed.ok) return { kind: 'not-understood', text: parsed.text };
  const { help, olderThan, overwrite, words } = parsed;
  const [name, argument, ...rest] = words;
  if (help || name === 'help') return { kind: 'help' };
  if (rest.length > 0 || (!TAKES_ARGUMENT.has(name ?? '') && argument !== undefined)) {
    return { kind: 'not-understood', text: `"${inert(rest[0] ?? argument ?? '')}" is one word too many.` };
  }
  if (name !== 'delete' && olderThan !== undefined) {
    return { kind: 'not-understood', text: '--older-than belongs to delete.' };
  }
  if (name !== 'backup' && overwrite) return { kind: 'not-understood', text: '--overwrite belongs to backup.' };
  switch (name) {
    case 'delete': {
      const days = /^(?<days>[1-9]\d{0,4})d$/.exec(olderThan ?? '')?.groups?.['days'];
      if (days !== undefined) return { kind: 'delete', olderThanDays: Number(days) };
      return { kind: 'not-understood', text: 'Say how old in days, such as --older-than 365d.' };
    }
    case 'export':
      return { kind: 'export' };
    case 'adr':
      if (argument !== undefined) return { kind: 'adr', reviewId: argument };
      return { kind: 'not-understood', text: "Say which review, by its id: it is the export's field `id`." };
    case 'replay':
      return { kind: 'replay' };
    case 'backup':
      if (argument !== undefined) return { kind: 'backup', file: argument, overwrite };
      return { kind: 'not-understood', text: 'Say where to, such as backup backups/reviews.db.' };
    case undefined:
      return { kind: 'not-understood', text: 'A command is missing.' };
    default:
      return { kind: 'not-understood', text: `"${inert(name)}" is not a command.` };
  }
}

/** Commands that take one word more. */
const TAKES_ARGUMENT = new Set(['adr', 'backup']);

type Parsed =
  | { ok: true; help: boolean; olderThan: string | undefined; overwrite: boolean; words: string[] }
  | { ok: false; text: string };

function parse(args: string[]): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: {
        'older-than': { type: 'string' },
        overwrite: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
    return {
      ok: true,
      help: values.help,
      olderThan: values['older-than'],
      overwrite: values.overwrite,
      words: positionals,
    };
  } catch (error) {
    return { ok: false, text: inert(error instanceof Error ? error.message : String(error)) };
  }
}
