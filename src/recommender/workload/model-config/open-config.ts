import type { Fault } from '../fault.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Real files have 1 to 30 KB; the longest list what quantization leaves out. */
const CONFIG_KB_MAX = 256;
/** Real files nest four deep. */
const DEPTH_MAX = 32;

const BYTES_PER_KB = 1024;
const QUOTES = 2;
/** A number, a truth value, or what stands around an entry. */
const SMALL_BYTES = 8;

export type Opened = { ok: true; config: JsonObject } | { ok: false; faults: Fault[] };

const refused = (text: string): Opened => ({ ok: false, faults: [{ field: '', text }] });

/** The object that a text or a value holds, if it can be a `config.json` by its size and shape. */
export function openConfig(json: unknown): Opened {
  if (typeof json === 'string' && json.length > CONFIG_KB_MAX * BYTES_PER_KB) return tooLarge();
  const value = typeof json === 'string' ? parse(json) : json;
  if (value === undefined) return refused('A config.json is a JSON object; this text is not JSON.');
  if (!isObject(value))
    return refused(`A config.json is a JSON object; this is ${Array.isArray(value) ? 'a list' : 'none'}.`);
  return measured(value);
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const tooLarge = (): Opened => refused(`A config.json has at most ${CONFIG_KB_MAX} KB; this one is larger.`);

/** Walks without recursion, so that no depth can overflow the stack; an object that holds itself is too large. */
function measured(config: JsonObject): Opened {
  let bytes = 0;
  const open: (readonly [value: unknown, depth: number])[] = [[config, 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (depth > DEPTH_MAX) return refused(`A config.json nests at most ${DEPTH_MAX} deep; this one is deeper.`);
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    bytes += typeof value === 'string' ? value.length + QUOTES : SMALL_BYTES;
    // Each entry has two bytes at least. They may be too many to look at each.
    if (bytes + keys.length * QUOTES > CONFIG_KB_MAX * BYTES_PER_KB) return tooLarge();
    for (const key of keys) {
      if (!Array.isArray(value)) bytes += key.length + QUOTES;
      open.push([(value as JsonObject)[key], depth + 1]);
    }
  }
  return { ok: true, config };
}

/** Chats turn straight quotes into curly ones. */
function parse(text: string): unknown {
  for (const read of [
    (json: string) => json,
    withoutPython,
    (json: string) => withoutPython(json.replace(/[“”]/g, '"')),
  ]) {
    try {
      return JSON.parse(read(text)) ?? null;
    } catch {}
  }
  return undefined;
}

/** Python writes NaN and Infinity, which no JSON has: null in their place. */
export const withoutPython = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)|-?\b(?:Infinity|NaN)\b/gs, (found) =>
    found.startsWith('"') ? found : 'null',
  );
