import { join } from 'node:path';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of what was built for this run. */
    built: string;
  }
}

/** The built file of a source that `built-setup.ts` lists, by its path in the repository. */
export function builtFile(source: string): string {
  return join(inject('built'), source.replace(/\.ts$/, '.mjs'));
}
