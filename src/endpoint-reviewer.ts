#!/usr/bin/env node
import { runProgram } from './commands/index.ts';

const [, file = '', ...args] = process.argv;

// The folder above `src` and `dist` alike.
process.exitCode = await runProgram(args, file, new URL('../', import.meta.url));
