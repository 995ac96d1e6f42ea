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
    throw await whatIsWrong(inert(error instanceof Error ? error.message : String(error)), all);
  }
}

/** The parser's message as one sentence. */
async function whatIsWrong(message: string, options: Options): Promise<WrongUsage> {
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown !== undefined) {
    const name = await nearestTo(unknown, Object.keys(options));
    return new WrongUsage(`Unknown option ${unknown}.${meant(name && `--${name}`)}`, name ?? null);
  }
  const name = /^Option '(?:-\w, )?--([\w-]+)/.exec(message)?.[1] ?? '';
  const option = options[name];
  if (option === undefined) return new WrongUsage(message);
  return new WrongUsage(option.type === 'string' ? `--${name} needs ${option.needs}.` : `--${name} takes no value.`);
}

/** A word that names no command. @throws WrongUsage */
export async function refuseCommand(word: string, known: readonly string[]): Promise<never> {
  throw new WrongUsage(`Unknown command ${inert(word)}.${meant(await nearestTo(word, known))}`);
}

/** @throws WrongUsage where there is a word left. */
export function noMore([word]: readonly string[]): void {
  if (word !== undefined) throw new WrongUsage(`Unexpected "${inert(word)}".`);
}

async function nearestTo(typed: string, known: readonly string[]): Promise<string | undefined> {
  // Loaded where something is misspelled: the recommender comes with it.
  const { nearest } = await import('../recommender/index.ts');
  return nearest(typed, known);
}

const meant = (name: string | undefined): string => (name === undefined ? '' : ` Did you mean ${name}?`);
