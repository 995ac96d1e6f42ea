import { parseArgs } from 'node:util';
import { inert } from '../terminal/lines.ts';
import { type Given, type Options, WrongUsage } from './command.ts';

const COMMON = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } } as const satisfies Options;

/** Reads what a command was given. @throws WrongUsage with one sentence. */
export async function readArguments<Known extends Options>(
  options: Known,
  args: readonly string[],
): Promise<Given<Known> | 'help' | 'version'> {
  const all: Options = { ...options, ...COMMON };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: all, allowPositionals: true });
    if (values['help'] === true) return 'help';
    if (values['version'] === true) return 'version';
    return { values: values as Given<Known>['values'], words: positionals };
  } catch (error) {
    throw new WrongUsage(await whatIsWrong(inert(error instanceof Error ? error.message : String(error)), all));
  }
}

/** The parser's message as one sentence. */
async function whatIsWrong(message: string, options: Options): Promise<string> {
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown !== undefined) return `Unknown option ${unknown}.${await meant(unknown, Object.keys(options), '--')}`;
  const name = /^Option '(?:-\w, )?--([\w-]+)/.exec(message)?.[1] ?? '';
  const option = options[name];
  if (option === undefined) return message;
  return option.type === 'string' ? `--${name} needs ${option.needs}.` : `--${name} takes no value.`;
}

/** A word that names no command. @throws WrongUsage */
export async function refuseCommand(word: string, known: readonly string[]): Promise<never> {
  throw new WrongUsage(`Unknown command ${inert(word)}.${await meant(word, known)}`);
}

/** @throws WrongUsage where there is a word left. */
export function noMore([word]: readonly string[]): void {
  if (word !== undefined) throw new WrongUsage(`Unexpected "${inert(word)}".`);
}

async function meant(typed: string, known: readonly string[], lead = ''): Promise<string> {
  // Loaded where something is misspelled: the recommender comes with it.
  const { nearest } = await import('../recommender/index.ts');
  const name = nearest(typed, known);
  return name === undefined ? '' : ` Did you mean ${lead}${name}?`;
}
