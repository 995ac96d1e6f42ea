// Terraform's native syntax, laid out as `terraform fmt` does.

/** An expression on one line, or what may take several: a list, or an object, that may stand in a call. */
export type Expression =
  | string
  | {
      readonly open: string;
      /** With a key, of an object. */
      readonly items: readonly { readonly key?: string; readonly value: Expression }[];
      readonly close: string;
    };

/** An argument or a block of a body. */
export type Item =
  | { readonly name: string; readonly value: Expression }
  | { readonly block: string; readonly body: readonly Item[] };

/** Characters of a line before a list or an object is broken. Strings never are. */
const WIDTH = 120;

/** A text in quotes, in which Terraform sees no interpolation. It reads JSON's escapes but two. */
export const quoted = (text: string): string =>
  JSON.stringify(text)
    .replace(/\\./g, (mark) => ({ '\\b': '\\u0008', '\\f': '\\u000c' })[mark] ?? mark)
    .replace(/([$%])\{/g, '$1$1{');

export const list = (values: readonly Expression[]): Expression => ({
  open: '[',
  items: values.map((value) => ({ value })),
  close: ']',
});

export const object = (entries: readonly (readonly [key: string, value: Expression])[]): Expression => ({
  open: '{',
  items: entries.map(([key, value]) => ({ key: /^[a-zA-Z_]\w*$/.test(key) ? key : quoted(key), value })),
  close: '}',
});

/** On one line. */
export function flat(expression: Expression): string {
  if (typeof expression === 'string') return expression;
  const { open, items, close } = expression;
  const inside = items.map(({ key, value }) => (key === undefined ? flat(value) : `${key} = ${flat(value)}`));
  const space = close.startsWith('}') && items.length > 0 ? ' ' : '';
  return `${open}${space}${inside.join(', ')}${space}${close}`;
}

/** The lines of a body, each `before` spaces in. */
export function linesOf(body: readonly Item[], before = 0): string[] {
  const space = ' '.repeat(before);
  return aligned(
    body.map((item) => {
      if ('name' in item) return row(item.name, item.value, before);
      const short = before > 0 || item.body.length === 0 ? shortBlock(item) : undefined;
      if (short !== undefined && before + short.length <= WIDTH) return { lines: [space + short] };
      return { lines: [`${space}${item.block} {`, ...linesOf(item.body, before + 2), `${space}}`] };
    }),
  );
}

/** On one line, where a block has one argument or none. */
function shortBlock({ block, body }: { readonly block: string; readonly body: readonly Item[] }): string | undefined {
  const [only, ...others] = body;
  if (only === undefined) return `${block} {}`;
  return others.length === 0 && 'name' in only ? `${block} { ${only.name} = ${flat(only.value)} }` : undefined;
}

/** A line whose equals sign stands below that of the line before, or lines that stand by themselves. */
type Row = { readonly lead: string; readonly value: string } | { readonly lines: readonly string[] };

function row(name: string, value: Expression, before: number): Row {
  const lead = ' '.repeat(before) + name;
  const text = flat(value);
  if (isWhole(value) || lead.length + 3 + text.length <= WIDTH) return { lead, value: text };
  return { lines: [`${lead} = ${value.open}`, ...insideOf(value, before + 2), `${' '.repeat(before)}${value.close}`] };
}

/** What a break makes no shorter. */
const isWhole = (value: Expression): value is string =>
  typeof value === 'string' || (value.items.length < 2 && value.items.every((item) => isWhole(item.value)));

function insideOf({ items }: Exclude<Expression, string>, before: number): string[] {
  const space = ' '.repeat(before);
  return aligned(
    items.map(({ key, value }): Row => {
      if (key !== undefined) return row(key, value, before);
      const text = flat(value);
      if (isWhole(value) || before + text.length < WIDTH) return { lines: [`${space}${text},`] };
      return { lines: [`${space}${value.open}`, ...insideOf(value, before + 2), `${space}${value.close},`] };
    }),
  );
}

function aligned(rows: readonly Row[]): string[] {
  const lines: string[] = [];
  let run: { lead: string; value: string }[] = [];
  const flush = (): void => {
    const width = Math.max(0, ...run.map(({ lead }) => lead.length));
    lines.push(...run.map(({ lead, value }) => `${lead.padEnd(width)} = ${value}`));
    run = [];
  };
  for (const one of rows) {
    if (!('lines' in one)) {
      run.push(one);
      continue;
    }
    flush();
    lines.push(...one.lines);
  }
  flush();
  return lines;
}
