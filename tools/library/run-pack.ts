import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packLibrary } from './pack.ts';

/** `npm run pack:library`: writes the tarball into the project's folder. */

const path = packLibrary(fileURLToPath(new URL('../..', import.meta.url)));
process.stdout.write(`${basename(path)}: ${Math.ceil(statSync(path).size / 1024)} KB\n`);
