import { LIMIT } from '../amount.ts';
import { type Phrase, phrase, readPhrases, words } from '../phrases.ts';
import { type Read, refused, understood } from '../text.ts';
import { COUNT, countOf, writeCount } from './count.ts';
import { SHORT_SIZE, sizeGB, writeSizeGB } from './size.ts';

/** The memory one model needs in GB, whether it needs a GPU, and how many models there are. */
export interface Model {
  modelSizeGB?: number;
  requiresGpu?: boolean;
  modelCount?: number;
}

const EXAMPLES = '2 GB, 14 GB gpu or 400 models';
const NOUN = `(?: (?:similar |small |large |different |separate )?(?:models?|adapters?))`;

const NO_GPU = String.raw`(?:(?:needs? |requires? )?no|not|without|w\/o|non-?|does ?n.?t need|does not need|do ?n.?t need|do not need)(?: need| needs| needing)?(?: for)?(?: an?| any)? ?gpus?|gpus?:? (?:no|false|not needed|not required|(?:is |are )?not (?:needed|required))|(?:cpu|cpus)(?: only)?|only cpus?`;
const GPU = `(?:(?:on|with|needs?|requires?|using|in)(?: an?)? )?gpus?(?: memory)?(?::? (?:yes|true|needed|required|only|is needed|is required))?`;

const PHRASES: readonly Phrase<Model>[] = [
  words(NO_GPU, { requiresGpu: false }),
  words(GPU, { requiresGpu: true }),
  phrase(`(?:${LIMIT})?(?<count>${COUNT})${NOUN}`, count),
  words('(?:an?|one|single|only one|just one) models?', { modelCount: 1 }),
  phrase(
    `(?:${LIMIT})?(?<size>${SHORT_SIZE})(?: (?:(?:of )?(?:memory|ram|vram)|in memory|models?|a model|per model|each|on disk|max))*`,
    size,
  ),
];

/** `2 GB`, `14 GB gpu`, `no gpu`, `400 models, 80 MB each`. An empty text states nothing. */
export function readModel(text: string): Read<Model> {
  return readPhrases<Model>(text, PHRASES, EXAMPLES);
}

/** The inverse of {@link readModel}. */
export function writeModel(model: Model): string {
  const parts: string[] = [];
  if (model.modelCount !== undefined) {
    parts.push(model.modelCount === 1 ? '1 model' : `${writeCount(model.modelCount)} models`);
  }
  if (model.modelSizeGB !== undefined) parts.push(writeSizeGB(model.modelSizeGB));
  if (model.requiresGpu !== undefined) parts.push(model.requiresGpu ? 'gpu' : 'no gpu');
  return parts.join(', ');
}

function count(match: RegExpExecArray): Read<Model> {
  const modelCount = countOf(match.groups?.['count'] ?? '');
  if (modelCount === undefined || modelCount < 1 || !Number.isInteger(modelCount)) {
    return refused('Models are counted in whole numbers from 1, such as 400 models.');
  }
  return understood({ modelCount });
}

function size(match: RegExpExecArray): Read<Model> {
  const modelSizeGB = sizeGB(match.groups?.['size'] ?? '');
  if (modelSizeGB === undefined || modelSizeGB <= 0) {
    return refused(`A model takes more than 0 GB and no more than is sensible; write it like ${EXAMPLES}.`);
  }
  return understood({ modelSizeGB });
}
