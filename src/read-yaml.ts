import { Composer, type CST, type Document, isScalar, Lexer, LineCounter, Parser, type Tags, visit } from 'yaml';
import { LEVELS_MAX, TOO_DEEP } from './text-limits.ts';

// YAML to plain data, in a time that follows its length. By default the parser compares each key of an object with all others, cuts out
// the line of each fault, and copies a whole object for each merge key.

/** In characters. CloudFormation takes templates of 1 MB. */
const TEXT_MAX = 4_000_000;
/** An alias that is followed more often than this is an attack, or a mistake. */
const FOLLOWED_MAX = 1000;
/** Aliases times characters: each may go through all of the text. */
const WORK_MAX = 20_000_000;

const INVALID = 'not valid YAML. Correct it, or leave it out.';
const REPEATS = 'not readable: its aliases repeat too much, or name nothing. Write out what they repeat.';

interface Read {
  readonly ok: true;
  readonly value: unknown;
  readonly document: Document;
  lineAt(offset: number): number;
  /** The line of the first key that its object has already, which `lastWins` allows. */
  readonly twice: number | null;
}

/** `text` never quotes the file, which may hold secrets; `detail`, the parser's words, may. */
type Unread = { readonly ok: false; readonly line: number | null; readonly text: string } & Partial<
  Record<'detail', string> & Record<'column', number>
>;

export type ReadYaml = Read | Unread;

/** Reads the first document. `lastWins`: of a key that occurs twice, the last value counts; else it is a fault. */
export function readYaml(
  text: string,
  { lastWins = false, ...options }: { customTags?: Tags; merge?: boolean; lastWins?: boolean } = {},
): ReadYaml {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const placeOf = (offset: number) => ({ line: lineAt(offset), column: lines.linePos(offset).col });
  const no = (text: string, offset?: number, detail?: string) =>
    ({ ok: false, line: null, ...(offset !== undefined && placeOf(offset)), text, ...(detail && { detail }) }) as const;
  if (text.length > TEXT_MAX) return no('too large. Expected at most 4,000,000 characters of YAML.');
  const parser = new Parser(lines.addNewLine);
  const document = composed(text, parser, options);
  if (isDeep(parser)) return no(TOO_DEEP, parser.offset);
  const [broken] = document?.errors ?? [];
  if (document === undefined || broken) return no(INVALID, broken?.pos[0], broken?.message);
  const { aliases, twice } = surveyOf(document);
  if (twice !== undefined && !lastWins) return no(INVALID, twice, 'Map keys must be unique');
  if (aliases * text.length > WORK_MAX) return no(REPEATS);
  try {
    return {
      ok: true,
      value: document.toJS({ maxAliasCount: FOLLOWED_MAX }),
      document,
      lineAt,
      twice: twice === undefined ? null : lineAt(twice),
    };
  } catch {
    return no(REPEATS);
  }
}

/** Without the stacks of its faults, of which there may be thousands. */
function composed(text: string, parser: Parser, options: object): Document | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const [document] = new Composer({ ...options, uniqueKeys: false }).compose(
      tokensOf(text, parser),
      true,
      text.length,
    );
    return document;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Ends where it gets too deep. */
function* tokensOf(text: string, parser: Parser): Generator<CST.Token, void> {
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (isDeep(parser)) return;
  }
  yield* parser.end();
}

/** The document is on the stack as well, and a scalar may be. */
const isDeep = ({ stack }: Parser): boolean => stack.length > LEVELS_MAX + 1 && 'items' in (stack.at(-1) ?? {});

/** How many aliases there are, and where a key stands for the second time. */
function surveyOf(document: Document): { aliases: number; twice: number | undefined } {
  let aliases = 0;
  let twice: number | undefined;
  visit(document, {
    Alias() {
      aliases += 1;
    },
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) twice ??= key.range?.[0] ?? 0;
        seen.add(key.value);
      }
    },
  });
  return { aliases, twice };
}
