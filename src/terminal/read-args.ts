import { parseArgs } from 'node:util';
import { nearest } from '../recommender/index.ts';
import { inert } from './lines.ts';

/** How an answer is printed. */
export type Format = 'json' | 'short' | 'text';

/** What the command line asks for, or what is wrong with it. */
export type Wanted =
  | { kind: 'help' }
  | { kind: 'words'; format: Format; words: string }
  | { kind: 'files'; format: Format; files: string[] }
  | { kind: 'wrong-use'; text: string };

const OPTIONS = {
  words: { type: 'string' },
  json: { type: 'boolean', default: false },
  short: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export function readArgs(args: string[]): Wanted {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    const { json, short, words, help } = values;
    if (help) return { kind: 'help' };
    if (json && short) return wrongUse('Give either --json or --short.');
    const format = json ? 'json' : short ? 'short' : 'text';
    if (words === undefined) return { kind: 'files', format, files: positionals };
    if (positionals.length > 0) return wrongUse('Give either --words or files.');
    return words.trim() === '' ? wrongUse('--words needs a text.') : { kind: 'words', format, words };
  } catch (error) {
    return wrongUse(whatIsWrong(error));
  }
}

function wrongUse(text: string): Wanted {
  return { kind: 'wrong-use', text };
}

function whatIsWrong(error: unknown): string {
  const message = inert(error instanceof Error ? error.message : String(error));
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown === undefined) return message;
  const meant = nearest(unknown, Object.keys(OPTIONS));
  return `There is no option ${unknown}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`;
}
