import { Worker } from 'node:worker_threads';

const STUCK_MS = 60_000;

/** Runs in a separate thread, because the one that handles inputs is stuck. Ends the process. */
const WATCH = `
  const { writeSync } = require('node:fs');
  let timer;
  require('node:worker_threads').parentPort.on('message', (input) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      writeSync(1, 'It took more than ${STUCK_MS / 1000} s, and goes on: ' + input + '\\n');
      process.kill(process.pid, 'SIGKILL');
    }, ${STUCK_MS});
  });
`;

/** Prints the input in progress and ends the process where no other follows within 60 s. */
export function startStuckWatch(): (input: unknown) => void {
  const worker = new Worker(WATCH, { eval: true });
  worker.unref();
  return (input) => worker.postMessage(JSON.stringify(input) ?? '');
}
