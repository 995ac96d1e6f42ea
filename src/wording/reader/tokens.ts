import { wordSet } from '../text.ts';

/** A word, a number or a mark of a text, with its place in it. */
export interface Token {
  kind: 'word' | 'number' | 'mark' | 'break';
  /** Lower case and without a plural's "s", so that a table needs one form of a word. */
  text: string;
  /** As typed. */
  raw: string;
  start: number;
  end: number;
  /** No space stands before it. */
  glued: boolean;
  /** Of a number. */
  value?: number;
}

const TOKEN =
  /((?:19|20)\d\d(?:-\d\d?-|\/\d\d?\/|\.\d\d?\.)\d\d?(?!\d)|\d\d?(?:-\d\d?-|\/\d\d?\/|\.\d\d?\.)(?:19|20)\d\d(?!\d))|(\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d,])(?:\.\d+)?|\d{1,3}(?:[.'\u2019 \u00a0\u202f]\d{3}){2,6}(?![\d])|\d{1,3}[ \u00a0\u202f]000(?![\d.,:])|\d+(?:[.,]\d+)?(?:e(?:\+?\d{1,2}|-\d{1,3})(?![\p{L}\d]))?|\.\d+)|(\p{L}[\p{L}\p{M}\p{N}]*(?:\.\d+)?(?:['\u2019]\p{L}+)*)|(\n)|(\p{N}+)|([^\s\p{L}\p{N}])/gu;

/** "\u00bd s" */
const FRACTIONS: Readonly<Record<string, number>> = { '\u00bc': 1 / 4, '\u00bd': 1 / 2, '\u00be': 3 / 4 };

const KEY = /"([A-Za-z][\w .-]{0,60})"(\s*:)|(?<![\w.-])([A-Za-z][^\W_]*_\w{1,60})(\s*[:=])/g;

/** What a key ends in that is the unit of its value stays joined to it. */
const JOIN = /_(?!(?:s|sec|seconds|ms|min|minutes|h|hours|b|bytes|kb|mb|gb|tb|usd)(?![a-z\d]))|(?<=per)_/gi;

/** The same text, as long, with the marks of JSON blank: `"calls_per_day": {"avg": 12}` is "calls per day: avg: 12". */
function withoutJson(text: string): string {
  if (text.search(KEY) < 0) return text;
  const words = text.replace(KEY, (_, key?: string, colon?: string, plain = '', sign = '') =>
    key === undefined ? `${plain.replace(JOIN, ' ')}${sign}` : ` ${key.replace(JOIN, ' ')} ${colon}`,
  );
  return /"\s*:/.test(text) ? words.replaceAll('{', ' ').replaceAll('}', ';') : words;
}

/** Splits a text once from left to right. Spaces and what no alternative takes are between the tokens. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let end = -1;
  for (const { 0: raw, 1: date, 2: number, 3: word, 4: lineBreak, 5: sign, index } of withoutJson(text).matchAll(
    TOKEN,
  )) {
    const fraction = sign ? FRACTIONS[raw] : undefined;
    // A date counts nothing, and the digits of other scripts are words that nobody knows.
    const kind = number || fraction ? 'number' : date || word || sign ? 'word' : lineBreak ? 'break' : 'mark';
    // "1st" and "2nd" count nothing.
    const counted = tokens.at(-1);
    if (counted?.kind === 'number' && index === end && /^(?:st|nd|rd|th)$/i.test(raw)) {
      tokens[tokens.length - 1] = {
        ...counted,
        kind: 'word',
        text: counted.raw === '1' ? 'first' : 'nth',
        raw: counted.raw + raw,
        end: index + raw.length,
      };
      end = index + raw.length;
      continue;
    }
    const humps = word ? humpsOf(raw) : undefined;
    if (humps) {
      let start = index;
      for (const hump of humps) {
        tokens.push({ kind: 'word', raw: hump, text: stem(hump), start, end: start + hump.length, glued: false });
        start += hump.length;
      }
      end = index + raw.length;
      continue;
    }
    // "1h30", "1h30m"
    const clock =
      word && counted?.kind === 'number' && index === end ? /^(h|m|min)(\d{1,2})(h|m|min|s)?$/i.exec(raw) : null;
    if (clock) {
      for (const piece of clock.slice(1).filter((piece) => piece !== undefined)) {
        const said = /\d/.test(piece) ? { kind: 'number' as const, value: Number(piece) } : { kind: 'word' as const };
        tokens.push({ ...said, raw: piece, text: stem(piece), start: end, end: end + piece.length, glued: true });
        end += piece.length;
      }
      continue;
    }
    const token: Token = {
      kind,
      raw,
      text: kind === 'word' ? stem(raw) : kind === 'mark' ? (SAME_MARK[raw] ?? raw) : raw,
      start: index,
      end: index + raw.length,
      glued: index === end,
    };
    if (kind === 'number') token.value = fraction ?? numberOf(raw);
    tokens.push(token);
    end = token.end;
  }
  return tokens;
}

/** Settings by their names in AWS's API: `EnableNetworkIsolation`, `VpcConfig`. Other names with humps stay whole. */
function humpsOf(raw: string): readonly string[] | undefined {
  return HUMPS.test(raw) ? (raw.match(/[A-Z][a-z]+/g) ?? undefined) : undefined;
}

const HUMPS = /^(?:[A-Z][a-z]+){1,6}(?:Config|Count|Capacity|Isolation)$/;

const SAME_MARK: Readonly<Record<string, string>> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u2264': '<',
  '\u2265': '>',
  '\u2248': '~',
  '\u2192': '>',
  '\u00d7': 'x',
  '=': ':',
};

/** `1,200` and `1.200.000` are thousands, as is the Indian `12,00,000`; `1,5` and `0,500` are decimals. */
function numberOf(raw: string): number {
  if (/^[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/.test(raw)) return Number(raw.replaceAll(',', ''));
  if (/^\d{1,3}(?:[.'\u2019 \u00a0\u202f]\d{3}){2,6}$/.test(raw)) return Number(raw.replace(/\D/g, ''));
  if (/^\d{1,3}\s000$/.test(raw)) return Number(raw.replace(/\D/g, ''));
  // "8.000" is eight thousand: nobody writes three zeros behind a decimal point.
  if (/^\d{1,3}\.000$/.test(raw)) return Number(raw.replace('.', ''));
  return Number(raw.replace(',', '.'));
}

const KEPT = wordSet(`
  afterwards always aws besides perhaps postgres sometimes towards movies cookies species business bus class does
  frees gas gps has https sans ios is its kubernetes less lots ms news oops ops pass process qps rds rps series this tls
  tops tps us was yes
`);

const STEMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "can't": 'cannot',
    cant: 'cannot',
    "don't": 'not',
    dont: 'not',
    "doesn't": 'not',
    doesnt: 'not',
    "won't": 'not',
    wont: 'not',
    "isn't": 'not',
    isnt: 'not',
    "aren't": 'not',
    "needn't": 'not',
    "shouldn't": 'not',
    "mustn't": 'not',
    "didn't": 'not',
    "haven't": 'not',
    gpus: 'gpu',
    goes: 'go',
    cpus: 'cpu',
    queries: 'query',
    inquiries: 'inquiry',
    entries: 'entry',
    replies: 'reply',
    replied: 'reply',
    categories: 'category',
    companies: 'company',
    factories: 'factory',
    countries: 'country',
    studies: 'study',
    batches: 'batch',
    searches: 'search',
    matches: 'match',
    patches: 'patch',
    caches: 'cache',
    indices: 'index',
    boxes: 'box',
    weekdays: 'weekday',
    gbs: 'gb',
    mbs: 'mb',
    tbs: 'tb',
    kbs: 'kb',
    hrs: 'hr',
    wks: 'wk',
    yrs: 'yr',
    mins: 'min',
    secs: 'sec',
  }),
);

/** "xH200" as in "8xH200" is the chip. */
const TIMES_CHIP = /^x(?=[a-z]{1,2}\d{1,3}[a-z]?$)/;

/** One form for a word's usual endings: "images" is "image", "takes" is "take". */
export function stem(word: string): string {
  const lower = word.toLowerCase().replaceAll('\u2019', "'").replace(TIMES_CHIP, '');
  const known = STEMS.get(lower);
  if (known !== undefined) return known;
  const bare = lower.includes("'") ? lower.replace(/'(?:s|re|ve|ll|d|m)$/u, '') : lower;
  if (!bare.endsWith('s') || KEPT.has(bare)) return bare;
  if (/^.{2,}(?:ss|sh|ch|x|zz)es$/u.test(bare)) return bare.slice(0, -2);
  if (/^.{3,}ies$/u.test(bare)) return `${bare.slice(0, -3)}y`;
  if (bare.length < 4 || bare.endsWith('ss') || bare.endsWith('us') || bare.endsWith('is')) return bare;
  return bare.slice(0, -1);
}
