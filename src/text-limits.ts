// What every reader refuses before it parses. Real files are far below, and a parser would take the machine's memory.

/** In MB. */
export const INPUT_MB_MAX = 20;
/** Of a Terraform plan or state, which says most things three times. Takes 331 MB of memory to read. */
export const PLAN_MB_MAX = 64;
/** Lists and objects within each other. Real files have about 30. */
export const LEVELS_MAX = 200;

export const TOO_DEEP = `nests lists and objects more than ${LEVELS_MAX} deep. Correct it, or leave it out.`;

const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, 0x5b, 0x5d];
/** What tells a brace from a bracket. */
const BRACE = 0x20;

/** Whether the brackets of a text that begins as JSON does nest too deep, closed or not. */
export function isTooDeep(json: string): boolean {
  if (!/^\ufeff?\s*[[{]/.test(json)) return false;
  let level = 0;
  let isQuoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) isQuoted = !isQuoted;
    else if (isQuoted) at += code === BACKSLASH ? 1 : 0;
    else if ((code & ~BRACE) === OPEN) level += 1;
    else if ((code & ~BRACE) === CLOSE) level -= 1;
    if (level > LEVELS_MAX) return true;
  }
  return false;
}
