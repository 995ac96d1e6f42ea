import { LEVELS_MAX, TOO_DEEP } from '../../text-limits.ts';

// The syntax of Terraform's own language (hashicorp/hcl, hclsyntax/spec.md, 2.24). What is wrong is said without a word of the text,
// which may hold secrets.

export type Expression =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'text'; readonly parts: readonly Expression[] }
  /** `var`, `each`, a type of resource, or what a loop calls its items. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'path'; readonly of: Expression; readonly steps: readonly Step[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly isSpread: boolean }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly items: readonly (readonly [key: Expression, value: Expression])[] }
  | Loop
  | { readonly kind: 'choice'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly of: Expression }
  /** Operators of one precedence, from left to right. */
  | { readonly kind: 'chain'; readonly first: Expression; readonly rest: readonly Link[] }
  /** Understood as far as where it ends. */
  | { readonly kind: 'unread'; readonly why: string };

/** `*`: of each item, what the attributes after it name; `[*]`: of each, all that follows. */
export type Step = Expression | '*' | '[*]';
export type Link = readonly [operator: string, of: Expression];

export interface Loop {
  readonly kind: 'for';
  readonly names: readonly string[];
  readonly of: Expression;
  /** Of an object. */
  readonly key?: Expression;
  readonly value: Expression;
  /** Values of one key are a list. */
  readonly isGrouped: boolean;
  readonly test?: Expression;
}

export interface Body {
  readonly attributes: ReadonlyMap<string, Expression>;
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
}

/** `line` and `column` are from 1. */
export type ParsedHcl =
  | { readonly ok: true; readonly body: Body }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly text: string };

export function parseHcl(text: string): ParsedHcl {
  const source = text.replace(/^\ufeff/, '');
  const found = attempt(() => new Parser(source).body(false));
  if (!(found instanceof Unexpected)) return { ok: true, body: found };
  const before = source.slice(0, found.at).split('\n');
  return { ok: false, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, text: found.message };
}

/** A text of Terraform's JSON as the template that it is. */
export function parseText(text: string): Expression {
  if (!text.includes('${') && !text.includes('%{')) return { kind: 'value', value: text };
  const found = attempt(() => new Parser(text).template(text.length));
  return found instanceof Unexpected ? { kind: 'unread', why: 'an expression' } : found;
}

type LoopHead = Pick<Loop, 'kind' | 'names' | 'of'>;

/** `%{ if }`, `%{ for }`, or one that ends what they enclose. */
interface Directive {
  readonly kind: 'directive';
  readonly name: string;
  readonly at: number;
  readonly test?: Expression;
  readonly loop?: LoopHead;
}

/** Of a template. A text goes to the end of its line at most. */
type Part = string | Expression | Directive;

/** Leaves the parser from any depth, and never this file. */
class Unexpected extends Error {
  readonly at: number;

  constructor(at: number, what: string) {
    super(what);
    this.at = at;
  }
}

function attempt<T>(read: () => T): T | Unexpected {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unexpected) return error;
    throw error;
  }
}

const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DIGITS = /\d+/y;
const [SPACES, LINES] = [/[ \t\r]+/y, /[ \t\r\n]+/y];
const COMMENT = /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
/** What is as it stands: in quotes, and without up to the end of the line. */
const [QUOTED, UNQUOTED] = [/[^"\\\n$%]+/y, /[^\n$%]+\n?|\n/y];

const OPERATOR = /\|\||&&|[=!<>]=|[<>+\-*/%]/y;
/** From the strongest. */
const OPERATORS = ['* / %', '+ -', '<= >= < >', '== !=', '&&', '||'].map((signs) => signs.split(' '));
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

class Parser {
  readonly #text: string;
  #at = 0;
  #level = 0;
  /** In brackets a new line is a space. */
  #isInline = false;

  constructor(text: string) {
    this.#text = text;
  }

  #expected(what: string, at = this.#at): never {
    throw new Unexpected(at, `expected ${what}. Correct it, or leave the file out.`);
  }

  /** Reads what is nested. `isInline`: whether new lines are spaces there. */
  #nested<T>(isInline: boolean, read: () => T): T {
    const before = this.#isInline;
    this.#level += 1;
    if (this.#level > LEVELS_MAX) throw new Unexpected(this.#at, TOO_DEEP);
    this.#isInline = isInline;
    const found = read();
    this.#isInline = before;
    this.#level -= 1;
    return found;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  /** Spaces and comments, and new lines where they are spaces. */
  #skip(isInline = this.#isInline): void {
    do this.#match(isInline ? LINES : SPACES);
    while (this.#match(COMMENT) !== undefined);
  }

  /** Whether the next is `sign`, which then is read. */
  #takes(sign: string): boolean {
    this.#skip();
    const isNext = this.#text.startsWith(sign, this.#at);
    if (isNext) this.#at += sign.length;
    return isNext;
  }

  #take(sign: string): void {
    if (!this.#takes(sign)) this.#expected(sign);
  }

  #until<T>(sign: string, found: T): T {
    this.#take(sign);
    return found;
  }

  #name(what: string): string {
    this.#skip();
    return this.#match(IDENTIFIER) ?? this.#expected(what);
  }

  /** `isBlock`: up to a brace; else up to the end of the file. */
  body(isBlock: boolean): Body {
    const attributes = new Map<string, Expression>();
    const blocks: Block[] = [];
    for (;;) {
      this.#skip(true);
      if (isBlock ? this.#takes('}') : this.#at >= this.#text.length) return { attributes, blocks };
      const name = this.#name(isBlock ? 'an argument, a block or }' : 'an argument or a block');
      if (this.#takes('=')) {
        attributes.set(name, this.#expression());
        this.#endLine(isBlock);
      } else blocks.push(this.#block(name));
    }
  }

  #endLine(isBlock: boolean): void {
    this.#skip();
    const next = this.#text[this.#at];
    if (next !== undefined && next !== '\n' && !(isBlock && next === '}')) this.#expected('a new line');
  }

  #block(type: string): Block {
    const labels: string[] = [];
    while (!this.#takes('{')) {
      const isQuoted = this.#text[this.#at] === '"';
      const label = isQuoted ? this.#quoted() : this.#name(labels.length === 0 ? '= or {' : '{');
      if (typeof label !== 'string' && label.kind !== 'value') this.#expected('a plain text');
      labels.push(typeof label === 'string' ? label : String(label.value));
    }
    return { type, labels, body: this.#nested(false, () => this.body(true)) };
  }

  #expression(): Expression {
    const test = this.#chain();
    if (!this.#takes('?')) return test;
    return this.#nested(this.#isInline, () => {
      const yes = this.#expression();
      this.#take(':');
      return { kind: 'choice', test, yes, no: this.#expression() };
    });
  }

  #chain(): Expression {
    const links: Link[] = [['', this.#unary()]];
    for (;;) {
      this.#skip();
      const operator = this.#match(OPERATOR);
      if (operator === undefined) break;
      links.push([operator, this.#unary()]);
    }
    const grouped = links.length === 1 ? links : OPERATORS.reduce<Link[]>(chained, links);
    return (grouped[0] as Link)[1];
  }

  #unary(): Expression {
    const operator = this.#takes('!') ? '!' : this.#takes('-') ? '-' : undefined;
    if (operator === undefined) return this.#path();
    return this.#nested(this.#isInline, () => ({ kind: 'unary', operator, of: this.#unary() }));
  }

  #path(): Expression {
    const of = this.#primary();
    const steps: Step[] = [];
    for (let step = this.#step(); step !== undefined; step = this.#step()) {
      if (steps.push(step) > LEVELS_MAX) throw new Unexpected(this.#at, TOO_DEEP);
    }
    return steps.length === 0 ? of : { kind: 'path', of, steps };
  }

  #step(): Step | undefined {
    this.#skip();
    if (this.#text.startsWith('...', this.#at)) return undefined;
    if (this.#takes('.')) {
      if (this.#takes('*')) return '*';
      const digits = this.#match(DIGITS);
      return { kind: 'value', value: digits === undefined ? this.#name('a name') : Number(digits) };
    }
    if (!this.#takes('[')) return undefined;
    return this.#nested(true, () => this.#until(']', this.#takes('*') ? '[*]' : this.#expression()));
  }

  #primary(): Expression {
    this.#skip();
    const number = this.#match(NUMBER);
    if (number !== undefined) return { kind: 'value', value: Number(number) };
    if (this.#text[this.#at] === '"') return this.#quoted();
    if (this.#takes('<<')) return this.#heredoc();
    if (this.#takes('(')) return this.#nested(true, () => this.#until(')', this.#expression()));
    if (this.#takes('['))
      return this.#nested(true, () =>
        this.#isFor() ? this.#loop(']') : { kind: 'tuple', items: this.#list(']').items },
      );
    if (this.#takes('{')) {
      if (this.#nested(true, () => this.#isFor())) return this.#nested(true, () => this.#loop('}'));
      return this.#nested(false, () => this.#object());
    }
    let name = this.#name('a value');
    while (this.#takes('::')) name += `::${this.#name('a name')}`;
    if (this.#takes('(')) {
      const { items: args, isSpread } = this.#nested(true, () => this.#list(')'));
      return { kind: 'call', name, args, isSpread };
    }
    if (name === 'null') return { kind: 'value', value: null };
    return name === 'true' || name === 'false' ? { kind: 'value', value: name === 'true' } : { kind: 'name', name };
  }

  /** `for` is a name as well. */
  #isFor(): boolean {
    this.#skip();
    const before = this.#at;
    const isFor = this.#match(IDENTIFIER) === 'for';
    this.#skip();
    if (isFor && /[\p{L}_]/u.test(this.#text[this.#at] ?? '')) return true;
    this.#at = before;
    return false;
  }

  #loopHead(): LoopHead {
    const names = [this.#name('a name')];
    if (this.#takes(',')) names.push(this.#name('a name'));
    if (this.#name('in') !== 'in') this.#expected('in');
    return { kind: 'for', names, of: this.#expression() };
  }

  #loop(close: ']' | '}'): Loop {
    const head = this.#loopHead();
    this.#take(':');
    const first = this.#expression();
    const isObject = close === '}';
    if (isObject) this.#take('=>');
    const value = isObject ? this.#expression() : first;
    const isGrouped = isObject && this.#takes('...');
    this.#skip();
    const test =
      this.#text[this.#at] !== close && this.#name(`if or ${close}`) === 'if' ? this.#expression() : undefined;
    this.#take(close);
    return { ...head, value, isGrouped, ...(isObject && { key: first }), ...(test && { test }) };
  }

  #object(): Expression {
    const items: [Expression, Expression][] = [];
    for (;;) {
      this.#skip(true);
      if (this.#takes('}')) return { kind: 'object', items };
      const key = this.#expression();
      if (!this.#takes('=') && !this.#takes(':')) this.#expected('=');
      items.push([key.kind === 'name' ? { kind: 'value', value: key.name } : key, this.#expression()]);
      this.#skip();
      if (!this.#takes(',') && this.#text[this.#at] !== '}' && this.#text[this.#at] !== '\n') {
        this.#expected('a comma, a new line or }');
      }
    }
  }

  /** What brackets hold, with commas between. */
  #list(close: ')' | ']'): { items: Expression[]; isSpread: boolean } {
    const items: Expression[] = [];
    let isSpread = false;
    while (!this.#takes(close)) {
      items.push(this.#expression());
      isSpread = this.#takes('...');
      if (!this.#takes(',') && this.#text[this.#at] !== close) this.#expected(`a comma or ${close}`);
    }
    return { items, isSpread };
  }

  #quoted(): Expression {
    this.#at += 1;
    const found = this.template('"');
    this.#at += 1;
    return found;
  }

  #heredoc(): Expression {
    const isFlush = this.#text[this.#at] === '-';
    if (isFlush) this.#at += 1;
    const from = this.#at;
    const marker = this.#match(IDENTIFIER) ?? this.#expected('the name of the text');
    const start = this.#text.indexOf('\n', this.#at) + 1;
    for (let line = start; line > 0; line = this.#text.indexOf('\n', line) + 1) {
      const next = this.#text.indexOf('\n', line);
      if (this.#text.slice(line, next === -1 ? undefined : next).trim() !== marker) continue;
      this.#at = start;
      const found = this.template(line, isFlush);
      this.#at = this.#text.indexOf(marker, line) + marker.length;
      return found;
    }
    return this.#expected('a line that ends this text', from);
  }

  /** Up to a quote, or to a place in the text. `isFlush`: without the spaces that all lines have before them. */
  template(end: '"' | number, isFlush = false): Expression {
    const parts: Part[] = [];
    const isQuoted = end === '"';
    while (isQuoted ? this.#text[this.#at] !== end : this.#at < end) {
      const sign = this.#text.slice(this.#at, this.#at + 2);
      if (sign === '${' || sign === '%{') parts.push(this.#nested(true, () => this.#sequence(parts)));
      else this.#literal(parts, isQuoted);
    }
    if (!isQuoted && this.#text.slice(end, this.#at).trim() !== '') this.#expected('}', end);
    return textOf(this.#enclosed((isFlush ? flushed(parts) : parts).toReversed()).items, true);
  }

  /** Next to ~ there are no spaces, up to the end of the line. */
  #literal(parts: Part[], isQuoted: boolean): void {
    const last = parts.at(-1);
    const isText = typeof last === 'string';
    const isTrimmed = isText ? isQuoted && last === '' : last && this.#text.startsWith('~}', this.#at - 2);
    const read = isQuoted ? this.#quotedPart() : this.#plainPart(UNQUOTED);
    const text = isTrimmed ? read.trimStart() : read;
    if (isText && (isQuoted || !last.endsWith('\n'))) parts[parts.length - 1] = last + text;
    else parts.push(text);
  }

  #sequence(parts: Part[]): Expression | Directive {
    const at = this.#at;
    this.#at += 2;
    const last = parts.at(-1);
    if (this.#takes('~') && typeof last === 'string') parts[parts.length - 1] = last.trimEnd();
    const within = this.#text[at] === '%' ? this.#directive(at) : this.#expression();
    this.#takes('~');
    return this.#until('}', within);
  }

  #directive(at: number): Directive {
    const name = this.#name('if, for, else, endif or endfor');
    if (name === 'if') return { kind: 'directive', name, at, test: this.#expression() };
    return { kind: 'directive', name, at, ...(name === 'for' && { loop: this.#loopHead() }) };
  }

  /** Takes parts, the last first, up to a directive that ends them. */
  #enclosed(left: Part[], ...ends: readonly string[]): { items: Expression[]; end?: string } {
    const items: Expression[] = [];
    for (let part = left.pop(); part !== undefined; part = left.pop()) {
      if (typeof part === 'string') items.push({ kind: 'value', value: part });
      else if (part.kind !== 'directive') items.push(part);
      else if (ends.includes(part.name)) return { items, end: part.name };
      else items.push(this.#nested(true, () => this.#directed(part as Directive, left)));
    }
    return ends.length === 0 ? { items } : this.#expected(`%{ ${ends.at(-1)} }`);
  }

  #directed({ test, loop, at }: Directive, left: Part[]): Expression {
    if (loop !== undefined) {
      const of: Loop = { ...loop, value: textOf(this.#enclosed(left, 'endfor').items), isGrouped: false };
      return { kind: 'call', name: 'join', args: [{ kind: 'value', value: '' }, of], isSpread: false };
    }
    if (test === undefined) this.#expected('%{ if } or %{ for } before this', at);
    const { items, end } = this.#enclosed(left, 'else', 'endif');
    const no = end === 'else' ? this.#enclosed(left, 'endif').items : [];
    return { kind: 'choice', test, yes: textOf(items), no: textOf(no) };
  }

  /** `$${` and `%%{` are no templates. */
  #plainPart(pattern: RegExp): string {
    const run = this.#match(pattern);
    if (run !== undefined) return run;
    const sign = this.#text.slice(this.#at, this.#at + 3);
    const isEscaped = sign === '$${' || sign === '%%{';
    this.#at += isEscaped ? 3 : 1;
    return isEscaped ? sign.slice(1) : (sign[0] ?? '');
  }

  #quotedPart(): string {
    const next = this.#text[this.#at];
    if (next === undefined || next === '\n') this.#expected('a quote that ends this text');
    if (next !== '\\') return this.#plainPart(QUOTED);
    const letter = this.#text[this.#at + 1] ?? '';
    this.#at += 2;
    if (letter !== 'u' && letter !== 'U') return ESCAPES[letter] ?? this.#expected('n, r, t, u, U, " or \\ after \\');
    const digits = this.#text.slice(this.#at, this.#at + (letter === 'u' ? 4 : 8));
    const code = /^[0-9a-f]{4,8}$/i.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
    if (!(code <= 0x10_ff_ff)) this.#expected('the hexadecimal digits of a character');
    this.#at += digits.length;
    return String.fromCodePoint(code);
  }
}

/** `isWhole`: what is all of a text needn't be one. */
function textOf(parts: readonly Expression[], isWhole = false): Expression {
  const [only, ...more] = parts;
  if (isWhole && only !== undefined && more.length === 0) return only;
  const plain = parts.map((part) => (part.kind === 'value' ? part.value : undefined));
  return plain.includes(undefined) ? { kind: 'text', parts } : { kind: 'value', value: plain.map(String).join('') };
}

/** As hclsyntax does, once what is next to ~ has no spaces: they count, and what is no text has none before it. */
function flushed(parts: readonly Part[]): Part[] {
  const indents = parts.map((part, at) => {
    const before = parts[at - 1];
    if (at > 0 && !(typeof before === 'string' && before.endsWith('\n'))) return undefined;
    if (typeof part !== 'string') return 0;
    const trimmed = part.trimStart();
    return trimmed === '' && part.endsWith('\n') ? undefined : part.length - trimmed.length;
  });
  const least = indents.reduce<number>((most, one) => Math.min(most, one ?? most), Number.POSITIVE_INFINITY);
  return parts.map((part, at) => (typeof part === 'string' && indents[at] !== undefined ? part.slice(least) : part));
}

/** Operands that operators of one precedence join become one. */
function chained(links: readonly Link[], signs: readonly string[]): Link[] {
  const groups: { operator: string; first: Expression; rest: Link[] }[] = [];
  for (const link of links) {
    const last = groups.at(-1);
    if (last !== undefined && signs.includes(link[0])) last.rest.push(link);
    else groups.push({ operator: link[0], first: link[1], rest: [] });
  }
  return groups.map(({ operator, first, rest }) => [
    operator,
    rest.length === 0 ? first : { kind: 'chain', first, rest },
  ]);
}
