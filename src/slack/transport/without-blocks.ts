const BLOCKS = '"blocks":[';
const [QUOTE, BACKSLASH] = [34, 92];
const [SQUARE, SQUARE_END, CURLY, CURLY_END] = [91, 93, 123, 125];

/**
 * Slack's answer to `views.*` without the blocks of the view, which it sends back as they were sent. They are cut out of the
 * JSON text: to read all of them and throw them away takes longer than the rest of a call, and the SDK would go through them
 * once more, for a debug log that may not be written. A text without blocks, or with no end to them, stays as it is.
 */
export function withoutBlocks(text: string): string {
  // In a string of JSON each quote has a backslash before it, so this is the key.
  const start = text.indexOf(BLOCKS) + BLOCKS.length - 1;
  if (start < BLOCKS.length) return text;
  const end = endOfArray(text, start);
  return end === undefined ? text : `${text.slice(0, start)}[]${text.slice(end)}`;
}

/** The place after the array that begins here. */
function endOfArray(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === SQUARE || code === CURLY) depth++;
    else if (code === SQUARE_END || code === CURLY_END) {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/** The place of the quote that ends the string which begins here. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return text.length;
}
