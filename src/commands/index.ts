import { existsSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { inertLines, WIDTH, wrap, writerTo } from '../terminal/lines.ts';
import { VERSION } from '../version.ts';
import { type Command, EXIT, type Exit, Stop, WrongUsage } from './command.ts';
import { readArguments, refuseCommand } from './read-arguments.ts';

// The commands of the one program. Alone in reading arguments and in ending the process.

/** A command's line in the list of them, and its file, which is loaded when it is run. */
interface Row {
  readonly summary: string;
  load(): Promise<{ readonly command: Command }>;
}

export const COMMANDS: Readonly<Record<string, Row>> = {
  start: { summary: 'Runs the bot.', load: () => import('./start.ts') },
  recommend: {
    summary: 'Recommends how to serve a model on Amazon SageMaker AI.',
    load: () => import('./recommend.ts'),
  },
  account: {
    summary: 'Reads what already runs on SageMaker, and says what it should be.',
    load: () => import('./account.ts'),
  },
  check: {
    summary: 'Checks templates of SageMaker endpoints: cost, faults, and what differs from a decision.',
    load: () => import('./check.ts'),
  },
  policy: { summary: 'Checks a policy file, and shows what it changes.', load: () => import('./policy.ts') },
  reviews: { summary: 'Manages the reviews in the database at DATABASE_URL.', load: () => import('./reviews.ts') },
  doctor: {
    summary: 'Checks configuration, ports, database, Slack and access to AWS before a start.',
    load: () => import('./doctor.ts'),
  },
  mcp: { summary: 'Serves assistants by the Model Context Protocol.', load: () => import('./mcp.ts') },
  schema: { summary: 'Prints the JSON Schema of a document, for editors.', load: () => import('./schema.ts') },
};

/** What runs without a command. */
const DEFAULT = 'recommend';

/** Runs the program with what stood on its command line. `file`: its path as it was called. */
export async function runProgram(args: readonly string[], file: string, root: URL): Promise<Exit> {
  const [first = ''] = args;
  const isNamed = Object.hasOwn(COMMANDS, first);
  const known = isNamed ? first : DEFAULT;
  const [toStdout, toStderr] = [writerTo(process.stdout), writerTo(process.stderr)];
  let usage = (_isAsked: boolean) => writeList(calledAs(file, ''));
  try {
    if (!isNamed && isNoFile(first)) await refuseCommand(first, Object.keys(COMMANDS));
    const command = await loadCommand(known);
    if (isNamed) usage = (isAsked) => writeHelp(known, command, calledAs(file, known), isAsked);
    const given = await readArguments(command.options, isNamed ? args.slice(1) : args);
    if (given === 'help') {
      await toStdout(usage(true));
      return EXIT.done;
    }
    if (given === 'version') {
      await toStdout(`${VERSION}\n`);
      return EXIT.done;
    }
    return await command.run(given, { version: VERSION, root, toStdout, toStderr });
  } catch (error) {
    if (!(error instanceof Stop || error instanceof WrongUsage)) throw error;
    const isStop = error instanceof Stop;
    await toStderr(isStop ? inertLines(error.message) : `${error.message}\n${helpAfter(error, usage(false))}`);
    return isStop ? error.exit : EXIT.wrongUsage;
  }
}

/** What follows a sentence of what is wrong: of an unknown option the line of the nearest, of another that of the first it names, else the usage. */
export function helpAfter({ message, nearest = /--([a-z-]+)/.exec(message)?.[1] }: WrongUsage, usage: string): string {
  if (nearest === undefined) return `\n${usage}`;
  return [...(nearest === null ? [] : optionLines(nearest, usage)), '--help lists all options.', ''].join('\n');
}

/** The lines about an option: those that begin with it, or else the first that names it. */
function optionLines(name: string, usage: string): string[] {
  const lines = usage.slice(usage.indexOf('\n\n', usage.indexOf('Usage:'))).split('\n');
  const wordsOf = (line: string): string[] => line.split(/[ ,:;|]+/);
  const own = lines.findIndex((line) => line.startsWith('  ') && wordsOf(line).slice(1, 3).includes(`--${name}`));
  const at = own < 0 ? lines.findIndex((line) => wordsOf(line).includes(`--${name}`)) : own;
  const end = lines.findIndex((line, other) => other > at && !line.startsWith('    '));
  return at < 0 ? [] : lines.slice(at, end);
}

export async function loadCommand(name: string): Promise<Command> {
  const { command } = await (COMMANDS[name] as Row).load();
  return command;
}

/** A word such as "recomend" names a command, unless there is such a file. */
const isNoFile = (word: string): boolean => /^[a-z][a-z-]*$/i.test(word) && !existsSync(word);

/** What --help prints of a command, or what follows a usage error. `called`: how the command was called. */
export function writeHelp(name: string, { usage, more }: Command, called: string, isAsked = true): string {
  // npm's "--" goes where nothing follows it.
  const text = `${COMMANDS[name]?.summary}\n\n${usage(called).replaceAll(/ --$/gm, '')}`;
  return more === undefined ? text : `${text}\n${isAsked ? more.write() : `${more.hint}\n`}`;
}

const NAME_WIDTH = 11;

/** The program's own help: every command on a line. */
export function writeList(called: string): string {
  const lines = Object.entries(COMMANDS).flatMap(([name, { summary }]) =>
    wrap(summary, WIDTH - NAME_WIDTH - 2).map((line, at) => `  ${(at === 0 ? name : '').padEnd(NAME_WIDTH)}${line}`),
  );
  return `Recommends how to serve a model on Amazon SageMaker AI, and keeps the team's
decision.

Usage: ${called} COMMAND [ARGUMENTS]
       ${called} COMMAND --help

${lines.join('\n')}

  -h, --help  this text
  --version   the version

Without a command, it recommends.
Exit status: 0 done; 1 faults, refusals or not done; 2 usage error.
`;
}

/** What npm tells the programs that it starts: https://docs.npmjs.com/cli/using-npm/scripts#environment */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How a command was called, for its usage: by a script of npm, by npx, by its name, or as a file. `file`: the program's path.
 * `command` is empty where none was given.
 */
export function calledAs(file: string, command: string, environment: Environment = ofProcess()): string {
  const event = environment['npm_lifecycle_event'];
  if (command !== '' && event === command) return `npm run --silent ${command} --`;
  const name = basename(file);
  const isFile = /\.[cm]?[jt]s$/.test(name);
  const program = isFile ? `node ${relative(process.cwd(), file)}` : name;
  return [event === 'npx' && !isFile ? 'npx' : '', program, command].filter((word) => word !== '').join(' ');
}

// biome-ignore lint/style/noProcessEnv: what npm says of the call is no setting.
const ofProcess = (): Environment => process.env;
