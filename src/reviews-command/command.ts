import { parseArgs } from 'node:util';
import type { Kysely } from 'kysely';
import type { Logger } from '../logger.ts';
import type { RecordTables } from '../open-record.ts';
import { inert } from '../terminal/lines.ts';

/** A command. Without `confirmed` it only says what it would do. */
export type Command =
  | { kind: 'delete-old'; olderThanDays: number; confirmed: boolean }
  | { kind: 'delete-review'; reviewId: string; confirmed: boolean }
  | { kind: 'delete-team'; teamId: string; confirmed: boolean }
  /** `now`: ignores the grace period. */
  | { kind: 'delete-uninstalled'; now: boolean; confirmed: boolean }
  | { kind: 'forget'; userId: string; removeTexts: boolean; confirmed: boolean }
  | { kind: 'stuck' }
  /** `jobId` undefined: all of them. */
  | { kind: 'stuck-retry'; jobId: string | undefined }
  | { kind: 'stuck-drop'; jobId: string | undefined; confirmed: boolean }
  | { kind: 'export' }
  | { kind: 'adr'; reviewId: string }
  | { kind: 'replay' }
  /** `teamId` undefined: of all teams. */
  | { kind: 'corrections'; teamId: string | undefined }
  | { kind: 'backup'; file: string; overwrite: boolean }
  | { kind: 'installs' }
  | { kind: 'installs-encrypt' }
  | { kind: 'installs-drop'; id: string; confirmed: boolean };

export const USAGE = `Manages the reviews in the database at DATABASE_URL.

Usage: npm run --silent reviews -- COMMAND

Reads:
  export                      prints every review with its history, one per line, as JSON
  adr REVIEW_ID               prints a review's decision record, in Markdown
  replay                      lists the reviews that today's quotas and prices would decide differently
  corrections                 prints how people corrected what was read from words, as JSON; --team TEAM_ID: of one team
  stuck                       lists posts that Slack refused, that may be lost, or that have waited for 10 minutes
  installs                    lists the workspaces and organizations that installed the app, and unreadable tokens
  backup FILE                 copies the database file while the bot runs; --overwrite replaces FILE

Changes:
  stuck retry JOB_ID|--all    retries stuck posts
  installs encrypt            encrypts stored tokens with the first of TOKEN_KEYS

Deletes permanently. Each prints what it would delete, and deletes it with --yes:
  delete REVIEW_ID            one review
  delete --older-than 365d    reviews without activity for that long
  delete --uninstalled        teams that removed the app more than UNINSTALL_GRACE_DAYS ago; --now: all that did
  delete --team TEAM_ID       everything of one team
  forget USER_ID              replaces a person with "a former member" everywhere; --texts also removes what they wrote
  stuck drop JOB_ID|--all     drops stuck posts
  installs drop ID            the tokens of a workspace or organization, which must then install the app again

  -h, --help                  prints this help

Exit status: 0 done, 1 not done, 2 usage error.
`;

type Understood = Command | { kind: 'help' };
type NotUnderstood = { kind: 'not-understood'; text: string };

/** The options of each command. */
const TAKES = {
  delete: ['older-than', 'uninstalled', 'now', 'team', 'yes'],
  forget: ['texts', 'yes'],
  stuck: ['all', 'yes'],
  export: [],
  adr: [],
  replay: [],
  corrections: ['team'],
  backup: ['overwrite'],
  installs: ['yes'],
} as const satisfies Record<string, readonly (keyof Options)[]>;

const isCommand = (name: string): name is keyof typeof TAKES => Object.hasOwn(TAKES, name);

export function readCommand(args: string[]): Understood | NotUnderstood {
  const parsed = parse(args);
  if (!parsed.ok) return refuse(parsed.text);
  const { options, words } = parsed;
  const [name, ...rest] = words;
  if (options.help === true || name === 'help') return { kind: 'help' };
  if (name === undefined) return refuse('Enter a command.');
  if (!isCommand(name)) return refuse(`"${inert(name)}" isn't a command.`);
  const taken: readonly (keyof Options)[] = TAKES[name];
  const foreign = (Object.keys(options) as (keyof Options)[]).find((option) => !taken.includes(option));
  if (foreign !== undefined) return refuse(`${name} takes no --${foreign}.`);
  const confirmed = options.yes === true;
  const [first, ...more] = rest;
  switch (name) {
    case 'delete':
      return readDelete(options, rest, confirmed);
    case 'stuck':
      return readStuck(options, rest, confirmed);
    case 'forget':
      if (first === undefined || !/^[UW][A-Z0-9]{1,30}$/.test(first)) {
        return refuse('Enter the Slack user ID, such as U0123456789. In the profile: "Copy member ID".');
      }
      return noMore(more) ?? { kind: 'forget', userId: first, removeTexts: options.texts === true, confirmed };
    case 'adr':
      if (first === undefined) return refuse('Enter the ID of the review: the field `id` of an export.');
      return noMore(more) ?? { kind: 'adr', reviewId: first };
    case 'backup':
      if (first === undefined) return refuse('Enter a file, such as backup backups/reviews.db.');
      return noMore(more) ?? { kind: 'backup', file: first, overwrite: options.overwrite === true };
    case 'installs':
      return readInstalls(rest, confirmed);
    case 'corrections':
      return noMore(rest) ?? { kind: 'corrections', teamId: options.team };
    case 'export':
    case 'replay':
      return noMore(rest) ?? { kind: name };
  }
}

function readDelete(options: Options, words: string[], confirmed: boolean): Command | NotUnderstood {
  const { 'older-than': olderThan, team: teamId, uninstalled } = options;
  const [reviewId, ...more] = words;
  if ([reviewId, olderThan, teamId, uninstalled].filter((way) => way !== undefined).length !== 1) {
    return refuse('Enter what to delete: REVIEW_ID, --older-than 365d, --uninstalled or --team TEAM_ID.');
  }
  if (options.now === true && uninstalled !== true) return refuse('Use --now only with --uninstalled.');
  if (uninstalled === true) return { kind: 'delete-uninstalled', now: options.now === true, confirmed };
  if (teamId !== undefined) return { kind: 'delete-team', teamId, confirmed };
  if (reviewId !== undefined) return noMore(more) ?? { kind: 'delete-review', reviewId, confirmed };
  const days = /^(?<days>[1-9]\d{0,4})d$/.exec(olderThan ?? '')?.groups?.['days'];
  if (days === undefined) return refuse('Enter the age in days, such as --older-than 365d.');
  return { kind: 'delete-old', olderThanDays: Number(days), confirmed };
}

function readStuck(options: Options, words: string[], confirmed: boolean): Command | NotUnderstood {
  const [what, jobId, ...more] = words;
  if (what === undefined) return noOption(options) ?? { kind: 'stuck' };
  if (what !== 'retry' && what !== 'drop') return refuse(`Use stuck retry or stuck drop, not "${inert(what)}".`);
  if ((jobId === undefined) !== (options.all === true))
    return refuse(`Enter stuck ${what} JOB_ID, or stuck ${what} --all.`);
  if (what === 'drop') return noMore(more) ?? { kind: 'stuck-drop', jobId, confirmed };
  if (confirmed) return refuse('stuck retry takes no --yes.');
  return noMore(more) ?? { kind: 'stuck-retry', jobId };
}

function readInstalls([what, id, ...more]: string[], confirmed: boolean): Command | NotUnderstood {
  if (what === 'drop') {
    if (id === undefined || !/^[TE][A-Z0-9]{1,30}$/.test(id))
      return refuse('Enter an ID that installs lists, such as T0123456789.');
    return noMore(more) ?? { kind: 'installs-drop', id, confirmed };
  }
  if (confirmed) return refuse('Use --yes only with installs drop.');
  if (what === undefined) return { kind: 'installs' };
  if (what !== 'encrypt') return refuse(`Use installs encrypt or installs drop, not "${inert(what)}".`);
  return noMore(id === undefined ? [] : [id]) ?? { kind: 'installs-encrypt' };
}

function noMore([extra]: string[]): NotUnderstood | undefined {
  return extra === undefined ? undefined : refuse(`Unexpected "${inert(extra)}".`);
}

function noOption(options: Options): NotUnderstood | undefined {
  const [option] = Object.keys(options);
  return option === undefined ? undefined : refuse(`Use --${option} only with stuck retry or stuck drop.`);
}

function refuse(text: string): NotUnderstood {
  return { kind: 'not-understood', text };
}

interface Options {
  'older-than'?: string;
  team?: string;
  uninstalled?: boolean;
  now?: boolean;
  texts?: boolean;
  all?: boolean;
  yes?: boolean;
  overwrite?: boolean;
  help?: boolean;
}

function parse(args: string[]): { ok: true; options: Options; words: string[] } | { ok: false; text: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: {
        'older-than': { type: 'string' },
        team: { type: 'string' },
        uninstalled: { type: 'boolean' },
        now: { type: 'boolean' },
        texts: { type: 'boolean' },
        all: { type: 'boolean' },
        yes: { type: 'boolean' },
        overwrite: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    });
    return { ok: true, options: values, words: positionals };
  } catch (error) {
    return { ok: false, text: inert(error instanceof Error ? error.message : String(error)) };
  }
}

/** What the commands need. */
export interface CommandParts {
  db: Kysely<RecordTables>;
  /** Writes the command's output. */
  write: (text: string) => Promise<void>;
  /** Writes the audit lines. */
  logger: Logger;
  /** Who runs the command, for the audit log. */
  actor: string;
  /** Days between the removal of the app and the deletion of the workspace's data. */
  graceDays: number;
  /** The keys that encrypt tokens, in Base64, the first one first. Empty where none are set. */
  tokenKeys: readonly string[];
  /** Milliseconds since 1970. */
  now: number;
}

/** A number with its noun: `1 review`, `2 reviews`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
