import { describe, expect, it } from 'vitest';
import { COMMANDS, loadCommand } from '../src/commands/index.ts';
import { readArguments } from '../src/commands/read-arguments.ts';
import { readAccount, readRecommend, readReviews } from './support/command-lines.ts';
import { argumentsOf, commandsOf, isOfCheckout, userPages } from './support/documented-commands.ts';
import { read } from './support/documents.ts';

const ALL = userPages().flatMap(commandsOf);

/** A name in capitals stands for what people put there. */
const PUT: Readonly<Record<string, string>> = { ID: 'T0123456789', FORMAT: 'terraform' };

const filledIn = (args: readonly string[]): string[] =>
  args.filter((word) => !word.endsWith('…')).map((word) => PUT[word] ?? word);

async function faultOf(args: readonly string[]): Promise<string | undefined> {
  const [name = '', ...rest] = args;
  if (name === 'COMMAND' || name.startsWith('-')) return undefined;
  if (!Object.hasOwn(COMMANDS, name)) return `there is no command ${name}`;
  try {
    if (name === 'reviews' && rest[0] !== 'COMMAND' && rest.length > 0) await readReviews(rest);
    else if (name === 'account' && rest.length > 0) await readAccount(rest);
    else if (name === 'recommend' && rest.length > 0) await readRecommend(rest);
    else await readArguments((await loadCommand(name)).options, rest);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a command in a document', () => {
  it('calls the program by a command and options that it has', async () => {
    const calls = ALL.flatMap((one) => {
      const args = argumentsOf(one.text);
      return args === undefined ? [] : [{ ...one, args: filledIn(args) }];
    });
    expect(calls.length).toBeGreaterThan(30);
    const judged = await Promise.all(
      calls.map(async ({ page, text, args }) => ({ page, text, fault: await faultOf(args) })),
    );
    expect(judged.filter(({ fault }) => fault !== undefined)).toEqual([]);
  });

  it('is one of an installed package, or stands where the page says that it takes a checkout', () => {
    const ofCheckout = ALL.filter(({ text }) => isOfCheckout(text));
    expect(ofCheckout.length).toBeGreaterThan(10);
    // The README is for both.
    const headOf = (page: string) =>
      page === 'README.md'
        ? ''
        : read(page)
            .split(/\n\s*\n/)
            .slice(0, 3)
            .join('\n');
    const unmarked = ofCheckout.filter(
      ({ page, around }) => ![around, headOf(page)].some((text) => text.includes('checkout')),
    );
    expect(unmarked.map(({ page, text }) => `${page}: ${text}`)).toEqual([]);
  });
});
