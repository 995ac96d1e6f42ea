import { basename, relative } from 'node:path';

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
