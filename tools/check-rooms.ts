import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { faultsOf, type Lines, linesByRoom } from './rooms.ts';

/**
 * `npm run tool -- rooms`, a part of `npm run lint`: fails where a room of `src` has more lines than its budget. `--write` makes
 * today's lines the budgets.
 */
const SRC = new URL('../src/', import.meta.url);
const KEPT = new URL('./rooms.json', import.meta.url);

const paths = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
const files = paths.map((path) => ({
  path: path.replaceAll('\\', '/'),
  text: readFileSync(new URL(path, SRC), 'utf8'),
}));
const lines = linesByRoom(files);
if (process.argv.includes('--write')) writeFileSync(KEPT, `${JSON.stringify(lines, null, 2)}\n`);
const budgets: Lines = JSON.parse(readFileSync(KEPT, 'utf8'));
const faults = faultsOf(lines, budgets);
const total = Object.values(lines).reduce((sum, count) => sum + count, 0);
process.stdout.write(`${[...faults, `${total} lines in src, ${faults.length} faults`].join('\n')}\n`);
process.exit(faults.length === 0 ? 0 : 1);
