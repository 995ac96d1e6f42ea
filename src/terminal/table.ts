import { columnsOf, wrap } from './lines.ts';

export interface Column {
  title: string;
  /** In columns of the terminal. */
  width: number;
}

const GAP = '  ';

/** A table with a line under its head; each cell is wrapped within its column, and a line break in it starts a new line. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const head = [columns.map(({ title }) => title), columns.map(({ width }) => '-'.repeat(width))];
  return [...head, ...rows].flatMap((cells) => {
    const wrapped = columns.map(({ width }, at) => (cells[at] ?? '').split('\n').flatMap((text) => wrap(text, width)));
    const height = Math.max(...wrapped.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => {
      const row = columns.map(({ width }, at) => padded(wrapped[at]?.[line] ?? '', width)).join(GAP);
      return `  ${row}`.trimEnd();
    });
  });
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}
