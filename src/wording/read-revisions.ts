/** A revision that a question names. `before`: the one before it is meant too, as in "what changed in revision 2". */
export type NamedRevision = { revision: number | 'latest'; before?: true };

/** "revision 2", "rev. 2", "v2", "since 2", "and 3"; "the first revision", "the original", "the last revision". */
const NAMED =
  /(?<lead>\b(?:in|by|did|of|with)\s+(?:the\s+)?)?(?:\b(?:revisions?|rev|versions?|since|between|from|to|and|vs|versus)\.?\s*#?|\b[vr]|#)(?<number>\d{1,6})\b|(?<leadOf>\b(?:in|by|did|of)\s+(?:the\s+)?)?\b(?:the\s+)?(?<word>first|original|initial|last|latest|newest)\b/gi;

const FIRST = /^(?:first|original|initial)$/i;

/** Reads the revisions that a question about changes names, in their order. */
export function readRevisions(text: string): NamedRevision[] {
  const found = [...text.matchAll(NAMED)].map(({ groups = {} }): NamedRevision => {
    const { number, word = '', lead, leadOf } = groups;
    const revision = number !== undefined ? Number(number) : FIRST.test(word) ? 1 : 'latest';
    return (lead ?? leadOf) === undefined ? { revision } : { revision, before: true };
  });
  const [first, second] = found;
  if (second === undefined) return found;
  // Two revisions are compared with each other.
  return [first, second].flatMap((one) => (one === undefined ? [] : [{ revision: one.revision }]));
}
