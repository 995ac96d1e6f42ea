import { stat } from 'node:fs/promises';
import { pino } from 'pino';
import { commandLineActor } from '../audit.ts';
import { openDatabase } from '../database/open-database.ts';
import { createLogger } from '../logger.ts';
import { openRecord, type RecordTables } from '../open-record.ts';
import { whyUnread } from '../read-text.ts';
import type { ReviewsCommand } from '../reviews-command/command.ts';
import { BadExport, readExport } from '../reviews-command/read-export.ts';
import { runCommand } from '../reviews-command/run-command.ts';
import { describeFaults, readProcessRecordConfig } from '../settings/config.ts';
import { inert } from '../terminal/lines.ts';
import { defineCommand, EXIT, FLAG, type Given, Stop, WrongUsage } from './command.ts';
import { noMore, refuseCommand } from './read-arguments.ts';
import { unusable } from './read-file.ts';

export const OPTIONS = {
  'older-than': { type: 'string', needs: 'an age in days, such as 365d' },
  team: { type: 'string', needs: 'the ID of a team' },
  uninstalled: FLAG,
  now: FLAG,
  texts: FLAG,
  all: FLAG,
  yes: FLAG,
  overwrite: FLAG,
  'dry-run': FLAG,
  days: { type: 'string', needs: 'a number of days, such as 90' },
  json: FLAG,
  csv: FLAG,
} as const;
type Values = Given<typeof OPTIONS>['values'];

export const command = defineCommand({
  usage: (name) => `Usage: ${name} COMMAND

Reads:
  export                      prints every review with its history, its place in Slack and its posts, one per line, as JSON
  adr REVIEW_ID               prints a review's decision record, in Markdown
  replay                      lists the reviews that today's quotas and prices would decide differently
  corrections                 prints how people corrected what was read from words, as JSON; --team TEAM_ID: of one team
  stats                       prints decisions, days to a decision, overrides, and bills against estimates, per option;
                              --days 90: of that many days; --json, --csv; --team TEAM_ID: of one team
  stuck                       lists posts that Slack refused, that may be lost, or that have waited for 10 minutes
  installs                    lists the workspaces and organizations that installed the app, and unreadable tokens
  backup FILE                 copies the database file while the bot runs; --overwrite replaces FILE

Changes:
  import FILE                 imports what export printed, all of it or nothing; creates and migrates tables as a start does;
                              --dry-run says what it would do; --team TEAM_ID,…: also of teams that aren't here
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
  --version                   prints the version

Exit status: 0 done, 1 not done, 2 usage error.
`,
  options: OPTIONS,
  async run(given, { toStdout }) {
    const wanted = await readWanted(given);
    const config = readProcessRecordConfig();
    if (!config.ok) throw new Stop(describeFaults(config.faults));
    const { databaseUrl, uninstallGraceDays: graceDays, tokenKeys } = config;
    if (wanted.kind === 'import') await checkExport(wanted.file);
    const record = await open(wanted, databaseUrl);
    if (!record.ok) throw new Stop(record.text);
    try {
      // Standard output is the command's answer; the audit lines go beside it.
      const logger = createLogger({ level: 'info', destination: pino.destination({ dest: 2, sync: true }) });
      const parts = {
        db: record.db,
        write: toStdout,
        logger,
        actor: commandLineActor(),
        graceDays,
        tokenKeys,
        now: Date.now(),
      };
      const text = await runCommand(parts, wanted);
      if (text !== undefined) throw new Stop(text);
      return EXIT.done;
    } finally {
      await record.close();
    }
  },
});

/** A backup takes the tables of any version: it comes before an upgrade. */
function open(wanted: ReviewsCommand, databaseUrl: string) {
  return wanted.kind === 'backup'
    ? openDatabase<RecordTables>(databaseUrl, { mustExist: true })
    : openRecord(databaseUrl, { asItIs: wanted.kind !== 'import' || wanted.dryRun });
}

/** Before a database is created for it. @throws Stop where it is no whole export. */
async function checkExport(file: string): Promise<void> {
  try {
    if (!(await stat(file)).isFile()) throw unusable(file, 'no regular file.');
    for await (const _ of readExport(file));
  } catch (error) {
    if (error instanceof BadExport) throw new Stop(`${error.message} Nothing was imported.`);
    throw error instanceof Stop ? error : unusable(file, whyUnread(error));
  }
}

const TAKES = {
  delete: ['older-than', 'uninstalled', 'now', 'team', 'yes'],
  forget: ['texts', 'yes'],
  stuck: ['all', 'yes'],
  export: [],
  import: ['dry-run', 'team'],
  adr: [],
  replay: [],
  corrections: ['team'],
  stats: ['days', 'json', 'csv', 'team'],
  backup: ['overwrite'],
  installs: ['yes'],
} as const satisfies Record<string, readonly (keyof Values)[]>;

const isCommand = (name: string): name is keyof typeof TAKES => Object.hasOwn(TAKES, name);

/** @throws WrongUsage */
export async function readWanted({ values, words }: Given<typeof OPTIONS>): Promise<ReviewsCommand> {
  const [name, ...rest] = words;
  if (name === undefined) throw new WrongUsage('Enter a command.');
  if (!isCommand(name)) return refuseCommand(name, Object.keys(TAKES));
  const taken: readonly string[] = TAKES[name];
  const foreign = Object.keys(values).find((option) => !taken.includes(option));
  if (foreign !== undefined) throw new WrongUsage(`${name} takes no --${foreign}.`);
  const { yes: confirmed = false, team, texts: removeTexts = false, overwrite = false } = values;
  const [first, ...more] = rest;
  switch (name) {
    case 'delete':
      return readDelete(values, rest, confirmed);
    case 'stuck':
      return readStuck(values, rest, confirmed);
    case 'installs':
      return readInstalls(rest, confirmed);
    case 'forget':
      if (first === undefined || !/^[UW][A-Z0-9]{1,30}$/.test(first)) {
        throw new WrongUsage('Enter the Slack user ID, such as U0123456789. In the profile: "Copy member ID".');
      }
      noMore(more);
      return { kind: 'forget', userId: first, removeTexts, confirmed };
    case 'adr':
      if (first === undefined) throw new WrongUsage('Enter the ID of the review: the field `id` of an export.');
      noMore(more);
      return { kind: 'adr', reviewId: first };
    case 'import':
      if (first === undefined) throw new WrongUsage('Enter a file that reviews export wrote.');
      noMore(more);
      return { kind: 'import', file: first, teamIds: team?.split(/[\s,]+/) ?? [], dryRun: values['dry-run'] === true };
    case 'backup':
      if (first === undefined) throw new WrongUsage('Enter a file, such as backup backups/reviews.db.');
      noMore(more);
      return { kind: 'backup', file: first, overwrite };
    case 'corrections':
      noMore(rest);
      return { kind: 'corrections', teamId: team };
    case 'stats':
      noMore(rest);
      return readStats(values);
    case 'export':
    case 'replay':
      noMore(rest);
      return { kind: name };
  }
}

const STATS_DAYS = 90;
const STATS_DAYS_MAX = 3650;

function readStats({ days: typed, team: teamId, json = false, csv = false }: Values): ReviewsCommand {
  const days = typed === undefined ? STATS_DAYS : Number(typed);
  if (!Number.isInteger(days) || days < 1 || days > STATS_DAYS_MAX) {
    throw new WrongUsage(`--days takes 1 to ${STATS_DAYS_MAX}.`);
  }
  if (json && csv) throw new WrongUsage('Use --json or --csv, not both.');
  return { kind: 'stats', days, teamId, format: json ? 'json' : csv ? 'csv' : 'text' };
}

function readDelete(values: Values, words: readonly string[], confirmed: boolean): ReviewsCommand {
  const { 'older-than': olderThan, team: teamId, uninstalled, now = false } = values;
  const [reviewId, ...more] = words;
  if ([reviewId, olderThan, teamId, uninstalled].filter((way) => way !== undefined).length !== 1) {
    throw new WrongUsage('Enter what to delete: REVIEW_ID, --older-than 365d, --uninstalled or --team TEAM_ID.');
  }
  if (now && !uninstalled) throw new WrongUsage('Use --now only with --uninstalled.');
  if (uninstalled) return { kind: 'delete-uninstalled', now, confirmed };
  if (teamId !== undefined) return { kind: 'delete-team', teamId, confirmed };
  noMore(more);
  if (reviewId !== undefined) return { kind: 'delete-review', reviewId, confirmed };
  const days = /^(?<days>[1-9]\d{0,4})d$/.exec(olderThan ?? '')?.groups?.['days'];
  if (days === undefined) throw new WrongUsage('Enter the age in days, such as --older-than 365d.');
  return { kind: 'delete-old', olderThanDays: Number(days), confirmed };
}

function readStuck(values: Values, [what, jobId, ...more]: readonly string[], confirmed: boolean): ReviewsCommand {
  if (what === undefined) {
    const [option] = Object.keys(values);
    if (option !== undefined) throw new WrongUsage(`Use --${option} only with stuck retry or stuck drop.`);
    return { kind: 'stuck' };
  }
  if (what !== 'retry' && what !== 'drop') {
    throw new WrongUsage(`Use stuck retry or stuck drop, not "${inert(what)}".`);
  }
  if ((jobId === undefined) !== (values.all === true)) {
    throw new WrongUsage(`Enter stuck ${what} JOB_ID, or stuck ${what} --all.`);
  }
  if (what === 'retry' && confirmed) throw new WrongUsage('stuck retry takes no --yes.');
  noMore(more);
  return what === 'drop' ? { kind: 'stuck-drop', jobId, confirmed } : { kind: 'stuck-retry', jobId };
}

function readInstalls([what, id, ...more]: readonly string[], confirmed: boolean): ReviewsCommand {
  if (what === 'drop') {
    if (id === undefined || !/^[TE][A-Z0-9]{1,30}$/.test(id)) {
      throw new WrongUsage('Enter an ID that installs lists, such as T0123456789.');
    }
    noMore(more);
    return { kind: 'installs-drop', id, confirmed };
  }
  if (confirmed) throw new WrongUsage('Use --yes only with installs drop.');
  if (what === undefined) return { kind: 'installs' };
  if (what !== 'encrypt') throw new WrongUsage(`Use installs encrypt or installs drop, not "${inert(what)}".`);
  noMore(id === undefined ? [] : [id]);
  return { kind: 'installs-encrypt' };
}
