/** Of texts (keys are some), lists and objects. V8 takes about 100 ms of a core to parse as many; a summary has some thousands. */
const VALUES_MAX = 100_000;
/** What people write nests ten deep. Whatever walks a value by recursion, as JSON.stringify does, overflows at some thousands. */
const DEPTH_MAX = 64;

/** What is wrong with a text that isn't small, after "It has". */
export const NOT_SMALL = `more than ${VALUES_MAX / 1000},000 values, or nests deeper than ${DEPTH_MAX}`;

const [QUOTE, ESCAPE] = [34, 92];
/** Brackets and braces, which differ in this bit alone. */
const [OPEN, CLOSE, BIT] = [123, 125, 32];

/**
 * Whether a text, if it is JSON, is parsed in about 100 ms and can be walked by recursion. To be asked before JSON.parse, which takes
 * a second for 5 MB of `{},` or of `[`.
 */
export function isSmallJson(text: string): boolean {
  let values = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isOpen = (code | BIT) === OPEN;
    if (isOpen) depth += 1;
    else if ((code | BIT) === CLOSE) depth -= 1;
    else if (code === QUOTE) at = endOfText(text, at);
    if (isOpen || code === QUOTE) values += 1;
    if (values > VALUES_MAX || depth > DEPTH_MAX) return false;
  }
  return true;
}

function endOfText(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === ESCAPE ? 2 : 1;
  return at;
}
