/** Shows where the time of a CPU profile went: `npx tsx bench/read-profile.ts <file>…`, by package and by function. */
import { readFileSync } from 'node:fs';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const SHOWN = 30;
const WAITING = new Set(['(idle)', '(program)', '(root)']);

function placeOf(url: string): string {
  const [, found] = /node_modules\/((?:@[^/]+\/)?[^/.][^/]*)\/(?!.*node_modules\/[^.])/.exec(url) ?? [];
  if (found !== undefined) return found;
  if (url.startsWith('node:')) return url;
  return url === '' ? '(engine)' : url.replace(/^.*\/dist\//, '');
}

for (const file of process.argv.slice(2)) {
  const { nodes, samples, timeDeltas }: Profile = JSON.parse(readFileSync(file, 'utf8'));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byPlace = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let busy = 0;
  samples.forEach((id, index) => {
    const frame = frames.get(id);
    const ms = (timeDeltas[index] ?? 0) / 1000;
    if (frame === undefined || WAITING.has(frame.functionName)) return;
    busy += ms;
    const place = placeOf(frame.url);
    const name = `${frame.functionName || '(anonymous)'}  ${place}:${frame.lineNumber + 1}`;
    byPlace.set(place, (byPlace.get(place) ?? 0) + ms);
    byFunction.set(name, (byFunction.get(name) ?? 0) + ms);
  });
  process.stdout.write(`${file}: busy for ${Math.round(busy)} ms\n`);
  for (const sums of [byPlace, byFunction]) {
    const sorted = [...sums].toSorted(([, one], [, other]) => other - one).slice(0, SHOWN);
    for (const [name, ms] of sorted) {
      process.stdout.write(`${((ms / busy) * 100).toFixed(1).padStart(6)} %  ${Math.round(ms)} ms  ${name}\n`);
    }
    process.stdout.write('\n');
  }
}
