import * as z from 'zod';
import { KNOWN_MODELS, MODEL_FIGURES, MODEL_SOURCES, type ModelFigures } from '../src/recommender/index.ts';

/** `npm run tool -- models`, a part of `npm run lint`: fails where the table of known models contradicts its type or itself. */

const text = z.exactOptional(z.string().min(1));
const above0 = z.exactOptional(z.number().positive());
const count = z.int().positive();
const counted = z.exactOptional(count);
const mark = z.exactOptional(z.literal(true));

/** A row of models.json. */
const FIGURES = z.strictObject({
  names: text,
  task: z.enum([
    'text-generation',
    'image-text-to-text',
    'text2text',
    'embedding',
    'reranker',
    'image-text-embedding',
    'encoder',
    'speech-to-text',
    'text-to-speech',
    'text-to-image',
    'text-to-video',
    'object-detection',
    'segmentation',
    'tabular',
  ]),
  billions: above0,
  byName: mark,
  active: z.exactOptional(z.number().nonnegative()),
  body: above0,
  bits: z.exactOptional(z.literal([4, 8, 16, 32])),
  checkpointGiB: above0,
  layers: counted,
  experts: z.exactOptional(z.tuple([count, count])),
  kvBytes: counted,
  kvBytesUnbounded: counted,
  window: counted,
  windowTokens: counted,
  heads: counted,
  kvHeads: counted,
  mla: mark,
  context: counted,
  accelerator: mark,
  memoryGB: above0,
  cpu: text,
  hub: z.exactOptional(z.tuple([z.string().regex(/^[\w.-]+\/[\w.-]+$/), z.string()])),
  gated: mark,
  source: text,
}) satisfies z.ZodType<ModelFigures>;

/** What can be wrong with one model's figures. ← ADD A CHECK HERE. */
const CHECKS: readonly (readonly [fault: string, isWrong: (figures: ModelFigures) => boolean])[] = [
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
  ['more active parameters than it has', ({ active = 0, billions = Infinity }) => active >= billions],
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
    'a Hub id from a source that is not in MODEL_SOURCES',
    ({ hub }) => hub !== undefined && !Object.hasOwn(MODEL_SOURCES, hub[1]),
  ],
  ['gated, but not on the Hub', ({ gated, hub }) => gated === true && hub === undefined],
  [
    'a CPU instance for a model that needs an accelerator',
    ({ cpu, accelerator }) => cpu !== undefined && accelerator === true,
  ],
];

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
    const read = FIGURES.safeParse(figures);
    for (const { path, message } of read.error?.issues ?? []) faults.push(`${id} ${path.join(' ')}: ${message}`);
    for (const [fault, isWrong] of CHECKS) if (isWrong(figures)) faults.push(`${id}: ${fault}`);
  }
  return faults;
}

const faults = faultsOf();
process.stdout.write(`${[...faults, `${KNOWN_MODELS.length} models, ${faults.length} faults`].join('\n')}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
