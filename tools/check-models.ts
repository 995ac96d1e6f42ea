import { KNOWN_MODELS, MODEL_FIGURES, MODEL_SOURCES, type ModelFigures } from '../src/recommender/index.ts';

/** `npm run tool -- models`, a part of `npm run lint`: fails where the table of known models contradicts itself. */

/** What can be wrong with one model's figures. ← ADD A CHECK HERE. */
const CHECKS: readonly (readonly [fault: string, isWrong: (figures: ModelFigures) => boolean])[] = [
  ['a count that is no whole number above 0', (figures) => countsOf(figures).some((count) => !isCount(count))],
  ['parameters that are not above 0', ({ billions = 1 }) => !(billions > 0)],
  [
    'heads without layers, or layers without heads',
    ({ layers, heads }) => (layers === undefined) !== (heads === undefined),
  ],
  [
    'a window of tokens that takes no bytes',
    ({ window, windowTokens }) => windowTokens !== undefined && window === undefined,
  ],
  [
    'an unbounded cache that is no larger than the bounded one',
    ({ kvBytes = 0, kvBytesUnbounded = Infinity }) => kvBytesUnbounded <= kvBytes,
  ],
  ['more active parameters than it has', ({ active = 0, billions = Infinity }) => !(active >= 0 && active < billions)],
  ['more experts used than it has', ({ experts: [all, used] = [2, 1] }) => used >= all],
  ['experts, but no active parameters', ({ experts, active }) => experts !== undefined && active === undefined],
  ['more key-value heads than heads', ({ heads = Infinity, kvHeads = 0 }) => kvHeads > heads],
  ['heads that its key-value heads do not divide', ({ heads = 0, kvHeads = 1 }) => heads % kvHeads !== 0],
  ['latent attention with key-value heads', ({ mla, kvHeads }) => mla === true && kvHeads !== undefined],
  [
    'a cache, but writes no tokens',
    ({ kvBytes, task }) => kvBytes !== undefined && !/text-to-text|generation|text-to-speech/.test(task),
  ],
  ['figures, but no source', ({ billions, source }) => billions !== undefined && source === undefined],
  [
    'a source that is not in MODEL_SOURCES',
    ({ source = '' }) => source.split(' ').some((one) => one !== '' && !Object.hasOwn(MODEL_SOURCES, one)),
  ],
  [
    'a CPU instance for a model that needs an accelerator',
    ({ cpu, accelerator }) => cpu !== undefined && accelerator === true,
  ],
];

const countsOf = (figures: ModelFigures): number[] => {
  const { kvBytes, kvBytesUnbounded, window, windowTokens, heads, kvHeads, layers, experts = [], context } = figures;
  return [kvBytes, kvBytesUnbounded, window, windowTokens, heads, kvHeads, layers, ...experts, context].filter(
    (count) => count !== undefined,
  );
};

const isCount = (count: number): boolean => Number.isSafeInteger(count) && count > 0;

function faultsOf(): string[] {
  const faults: string[] = [];
  const names = new Map<string, string>();
  for (const [id, aliases] of KNOWN_MODELS) {
    for (const name of [id, ...aliases]) {
      const other = names.get(name);
      if (other !== undefined) faults.push(`${name}: names ${other} and ${id}`);
      names.set(name, id);
    }
  }
  for (const [id, figures] of Object.entries(MODEL_FIGURES)) {
    for (const [fault, isWrong] of CHECKS) if (isWrong(figures)) faults.push(`${id}: ${fault}`);
  }
  return faults;
}

const faults = faultsOf();
process.stdout.write(`${[...faults, `${KNOWN_MODELS.length} models, ${faults.length} faults`].join('\n')}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
