// What a template has only where it is asked for, so that the rest stays short enough to be read.

interface Extra {
  /** In a dialog. */
  readonly title: string;
  /** What the template has then, in a few words. */
  readonly what: string;
}

/** One entry for each: surfaces show and take what stands here. */
export const EXTRAS = {
  kms: { title: 'KMS key', what: 'your KMS key encrypts all that takes one' },
  tags: { title: 'Tags', what: 'owner, review and expiry on all that takes tags' },
  'own-role': { title: 'Own role', what: 'an execution role that exists already' },
  'training-plan': { title: 'Training plan', what: 'capacity that a training plan reserves' },
} as const satisfies Readonly<Record<string, Extra>>;

/** What a template may have beside the usual, as `--with` takes it. */
export type ExtraId = keyof typeof EXTRAS;

/** In the order in which they are listed. */
export const EXTRA_IDS = Object.keys(EXTRAS) as [ExtraId, ...ExtraId[]];

/** What is said to a name that stands for no extra; undefined where each does. */
export function extrasFault(names: readonly string[]): string | undefined {
  const unknown = names.find((name) => !Object.hasOwn(EXTRAS, name));
  return unknown === undefined ? undefined : `There is no extra ${unknown}. Choose from ${EXTRA_IDS.join(', ')}.`;
}
