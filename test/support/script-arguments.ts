/**
 * Reads what stands behind a script's name. Where that is not understood, says why and how the script is used, and ends
 * with 2: a run of nothing would look like one that found nothing.
 */
export function readArguments<Options>(usage: string, read: (args: string[]) => Options): Options {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  try {
    return read(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    process.exit(2);
  }
}

/** @throws Error with one sentence where the text is no whole number, or one below the least. */
export function readWholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least) {
    throw new Error(`${name} takes a whole number from ${least} on, not "${text}".`);
  }
  return number;
}

/** Those that a list with commas names, in their own order; all where there is none. @throws Error that lists the names where one is unknown. */
export function pickNamed<Named extends { name: string }>(
  name: string,
  text: string | undefined,
  all: readonly Named[],
): readonly Named[] {
  if (text === undefined) return all;
  const wanted = text.split(',');
  const unknown = wanted.find((each) => !all.some((one) => one.name === each));
  if (unknown !== undefined) {
    throw new Error(`${name} does not know "${unknown}". It takes: ${all.map((one) => one.name).join(', ')}.`);
  }
  return all.filter((one) => wanted.includes(one.name));
}
