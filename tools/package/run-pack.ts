import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packPackage } from './pack.ts';

/** `npm run package`: writes the tarball of a build into the project's folder. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const path = packPackage(root, root);
process.stdout.write(`${basename(path)}: ${Math.ceil(statSync(path).size / 1024)} KB\n`);
