/**
 * Loaded before the program by npm's scripts. npm hands SIGTERM to the shell that it has started, and a shell such as Debian's
 * ends by it and tells nobody: the program would run on for ever. So where the process that started it is gone, it is told
 * to stop as if the signal had come to it. `exec` in the script would do on some systems and fail on Windows.
 */

const LOOK_EVERY_MS = 250;

const parent = process.ppid;
let isTold = false;

const looking = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(looking);
  // Ctrl-C reaches the shell and the program: a second signal would end it at once.
  if (!isTold) process.kill(process.pid, 'SIGTERM');
}, LOOK_EVERY_MS);
looking.unref();

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    isTold = true;
    // To listen is to keep Node from ending by itself; until the program listens, nothing is in hand.
    if (process.listenerCount(signal) === 0) process.exit(1);
  });
}
