import type { ModelFigures } from './model-figures.ts';
import MODELS from './models.json' with { type: 'json' };

/**
 * What is published of open models, by id: first those that read and write text alone. Sources: the models' configuration files
 * and owner pages, and JumpStart's list of models; `MODEL_SOURCES` names the one of each. Read 2026-11-28, and checked by
 * `npm run lint`.
 */
export const MODEL_FIGURES = MODELS as object as Readonly<Record<string, ModelFigures>>;

/** The same models with other names for them. Compared without case, hyphens and spaces. */
export const KNOWN_MODELS: readonly (readonly [id: string, aliases: readonly string[]])[] = Object.entries(
  MODEL_FIGURES,
).map(([id, { names }]) => [id, names?.split(' ') ?? []]);

/** A model of the table, by the name that was typed. */
export interface KnownModel {
  readonly id: string;
  readonly figures: ModelFigures;
  /** Where the name says it: "-fp8" is 8 bits per weight, "-awq" 4. */
  readonly bits: 4 | 8 | undefined;
}

/** What the end of a name says of its weights. */
const BITS_BY_ENDING: Readonly<Record<string, 4 | 8>> = { fp8: 8, awq: 4, gptq: 4, int4: 4, nvfp4: 4 };
const FLAVOUR = /-(?:instruct|chat|it|hf|base)$/;

/**
 * The model of a usual name: without an organisation, in any case, with hyphens, underscores or spaces, with "-instruct" or
 * "-awq" behind it. Nothing for any other name.
 */
export function findModel(name: string): KnownModel | undefined {
  let rest = name.trim().toLowerCase().replaceAll(/[_ ]/g, '-');
  let bits: 4 | 8 | undefined;
  for (;;) {
    const id = IDS.get(squashed(rest)) ?? IDS.get(squashed(rest.slice(rest.lastIndexOf('/') + 1)));
    const ending = /-([a-z]+\d?)$/.exec(rest)?.[1] ?? '';
    bits ??= Object.hasOwn(BITS_BY_ENDING, ending) ? BITS_BY_ENDING[ending] : undefined;
    const figures = id === undefined ? undefined : MODEL_FIGURES[id];
    if (id !== undefined && figures !== undefined) return { id, figures, bits };
    const shorter = Object.hasOwn(BITS_BY_ENDING, ending)
      ? rest.slice(0, -ending.length - 1)
      : rest.replace(FLAVOUR, '');
    if (shorter === rest) return undefined;
    rest = shorter;
  }
}

const squashed = (name: string): string => name.replaceAll('-', '').replaceAll('_', '');

const IDS: ReadonlyMap<string, string> = new Map(
  KNOWN_MODELS.flatMap(([id, aliases]) => [id, ...aliases].map((name) => [squashed(name), id] as const)),
);
