/** Returns the letters to insert, leave out or replace to get from one name to the other (Levenshtein's distance). */
export function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    let diagonal = at;
    row = row.reduce<number[]>((next, above, column) => {
      const left = next.at(-1);
      const same = diagonal + (letter === other[column - 1] ? 0 : 1);
      diagonal = above;
      next.push(left === undefined ? at + 1 : Math.min(above + 1, left + 1, same));
      return next;
    }, []);
  }
  return row.at(-1) as number;
}

/** Longer names are looked up by their start, so that a hostile one costs nothing. */
const NAME_MAX = 60;
/** Two letters that changed places, say. */
const SLIP_LETTERS = 2;
/** A shorter part stands in too many names. */
const PART_MIN = 3;

/** The name that was probably meant: `payloadSizeMB` for `payload_mb`, `requiresGpu` for `gpu`. Undefined where none is near. */
export function nearest<Name extends string>(name: string, known: readonly Name[]): Name | undefined {
  const typed = lettersOf(name.slice(0, NAME_MAX));
  const containing =
    typed.length < PART_MIN ? undefined : known.find((candidate) => lettersOf(candidate).includes(typed));
  if (containing !== undefined) return containing;
  const [best] = known
    .map((candidate) => ({ candidate, wrong: distance(typed, lettersOf(candidate)) }))
    .toSorted((one, other) => one.wrong - other.wrong);
  if (best === undefined) return undefined;
  const most = Math.max(SLIP_LETTERS, Math.max(typed.length, lettersOf(best.candidate).length) / 3);
  if (best.wrong <= most) return best.candidate;
  return known.find((candidate) => isBegun(typed, lettersOf(candidate)));
}

/** A shorter start with a slip in it may begin too many names. */
const START_MIN = 5;

/** `paylod` begins `payloadSizeMB`, but for one letter. */
const isBegun = (typed: string, name: string): boolean =>
  typed.length >= START_MIN &&
  [0, 1].some((more) => distance(typed, name.slice(0, typed.length + more)) <= 1 && name.length > typed.length + more);

const lettersOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Whether a text is one that a pattern describes, in which `*` stands for any characters: `ml.g*` for `ml.g5.xlarge`. */
export function matchesGlob(glob: string, text: string): boolean {
  const [start = '', ...others] = glob.split('*');
  const end = others.pop();
  if (end === undefined) return text === glob;
  if (!text.startsWith(start)) return false;
  let at = start.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - end.length >= at && text.endsWith(end);
}
