const LONGEST = 200;

/** What an error says, and what the innermost of its causes says, for one line of the log: "fetch failed" alone tells nobody why. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const cause = causeOf(error);
  return (cause === undefined || cause === text ? text : `${text} (${cause})`).slice(0, LONGEST);
}

function causeOf(error: unknown): string | undefined {
  let cause: Error | undefined;
  for (let inner = error; inner instanceof Error; inner = inner.cause) cause = inner;
  return cause?.message;
}
