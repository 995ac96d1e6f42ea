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

/** Reads a file. */
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
/** What is as it stands, in quotes and without. */
const [QUOTED, UNQUOTED] = [/[^"\\\n$%]+/y, /[^\n$%]+/y];

const OPERATOR = /\|\||&&|[=!<>]=|[<>+\-*/%]/y;
/** From the strongest. */
const OPERATORS = ['* / %', '+ -', '<= >= < >', '== !=', '&&', '||'].map((signs) => signs.split(' '));
const DIRECTIVE = /%\{[^}]*\}/y;
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

  #loop(close: ']' | '}'): Loop {
    const names = [this.#name('a name')];
    if (this.#takes(',')) names.push(this.#name('a name'));
    if (this.#name('in') !== 'in') this.#expected('in');
    const of = this.#expression();
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
    return { kind: 'for', names, of, value, isGrouped, ...(isObject && { key: first }), ...(test && { test }) };
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
    const isIndented = this.#text[this.#at] === '-';
    if (isIndented) this.#at += 1;
    const from = this.#at;
    const marker = this.#match(IDENTIFIER) ?? this.#expected('the name of the text');
    let line = this.#text.indexOf('\n', this.#at) + 1;
    const start = line;
    let indent = Number.POSITIVE_INFINITY;
    for (;;) {
      if (line === 0) this.#expected('a line that ends this text', from);
      const next = this.#text.indexOf('\n', line);
      const content = this.#text.slice(line, next === -1 ? undefined : next);
      const trimmed = content.trim();
      if (trimmed === marker) break;
      if (trimmed !== '') indent = Math.min(indent, content.length - content.trimStart().length);
      line = next + 1;
    }
    this.#at = start;
    const found = this.template(line, isIndented && indent < Number.POSITIVE_INFINITY ? indent : 0);
    this.#at = this.#text.indexOf(marker, line) + marker.length;
    return found;
  }

  /** Up to a quote, or to a place in the text, without the first `indent` spaces of each line. */
  template(end: '"' | number, indent = 0): Expression {
    const parts: Expression[] = [];
    this.#unindent(indent);
    while (end === '"' ? this.#text[this.#at] !== end : this.#at < end) parts.push(this.#part(end === '"', indent));
    if (end !== '"' && this.#text.slice(end, this.#at).trim() !== '') this.#expected('}', end);
    const [only, ...more] = parts;
    if (only !== undefined && more.length === 0) return only;
    const plain = parts.map((part) => (part.kind === 'value' ? part.value : undefined));
    if (!plain.includes(undefined)) return { kind: 'value', value: plain.map(String).join('') };
    return parts.find(({ kind }) => kind === 'unread') ?? { kind: 'text', parts };
  }

  #part(isQuoted: boolean, indent: number): Expression {
    if (this.#text.startsWith('${', this.#at)) return this.#nested(true, () => this.#interpolation());
    if (!this.#text.startsWith('%{', this.#at))
      return { kind: 'value', value: isQuoted ? this.#quotedPart() : this.#plainPart(UNQUOTED, indent) };
    if (this.#match(DIRECTIVE) === undefined) this.#expected('} after this');
    return { kind: 'unread', why: 'a template directive' };
  }

  /** `~` takes spaces away from what is beside it, which names never have. */
  #interpolation(): Expression {
    this.#at += 2;
    this.#takes('~');
    const within = this.#expression();
    this.#takes('~');
    return this.#until('}', within);
  }

  #unindent(indent: number): void {
    const end = this.#at + indent;
    while (this.#at < end && (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t')) this.#at += 1;
  }

  /** `$${` and `%%{` are no templates. */
  #plainPart(pattern: RegExp, indent = 0): string {
    const run = this.#match(pattern);
    if (run !== undefined) return run;
    const sign = this.#text.slice(this.#at, this.#at + 3);
    const isEscaped = sign === '$${' || sign === '%%{';
    this.#at += isEscaped ? 3 : 1;
    if (sign.startsWith('\n')) this.#unindent(indent);
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
