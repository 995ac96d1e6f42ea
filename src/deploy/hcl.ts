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

/** The text of a block or argument, without a line end. */
export const textOf = (item: Item): string =>
  linesOf(item, 0)
    .join('\n')
    .replace(/^.*\0.*$(?:\n.*\0.*$)*/gm, (run) => {
      const rows = run.split('\n').map((line) => line.split('\0'));
      const width = Math.max(...rows.map(([lead = '']) => lead.length));
      return rows.map(([lead = '', value]) => `${lead.padEnd(width)} = ${value}`).join('\n');
    });

/** Before they are aligned: a zero byte, which no text in quotes has, stands for the equals sign of a whole argument. */
function linesOf(item: Item, before: number): string[] {
  const space = ' '.repeat(before);
  if ('name' in item) return argumentLines(item.name, item.value, before);
  const short = before > 0 || item.body.length === 0 ? shortBlock(item) : undefined;
  if (short !== undefined && before + short.length <= WIDTH) return [space + short];
  return [`${space}${item.block} {`, ...item.body.flatMap((inner) => linesOf(inner, before + 2)), `${space}}`];
}

/** On one line, where a block has one argument or none. */
function shortBlock({ block, body }: { readonly block: string; readonly body: readonly Item[] }): string | undefined {
  const [only, ...others] = body;
  if (only === undefined) return `${block} {}`;
  return others.length === 0 && 'name' in only ? `${block} { ${only.name} = ${flat(only.value)} }` : undefined;
}

/** What a break makes no shorter. */
const isWhole = (value: Expression): value is string =>
  typeof value === 'string' || (value.items.length < 2 && value.items.every((item) => isWhole(item.value)));

function argumentLines(name: string, value: Expression, before: number): string[] {
  const text = flat(value);
  const space = ' '.repeat(before);
  if (isWhole(value) || before + name.length + 3 + text.length <= WIDTH) return [`${space}${name}\0${text}`];
  return [`${space}${name} = ${value.open}`, ...insideOf(value, before + 2), `${space}${value.close}`];
}

function insideOf({ items }: Exclude<Expression, string>, before: number): string[] {
  const space = ' '.repeat(before);
  return items.flatMap(({ key, value }) => {
    if (key !== undefined) return argumentLines(key, value, before);
    const text = flat(value);
    if (isWhole(value) || before + text.length < WIDTH) return [`${space}${text},`];
    return [`${space}${value.open}`, ...insideOf(value, before + 2), `${space}${value.close},`];
  });
}
