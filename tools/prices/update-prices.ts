import { describeUpdate, readArguments, USAGE } from './command.ts';
import { updateRegion } from './update-region.ts';

/** The command `npm run prices:update`. Prices go to standard output, faults to standard error. */
async function updatePrices(args: string[]): Promise<number> {
  const read = readArguments(args);
  if (read.kind === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (read.kind === 'wrong') {
    process.stderr.write(`${read.text}\n\n${USAGE}`);
    return 2;
  }
  const update = await updateRegion(read.order);
  if (!update.ok) {
    process.stderr.write(`${update.text}\n`);
    return 1;
  }
  process.stdout.write(describeUpdate(update.value));
  return 0;
}

process.exitCode = await updatePrices(process.argv.slice(2));
