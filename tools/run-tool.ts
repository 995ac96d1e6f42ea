import { TOOLS } from './tools.ts';

// The tool finds its arguments where it would without a name before them.
const [name = ''] = process.argv.splice(2, 1);
const file = TOOLS[name];
if (file === undefined) {
  process.stderr.write(`npm run tool -- ${Object.keys(TOOLS).join('|')}\n`);
  process.exit(2);
}
await import(new URL(`../${file}`, import.meta.url).href);
