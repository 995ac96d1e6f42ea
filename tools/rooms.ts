/** Lines of TypeScript by room. */
export type Lines = Readonly<Record<string, number>>;

/** A folder of `src` is a room. Files beside the folders share one. */
export function linesByRoom(files: readonly { path: string; text: string }[]): Lines {
  const rooms: Record<string, number> = {};
  for (const { path, text } of files) {
    const room = path.includes('/') ? path.slice(0, path.indexOf('/')) : '.';
    rooms[room] = (rooms[room] ?? 0) + text.split('\n').length - 1;
  }
  return Object.fromEntries(Object.entries(rooms).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** A sentence for each room over its budget, or with none. */
export function faultsOf(lines: Lines, budgets: Lines): string[] {
  return Object.entries(lines).flatMap(([room, count]) => {
    const budget = budgets[room];
    if (budget !== undefined && count <= budget) return [];
    const place = room === '.' ? 'Files in src' : `src/${room}`;
    const told =
      budget === undefined ? `${count} lines and no budget` : `${count} lines, ${count - budget} over budget`;
    return `${place}: ${told}. Take something away, or raise it with a reason in docs/decisions.md: set it in tools/rooms.json.`;
  });
}
