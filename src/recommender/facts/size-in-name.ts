/** What the name of a model says of its size. A name rounds: "8B" may be 7.6 or 8.6. */
export interface SizeInName {
  /** Parameters in all, in billions. */
  readonly billions?: number;
  /** Of a mixture of experts: those that one token is multiplied with, in billions. */
  readonly active?: number;
  /** Bits per weight. */
  readonly bits?: 4 | 8 | 16;
}

const NUMBER = String.raw`\d{1,4}(?:\.\d{1,3})?`;
/** "235b" and "a22b" */
const BILLIONS = new RegExp(`^(${NUMBER})b$`);
const ACTIVE = new RegExp(`^a(${NUMBER})b$`);
/** "350m" */
const MILLIONS = new RegExp(`^(${NUMBER})m$`);
/** "2.4t", which only the active parameters behind it tell from a word. */
const TRILLIONS = new RegExp(`^(${NUMBER})t$`);
/** "8x7b" */
const EXPERTS_TIMES = new RegExp(`^(\\d{1,3})x(${NUMBER})b$`);
/** "16e" behind the active parameters, as in Llama 4. */
const EXPERTS = /^\d{1,3}e$/;
/** "e4b": 4 billion are effective, and about twice as many are held. */
const EFFECTIVE = new RegExp(`^e(${NUMBER})b$`);
/** "llama70b" */
const GLUED = /^[a-z]{3,20}(\d{1,3})b$/;

/** The experts of "8x7b" share their attention: Mixtral has 46.7 of 56, and 140.6 of 176. */
const EXPERTS_SHARE = 0.82;
/** Gemma's E2B holds 5 billion, its E4B 8. */
const HELD_PER_EFFECTIVE = 2;
/** Below it "1m" is a length of context. */
const MILLIONS_MIN = 5;

const BITS: readonly (readonly [pattern: RegExp, bits: 4 | 8 | 16])[] = [
  [/^(?:int|fp|nf|nvfp|mxfp)[234]$/, 4],
  [/^[234]bits?$/, 4],
  [/^(?:int|fp)[568]$/, 8],
  [/^[568]bits?$/, 8],
  [/^w4a\d{1,2}$/, 4],
  [/^w8a\d{1,2}$/, 8],
  [/^e[45]m[23]$/, 8],
  [/^(?:fp|bf|f)16$/, 16],
];

/** Formats of 4 bits where no number says otherwise. */
const FOUR_BITS = new Set(['awq', 'gptq', 'bnb', 'exl2']);

/**
 * Reads a model's name for parameters and precision: "org/foo-35b-a3b-fp8" has 35 billion, 3 of them active, at 8 bits. Versions
 * ("3.1"), dates, and lengths of context ("128k", "1m") are none. Undefined where it says neither.
 */
export function sizeInName(name: string): SizeInName | undefined {
  const parts = name
    .slice(name.lastIndexOf('/') + 1)
    .toLowerCase()
    .split(/[-_ :]+/)
    .filter((part) => part !== '');
  const size = { ...parametersIn(parts), ...bitsIn(parts) };
  return Object.keys(size).length === 0 ? undefined : size;
}

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the ways in which names state a size, in the order in which they are tried
function parametersIn(parts: readonly string[]): SizeInName {
  for (const [at, part] of parts.entries()) {
    const active = numberIn(ACTIVE, parts[at + 1]);
    const trillions = active === undefined ? undefined : numberIn(TRILLIONS, part);
    const billions = trillions === undefined ? numberIn(BILLIONS, part) : trillions * 1000;
    if (billions !== undefined && active !== undefined) return { billions, active };
    if (billions !== undefined && EXPERTS.test(parts[at + 1] ?? '')) return { active: billions };
    // "0-5b" is how a point is written where none may stand.
    if (billions !== undefined) return { billions: parts[at - 1] === '0' ? Number(`0.${billions}`) : billions };
    const [, experts, each] = EXPERTS_TIMES.exec(part) ?? [];
    if (each !== undefined)
      return { billions: Number((Number(experts) * Number(each) * EXPERTS_SHARE).toPrecision(3)) };
    const effective = numberIn(EFFECTIVE, part);
    if (effective !== undefined) return { billions: effective * HELD_PER_EFFECTIVE };
    const alone = numberIn(ACTIVE, part);
    if (alone !== undefined) return { active: alone };
    const millions = numberIn(MILLIONS, part);
    if (millions !== undefined && millions >= MILLIONS_MIN) return { billions: millions / 1000 };
    const glued = numberIn(GLUED, part);
    if (glued !== undefined) return { billions: glued };
  }
  return {};
}

/** A number in a name that is none by itself: 0 has no parameters. */
function numberIn(pattern: RegExp, part = ''): number | undefined {
  const number = Number(pattern.exec(part)?.[1] ?? 0);
  return number > 0 ? number : undefined;
}

/** "q4_k_m" and "q8_0" of GGUF files; a "q3" alone may be a quarter. */
const GGUF_BITS = /^i?q([2-8])$/;
const GGUF_KINDS = new Set(['k', '0', '1', 'xs', 'xxs', 'nl']);

/** "4bit" says more than "awq" or "gptq". */
function bitsIn(parts: readonly string[]): Pick<SizeInName, 'bits'> {
  for (const [at, part] of parts.entries()) {
    const [, bits] = BITS.find(([pattern]) => pattern.test(part)) ?? [];
    if (bits !== undefined) return { bits };
    const ofFile = numberIn(GGUF_BITS, part);
    const isFile = parts.includes('gguf') || GGUF_KINDS.has(parts[at + 1] ?? '');
    if (ofFile !== undefined && isFile) return { bits: ofFile <= 4 ? 4 : 8 };
  }
  return parts.some((part) => FOUR_BITS.has(part)) ? { bits: 4 } : {};
}
