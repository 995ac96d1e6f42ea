import { isTimeZone, KNOWN_MODELS } from '../../recommender/index.ts';
import type { Token } from './tokens.ts';
import type { Thing } from './types.ts';
import { PLACES } from './words/places.ts';
import { THINGS_WORDS as WORDS } from './words/sets.ts';

/** A Region's code. */
const REGION_CODE =
  /(?:us|eu|ap|ca|sa|af|me|il|mx|cn)-(?:gov-|iso[a-z]?-)?(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d(?!\d)/iy;

const REGION_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(PLACES).flatMap(([region, names]) => names.split('|').map((name) => [name, region] as const)),
);

/** How names of Regions begin, so that most words are passed over at once. */
const REGION_STARTS: ReadonlySet<string> = new Set([...REGION_OF.keys()].map((name) => name.split(/[ -]/)[0] ?? ''));

/** The name that begins at a token, and how many tokens it takes. */
export function findThing(
  tokens: readonly Token[],
  at: number,
  text: string,
): { thing: Thing; length: number } | undefined {
  // Names with marks in them take more than one token.
  const isJoined = tokens[at + 1]?.glued === true;
  return (isJoined ? codeAt(tokens, at, text) : undefined) ?? placeAt(tokens, at) ?? modelAt(tokens, at, text);
}

function codeAt(tokens: readonly Token[], at: number, text: string) {
  return (
    zoneAt(tokens, at, text) ??
    instanceAt(tokens, at, text) ??
    linkAt(tokens, at, text) ??
    regionAt(tokens, at, text) ??
    mixtureAt(tokens, at, text)
  );
}

/** "Europe/Lisbon" */
const ZONE =
  /(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)\/[A-Za-z_]{2,30}(?:\/[A-Za-z_]{2,30})?/y;

function zoneAt(tokens: readonly Token[], at: number, text: string) {
  const zone = matchAt(ZONE, tokens, at, text);
  return zone !== undefined && isTimeZone(zone)
    ? { thing: { kind: 'zone' as const, zone }, length: tokensIn(tokens, at, zone.length) }
    : undefined;
}

/** `ml.` may be left out: "on g5.xlarge". */
const INSTANCE =
  /(?:ml\.)?(?:[a-z]{1,3}\d{1,2}[a-z-]{0,8}|inf\d|trn\d[a-z]?)\.(?:\d{0,2}x?large|medium|small|metal)(?![a-z0-9])/iy;

function instanceAt(tokens: readonly Token[], at: number, text: string) {
  const raw = matchAt(INSTANCE, tokens, at, text);
  if (raw === undefined) return undefined;
  const type = raw.toLowerCase().replace(/^(?!ml\.)/, 'ml.');
  return { thing: { kind: 'instance' as const, type }, length: tokensIn(tokens, at, raw.length) };
}

const LINK =
  /(?:https?|s3|ftp|arn|git):(?:\/\/)?[^\s,;()<>"'`]{0,400}|[\w-]{1,60}\.(?:tar\.gz|tgz|zip|tar|onnx|pt|pth|safetensors|pkl|joblib|bin|gguf|h5|pb)(?![\w])/iy;

function linkAt(tokens: readonly Token[], at: number, text: string) {
  const raw = matchAt(LINK, tokens, at, text);
  if (raw === undefined || (/^s3:/i.test(raw) && !/^s3:\/\//i.test(raw)) || /^(?:git|arn):(?!\S)/i.test(raw))
    return undefined;
  const length = tokensIn(tokens, at, raw.length);
  if (/\.(?:zip)$/i.test(raw) && !raw.includes(':')) return undefined;
  if (!/^[a-z0-9]+:/i.test(raw)) return { thing: { kind: 'archive' as const }, length };
  return { thing: { kind: 'link' as const, s3: /^s3:/i.test(raw) }, length };
}

function regionAt(tokens: readonly Token[], at: number, text: string) {
  const code = matchAt(REGION_CODE, tokens, at, text);
  if (code === undefined) return undefined;
  const thing = { kind: 'region' as const, region: code.toLowerCase(), byCode: true as const };
  return { thing, length: tokensIn(tokens, at, code.length) };
}

/** "acme/chat-35b-a3b-fp8": only mixtures of experts have such names, and what is active of them is said nowhere else. */
const MIXTURE =
  /(?:[a-z][\w.]{0,30}\/)?[a-z][\w.]{0,30}(?:-[a-z][\w.]{0,20}){0,3}-\d{1,4}(?:\.\d{1,2})?[bt]-a\d{1,3}(?:\.\d)?b(?:-[a-z0-9]{1,10}){0,3}(?![a-z0-9-])/iy;

function mixtureAt(tokens: readonly Token[], at: number, text: string) {
  const raw = matchAt(MIXTURE, tokens, at, text);
  if (raw === undefined) return undefined;
  const { name, bits } = bareName(raw);
  if (MODEL_IDS.has(squash(name))) return undefined;
  return { thing: model(name, bits), length: tokensIn(tokens, at, raw.length) };
}

/** "Frankfurt", "N. Virginia" */
function placeAt(tokens: readonly Token[], at: number) {
  if (!REGION_STARTS.has(tokens[at]?.raw.toLowerCase() ?? '')) return undefined;
  for (let length = 4; length >= 1; length -= 1) {
    const words = tokens.slice(at, at + length);
    if (words.length < length || words.some(({ kind, text: word }) => kind !== 'word' && word !== '-' && word !== '.'))
      continue;
    const name = words
      .filter(({ kind }) => kind === 'word')
      .map(({ raw }) => raw.toLowerCase())
      .join(' ');
    const region = REGION_OF.get(name);
    if (region !== undefined && words.at(-1)?.kind === 'word')
      return { thing: { kind: 'region' as const, region }, length };
  }
  return undefined;
}

const BITS: Readonly<Record<string, number>> = {
  fp8: 8,
  int8: 8,
  awq: 4,
  gptq: 4,
  int4: 4,
  nvfp4: 4,
  fp16: 16,
  bf16: 16,
};

const MODEL_IDS: ReadonlyMap<string, string> = new Map(
  KNOWN_MODELS.filter(([id]) => !WORDS.algorithms.has(id)).flatMap(([id, aliases]) =>
    [id, id.replace(/-(?:instruct|chat|it|base)$/, ''), ...aliases].map((name) => [squash(name), id] as const),
  ),
);

/** How names of models begin, organisations included, so that most words are passed over at once. */
const STARTS: ReadonlySet<string> = new Set(
  [...MODEL_IDS.keys(), ...WORDS.organizations].map((name) => name.slice(0, 3)),
);

/** The first three letters and digits: "e5b" of "e5-base", too. */
const startOf = ({ raw, start }: Token, text: string): string =>
  raw.length < 3 ? squash(text.slice(start, start + 4)).slice(0, 3) : raw.slice(0, 3).toLowerCase();

function modelAt(tokens: readonly Token[], at: number, text: string) {
  if (
    tokens[at]?.kind !== 'word' ||
    !STARTS.has(startOf(tokens[at], text)) ||
    (at > 0 && tokens[at]?.glued && tokens[at - 1]?.kind === 'word') ||
    // "e5-mistral-7b" is another model.
    (at > 1 && tokens[at]?.glued && tokens[at - 1]?.text === '-' && tokens[at - 1]?.glued)
  )
    return undefined;
  for (let length = Math.min(12, tokens.length - at); length >= 1; length -= 1) {
    const [first, last] = [tokens[at], tokens[at + length - 1]];
    if (first === undefined || last === undefined || last.kind === 'mark' || last.end - first.start > 70) continue;
    const next = tokens[at + length];
    // "v0.1" and the like belong to the word before them.
    if (next?.glued && (next.kind === 'word' || next.kind === 'number')) continue;
    const inner = tokens.slice(at, at + length);
    if (inner.some(({ kind, text: mark }) => kind === 'break' || (kind === 'mark' && !'-_/:.'.includes(mark))))
      continue;
    const spoken = text.slice(first.start, last.end);
    const { name, bits } = bareName(spoken);
    const id = MODEL_IDS.get(squash(name));
    const after = tokens[at + length]?.text === '-' ? at + length + 1 : at + length;
    if (id !== undefined && WORDS.variants.has(tokens[after]?.text ?? '')) return undefined;
    if (id !== undefined && !(length === 1 && WORDS.plain.has(name))) return { thing: model(id, bits), length };
  }
  return familyAt(tokens, at, text);
}

function familyAt(tokens: readonly Token[], at: number, text: string) {
  const first = tokens[at] as Token;
  const [dash, second] = [tokens[at + 1], tokens[at + 2]];
  const two = dash?.text === '-' && second?.kind === 'word' && WORDS.families.has(`${first.text}-${second.text}`);
  if (!two && !WORDS.families.has(first.raw.toLowerCase())) return undefined;
  const rest = text.slice(first.start, first.start + 60);
  const size = /^[\w.]+(?:-[a-z]+)?[ -]?(?:v?\d(?:\.\d)?[ -])?\d{1,3}(?:\.\d+)?b(?![a-z0-9])/i.exec(rest)?.[0];
  if (size === undefined) return undefined;
  const { name } = bareName(size);
  const family = two ? `${first.raw}-${second.raw}` : first.raw;
  return { thing: sizedModel(family, sizeIn(name), name), length: tokensIn(tokens, at, size.length) };
}

const sizeIn = (name: string): number => Number(/(\d{1,4}(?:\.\d{1,3})?)b$/.exec(name)?.[1]);

/** "70b" of a family by its name; nothing where no family is called so. */
export const modelOfFamily = (family: string, billions: number): Thing | undefined =>
  WORDS.families.has(family) ? sizedModel(family, billions, `${family}-${billions}b`) : undefined;

/**
 * A model by its family and size: the only known one of that size, or by the name that was said where no model of the family is
 * known. Of "llama 70b" there are several, so that only the size is stated.
 */
function sizedModel(family: string, billions: number, said: string): Thing {
  const known = [...new Set(MODEL_IDS.values())].filter((id) => squash(id).startsWith(squash(family)));
  const version = versionIn(said, family);
  const same = known.filter((id) => {
    const own = versionIn(id, family);
    return (
      sizeIn(id) === billions && (own === version || (version === '' && /^[\d.]+$/.test(own) && !/\d$/.test(family)))
    );
  });
  const id = same.length === 1 ? same[0] : known.length === 0 ? said : undefined;
  return { kind: 'model', id: id ?? said, isOne: id !== undefined, billions };
}

/** "2.5" of "qwen2.5-72b" */
const versionIn = (id: string, family: string): string =>
  squash(id.replace(/-?\d{1,4}(?:\.\d{1,3})?b$/, '')).slice(squash(family).length);

function model(id: string, bits: number | undefined): Thing {
  return { kind: 'model', id, isOne: true, ...(bits !== undefined && { bits }) };
}

/** Without the organisation and what says only how a model was tuned or stored, as the table's notes ask. */
function bareName(spoken: string): { name: string; bits?: number } {
  let name = spoken
    .toLowerCase()
    .replace(/^.*\//u, '')
    .replace(/[\s_:]+/g, '-')
    .replace(/^meta-(?=llama)/, '');
  let bits: number | undefined;
  for (;;) {
    const ending = /-(fp8|awq|gptq|int4|int8|nvfp4|fp16|bf16|instruct|chat|it|hf|base|gguf)$/.exec(name);
    if (ending === null) break;
    bits = BITS[ending[1] ?? ''] ?? bits;
    if (MODEL_IDS.has(squash(name))) break;
    name = name.slice(0, ending.index);
  }
  return { name, ...(bits !== undefined && { bits }) };
}

function squash(name: string): string {
  return name
    .toLowerCase()
    .replace(/^meta-(?=llama)/, '')
    .replace(/[^a-z0-9.]/g, '');
}

function matchAt(pattern: RegExp, tokens: readonly Token[], at: number, text: string): string | undefined {
  const token = tokens[at] as Token;
  if (at > 0 && token.glued && ['word', 'number'].includes(tokens[at - 1]?.kind ?? '')) return undefined;
  pattern.lastIndex = token.start;
  const found = pattern.exec(text)?.[0];
  let end = found?.length ?? 0;
  while (end > 0 && '.:!?'.includes(found?.[end - 1] ?? ' ')) end -= 1;
  return found?.slice(0, end) || undefined;
}

function tokensIn(tokens: readonly Token[], at: number, length: number): number {
  const end = (tokens[at]?.start ?? 0) + length;
  let count = 1;
  while ((tokens[at + count]?.start ?? Number.POSITIVE_INFINITY) < end) count += 1;
  return count;
}
