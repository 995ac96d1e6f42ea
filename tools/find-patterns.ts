import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

/** A regular expression in `src`, and its place, as `src/file.ts:line`. */
export interface FoundPattern {
  source: string;
  flags: string;
  place: string;
}

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
/** Programs, which would run when loaded. Their imports are loaded anyway. */
const PROGRAMS = ['action/main.ts', 'endpoint-reviewer.ts', 'stop-with-parent.ts'];

/**
 * Returns every regular expression of `src`: literals from the syntax tree, built ones by recording what `RegExp` is called with
 * while every module loads. `unseen` lists the calls that did not run, so what they build is unknown.
 * Replaces the global RegExp for good.
 */
export async function findPatterns(): Promise<{ patterns: FoundPattern[]; unseen: string[] }> {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const inText = files.map(readText);
  const built = recordBuilt();
  for (const file of files) if (!PROGRAMS.includes(file)) await import(`${SRC}${file}`);
  const seen = new Set(built.map(({ place }) => place));
  return {
    patterns: [...inText.flatMap(({ literals }) => literals), ...built],
    unseen: inText.flatMap(({ calls }) => calls).filter((place) => !seen.has(place)),
  };
}

function readText(file: string): { literals: FoundPattern[]; calls: string[] } {
  const text = readFileSync(`${SRC}${file}`, 'utf8');
  const { program, errors } = parseSync(file, text);
  if (errors[0] !== undefined) throw new Error(`src/${file}: ${errors[0].message}`);
  const literals: FoundPattern[] = [];
  const calls: string[] = [];
  visit(program, (node) => {
    const place = () => `src/${file}:${text.slice(0, Number(node['start'])).split('\n').length}`;
    const { regex, callee } = node as { regex?: { pattern: string; flags: string }; callee?: { name?: string } };
    if (regex !== undefined) literals.push({ source: regex.pattern, flags: regex.flags, place: place() });
    if (callee?.name === 'RegExp') calls.push(place());
  });
  return { literals, calls };
}

function visit(value: unknown, look: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, look);
  else if (typeof value === 'object' && value !== null && !(value instanceof RegExp)) {
    look(value as Record<string, unknown>);
    for (const item of Object.values(value)) visit(item, look);
  }
}

/** Records what `src` builds from now on. The place is that of the call, from the stack and tsx's source maps. */
function recordBuilt(): FoundPattern[] {
  const built: FoundPattern[] = [];
  const record = (pattern: RegExp): RegExp => {
    const caller = new Error().stack
      ?.split('\n')
      .find((line) => !/^Error|at (?:record|Object\.(?:construct|apply)) /.test(line.trim()));
    const [, file, line] = /\/src\/([^:]+\.ts):(\d+):/.exec(caller ?? '') ?? [];
    if (file !== undefined && caller?.includes(SRC))
      built.push({ source: pattern.source, flags: pattern.flags, place: `src/${file}:${line}` });
    return pattern;
  };
  globalThis.RegExp = new Proxy(RegExp, {
    construct: (target, args) => record(Reflect.construct(target, args)),
    apply: (target, self, args) => record(Reflect.apply(target, self, args)),
  });
  return built;
}
