/** The result of a measurement. */
export interface Report {
  tables: Table[];
  goals: Goal[];
}

export interface Table {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A goal, with the measured value. */
export interface Goal {
  what: string;
  measured: string;
  isMet: boolean;
}

/** A goal for the median of several rounds. */
export function atMost(what: string, measured: number, limit: number, digits = 2): Goal {
  return { what: `${what}: at most ${limit}`, measured: measured.toFixed(digits), isMet: measured <= limit };
}

export function atLeast(what: string, measured: number, limit: number, digits = 2): Goal {
  return { what: `${what}: at least ${limit}`, measured: measured.toFixed(digits), isMet: measured >= limit };
}

/** As Markdown: the first column is words, the others are numbers. */
export function writeReport({ tables, goals }: Report): string {
  const parts = tables.map(
    ({ caption, head, rows }) =>
      `${caption}\n\n${[head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows].map(writeRow).join('\n')}`,
  );
  if (goals.length > 0) {
    const lines = goals.map(({ what, measured, isMet }) => `- ${what}: ${measured}, ${isMet ? 'met' : '**missed**'}`);
    parts.push(`Goals:\n\n${lines.join('\n')}`);
  }
  return parts.join('\n\n');
}

function writeRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
