/**
 * Loaded before the program by npm's scripts. npm sends SIGTERM to its shell, and a shell such as Debian's dash exits without
 * forwarding it, so the program would run forever. This sends SIGTERM to the program once its parent is gone. `exec` in the
 * script would fail on Windows.
 */

const LOOK_EVERY_MS = 250;

const parent = process.ppid;
let isTold = false;

const looking = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(looking);
  // Ctrl-C reaches the program directly. A second signal would kill it at once.
  if (!isTold) process.kill(process.pid, 'SIGTERM');
}, LOOK_EVERY_MS);
looking.unref();

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    isTold = true;
    // This listener keeps Node from exiting. Until the program listens, there is nothing to finish.
    if (process.listenerCount(signal) === 0) process.exit(1);
  });
}
