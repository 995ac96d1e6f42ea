import { isJson } from '../../json.ts';

/**
 * slack-blocks-to-jsx reads escaped text as markup again ("&lt;!channel&gt;" becomes a mention), and markup in plain text too.
 * Characters that are to be shown as they are go through it as others, from Unicode's private use, and come out as HTML.
 */
const LITERALS = [...'&<>*_~`[]'];
const FIRST_STAND_IN = 0xe000;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

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
  return html.replace(/[\ue000-\ue008]|%EE%80%8[0-8]/g, (standIn) => {
    const literal = LITERALS[decodeURIComponent(standIn).charCodeAt(0) - FIRST_STAND_IN] ?? '';
    return ENTITIES[literal] ?? literal;
  });
}

function protectionFor(type: unknown): (text: string) => string {
  switch (type) {
    case 'mrkdwn':
      return (text) => text.replace(/&(lt|gt|amp);|[[\]]/g, (found) => standIns(UNESCAPED[found] ?? found));
    case 'plain_text':
    case 'text':
    case 'raw_text':
    case 'link':
      return (text) => standIns(text);
    default:
      return (text) => text;
  }
}

const UNESCAPED: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

function standIns(text: string): string {
  return text.replace(/[&<>*_~`[\]]/g, (literal) => String.fromCharCode(FIRST_STAND_IN + LITERALS.indexOf(literal)));
}
