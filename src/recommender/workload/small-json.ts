/** Of texts (keys are some), lists and objects: V8 parses as many in about 100 ms. A summary has some thousands. */
const VALUES_MAX = 100_000;
/** What people write nests ten deep. What walks a value by recursion, as JSON.stringify does, overflows at some thousands. */
const DEPTH_MAX = 64;
/** What is wrong with a text that isn't small, after "It has". */
export const NOT_SMALL = `more than ${VALUES_MAX / 1000},000 values, or nests deeper than ${DEPTH_MAX}`;

/** Whether a text, if it is JSON, may be parsed and walked: JSON.parse takes a second for 5 MB of `{},` or of nested lists. */
export function isSmallJson(text: string): boolean {
  let values = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    const isOpen = character === '{' || character === '[';
    if (isOpen) depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === '"') at = endOfText(text, at);
    if (isOpen || character === '"') values += 1;
    if (values > VALUES_MAX || depth > DEPTH_MAX) return false;
  }
  return true;
}

function endOfText(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
