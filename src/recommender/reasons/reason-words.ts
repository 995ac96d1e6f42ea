import type { Source } from '../facts/sources.ts';
import type { HostingPattern } from '../hosting/hosting-pattern.ts';
import type { Needs } from '../needs/needs.ts';
import type { InferenceOption } from '../options/inference-option.ts';
import type { Scaling } from '../recommendation.ts';

/** What reasons are given about: an option with its hosting. */
export interface Subject {
  readonly needs: Needs;
  readonly option: InferenceOption;
  readonly hosting: HostingPattern;
  readonly scaling?: Scaling | undefined;
}

/** The two figures that met, and the option that it is compared with. */
export interface Figures {
  readonly asked?: number | string | undefined;
  readonly allowed?: number | string | undefined;
  readonly other?: InferenceOption | undefined;
}

/** What a sentence may speak of. */
export interface Said extends Subject, Figures {}

/** How one code is said, and the page it rests on; no source where it rests on no AWS fact. */
export interface ReasonWords {
  readonly text: (said: Said) => string;
  readonly source?: Source | ((said: Said) => Source | undefined);
}

/** A figure of the finding as a number; a rule that states none never asks for it. */
export const figure = (value: number | string | undefined): number => Number(value);

/** "multi-model endpoints", "inference components": as it stands within a sentence. */
export function pluralTitle({ title }: HostingPattern): string {
  const name = title.toLowerCase();
  return name.endsWith('s') ? name : `${name}s`;
}
