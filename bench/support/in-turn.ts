/** Runs several in turn, repeatedly, in reverse order every second time, so that none is always first. */
export async function inTurn<Kind>(
  kinds: readonly Kind[],
  rounds: number,
  work: (kind: Kind, round: number) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? kinds : kinds.toReversed();
    for (const kind of order) await work(kind, round);
  }
}
