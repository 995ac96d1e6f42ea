import { isJson } from '../../json.ts';

/**
 * slack-blocks-to-jsx reads escaped text as markup again ("&lt;!channel&gt;" becomes a mention), markup in plain text, and
 * Markdown where Slack has none. Characters that must show as they are go through it as others, from Unicode's private
 * use, and come out as HTML.
 */
const STAND_INS = 0xe000;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const UNESCAPED: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** All ASCII punctuation, and the names of emoji, which stay what they are in plain text too. */
const PUNCTUATION = /:[a-z0-9_+-]+:|[!-/:-@[-`{-~]/g;
/** In Slack's markup: what is escaped, what only the library knows, and what begins a heading, a list or a table in Markdown. */
const ESCAPED = /&(?:lt|gt|amp);|::+|[[\]\\]/g;
const LINE_START = /^[ \t]*(?:[#+=|-]+|\d+[.)])/gm;

/** A block with everything literal in its texts replaced, ready for the library. */
export function protectLiterals(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(protectLiterals);
  if (!isJson(value)) return value;
  const protect = protectionFor(value['type']);
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      name === 'text' && typeof part === 'string' ? protect(part) : protectLiterals(part),
    ]),
  );
}

/** The library's HTML with the literal characters back in it, escaped. */
export function restoreLiterals(html: string): string {
  // In addresses they are percent-encoded by then.
  return html.replace(/[\ue021-\ue07e]|%EE%80%[AB][0-9A-F]|%EE%81%[89AB][0-9A-F]/g, (standIn) => {
    const literal = String.fromCharCode(decodeURIComponent(standIn).charCodeAt(0) - STAND_INS);
    return ENTITIES[literal] ?? literal;
  });
}

function protectionFor(type: unknown): (text: string) => string {
  switch (type) {
    case 'mrkdwn':
      return (text) =>
        text.replace(LINE_START, standIns).replace(ESCAPED, (found) => standIns(UNESCAPED[found] ?? found));
    case 'plain_text':
    case 'text':
    case 'raw_text':
    case 'link':
      return standIns;
    default:
      return (text) => text;
  }
}

function standIns(text: string): string {
  return text.replace(PUNCTUATION, (found) =>
    found.length > 1 ? found : String.fromCharCode(STAND_INS + found.charCodeAt(0)),
  );
}
