import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CHILD = fileURLToPath(new URL('./vocabulary-child.ts', import.meta.url));

/** Every word that a pattern of `src/wording` matches. Runs in a separate process, because collecting them replaces the global RegExp. */
export async function readVocabulary(): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', CHILD], { maxBuffer: 1e8 });
  return JSON.parse(stdout);
}

/**
 * Texts that a pattern's source describes: each alternative stands in at least one of them, and each optional part is in one
 * and missing in another. What only looks ahead or behind is left out.
 */
export function textsOf(source: string): string[] {
  let at = 0;

  function alternatives(): string[] {
    const found = sequence();
    while (source[at] === '|') {
      at += 1;
      found.push(...sequence());
    }
    return found;
  }

  function sequence(): string[] {
    let texts = [''];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const part = quantified(atom());
      const before = texts;
      const length = Math.max(before.length, part.length);
      texts = Array.from({ length }, (_, index) => `${before[index % before.length]}${part[index % part.length]}`);
    }
    return texts;
  }

  function quantified(part: string[]): string[] {
    const [quantifier = ''] = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at)) ?? [];
    at += quantifier.length;
    return /^(?:[?*]|\{0)/.test(quantifier) ? [...part, ''] : part;
  }

  function atom(): string[] {
    const [opening = ''] = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(source.slice(at)) ?? [];
    if (opening !== '') {
      at += opening.length;
      const inner = alternatives();
      at += 1;
      return /[=!]$/.test(opening) ? [''] : inner;
    }
    const [taken = '', characters] =
      /^(?:\[((?:\\.|[^\]\\])*)\]|\\[pPu]\{[^}]*\}|\\u.{4}|\\.|.)/s.exec(source.slice(at)) ?? [];
    at += taken.length;
    if (characters === undefined) return [characterOf(taken)];
    return [
      characters.startsWith('^')
        ? 'x'
        : characterOf(/^(?:\\[pPu]\{[^}]*\}|\\u.{4}|\\.|.)/s.exec(characters)?.[0] ?? ''),
    ];
  }

  return alternatives();
}

const MEANINGS: Readonly<Record<string, string>> = {
  '\\d': '1',
  '\\s': ' ',
  '\\n': ' ',
  '\\w': 'x',
  '\\b': '',
  '\\B': '',
  '.': 'x',
  '^': '',
  $: '',
};

function characterOf(token: string): string {
  if (/^\\[pPu]./.test(token)) return 'x';
  return MEANINGS[token] ?? token.replace(/^\\/, '');
}
