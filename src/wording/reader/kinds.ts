import { MODEL_FIGURES } from '../../recommender/index.ts';
import type { Assigned, Item, Reading, Role } from './types.ts';
import { NOUNS } from './words/nouns.ts';
import { KINDS_WORDS as WORDS } from './words/sets.ts';

type Task = (typeof MODEL_FIGURES)[string]['task'];

const WRITES = new Set<Task>(['text-generation', 'image-text-to-text', 'text2text']);
const SEES = new Set<Task>(['image-text-to-text']);
const HEARS = new Set<Task>(['speech-to-text']);
const DRAWS = new Set<Task>(['text-to-image', 'text-to-video']);
const EMBEDS = new Set<Task>(['embedding', 'reranker', 'image-text-embedding', 'encoder']);

const DRAWING = /^(?:sdxl|flux|diffusion|denois|draw|paint|render|generat)/;
const HEARING =
  /^(?:whisper|asr|stt|spe[ae]ch|audio|voice|utterance|podcast|microphone|transcrib|transcription|dictat|parakeet|wav2vec|diari)/;

type About = Pick<Reading, 'items' | 'modelId'>;

function modelsOf({ items, modelId }: About): readonly string[] {
  const named = items.flatMap(({ thing }) => (thing?.kind === 'model' ? [thing.id] : []));
  return named.length > 0 || modelId === undefined ? named : [modelId];
}

const hasModel = (about: About, tasks: ReadonlySet<Task>): boolean =>
  modelsOf(about).some((id) => {
    const task = MODEL_FIGURES[id]?.task;
    return task !== undefined && tasks.has(task);
  });

/** "500 in 300 out", "1,000 in / 200 out" */
const isPair = (items: readonly Item[], at: number): boolean => {
  const second = items[at + 2]?.quantity === undefined ? at + 3 : at + 2;
  return (
    items[at + 1]?.text === 'in' &&
    items[second + 1]?.text === 'out' &&
    [at, second].every((place) => items[place]?.quantity?.dimension === 'count')
  );
};

/** A bare number is tokens only where tokens are the subject. */
export const isAboutTokens = (items: readonly Item[]): boolean =>
  items.some(
    ({ text, thing, quantity }, at) =>
      WORDS.tokenWords.has(text) ||
      isPair(items, at) ||
      thing?.kind === 'model' ||
      quantity?.dimension === 'params' ||
      quantity?.noun?.some((word) => WORDS.tokenWords.has(word)) === true,
  );

/** Whether the text is about a model that writes tokens, and about no other. */
export const isWriting = (about: About): boolean =>
  hasModel(about, WRITES) || (isAboutTokens(about.items) && !hasOther(about));

/** A model of the text is known not to write, or the text is about vectors. */
const hasOther = (about: About): boolean =>
  modelsOf(about).some((id) => MODEL_FIGURES[id] !== undefined) || isEmbedding(about);

export const isEmbedding = (about: About): boolean =>
  hasModel(about, EMBEDS) || about.items.some(({ text }) => text.startsWith('embed') || text.startsWith('rerank'));

/** A model that sees, or images that go in with a prompt; what is drawn for a prompt comes out. */
export const isSeeing = (about: About): boolean =>
  hasModel(about, SEES) || (about.items.some(({ text }) => WORDS.seeing.has(text)) && !isDrawing(about));

/** A model that draws, or words of drawing. */
export const isDrawing = (about: About): boolean =>
  hasModel(about, DRAWS) || about.items.some(({ text }) => DRAWING.test(text));

const isHearing = (about: About): boolean =>
  hasModel(about, HEARS) || (modelsOf(about).length === 0 && about.items.some(({ text }) => HEARING.test(text)));

const PICTURES = new Set(NOUNS.PICTURE.split('|'));

/** "2 photos", "6 page images" */
const isOfPictures = (items: readonly Item[], at: number): boolean =>
  [1, items[at + 1]?.kind === 'word' ? 2 : 1].some((next) => PICTURES.has(items[at + next]?.text ?? ''));

/** Whether a role that only some kinds of models have can be meant; undefined for any other role. */
export function fitsKind(role: Role, { at, quantity }: Assigned, reading: Reading): boolean | undefined {
  const { items, claims, dataset } = reading;
  switch (role) {
    case 'answerSeconds':
      // Without streaming the first part of an answer is all of it.
      return (
        !dataset &&
        isWriting(reading) &&
        !claims.some(({ field, value }) => field === 'requiresStreaming' && value === 'none')
      );
    case 'images':
      return Number.isInteger(quantity.value) && isOfPictures(items, at) && isSeeing(reading);
    case 'audioSeconds':
      // "1 min of audio takes 3 s"
      return isHearing(reading) && !['take', 'need', 'in'].includes(items[at + 3]?.text ?? '');
    default:
      return undefined;
  }
}
