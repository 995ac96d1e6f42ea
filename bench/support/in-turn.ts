/** Each of several, in turn, so many times; every second time in the other order, so that none always comes first. */
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
