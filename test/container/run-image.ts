import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Image } from './build-image.ts';

/** A container, started as `docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp` does. */
export interface Container {
  output(): string;
  /** Resolves once it has written this. @throws Error if it ends first. */
  said(text: string): Promise<void>;
  /** Sends a signal to its process 1, from outside. */
  kill(signal: NodeJS.Signals): void;
  /** Runs a command inside, as its user, and returns its exit status and what it wrote. */
  exec(command: readonly string[]): { status: number | null; text: string };
  /** Resolves to the exit code of process 1, or the signal that ended it. */
  ended: Promise<number | string | null>;
  /** Ends it. Its data folder stays. */
  remove(): Promise<void>;
}

/** A folder for a container's /data, which its user owns. */
export function makeData({ config }: Image): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'endpoint-reviewer-data-'));
  const [user = 0, group = 0] = config.User.split(':').map(Number);
  chownSync(path, user, group);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

// Read-only but for /data and /tmp. Then without any capability, as the image's user, in the image's folder.
const START = `
set -eu
root=$1 data=$2 user=$3 folder=$4
shift 4
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount --bind "$data" "$root/data"
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"
exec setpriv --no-new-privs --bounding-set=-all,+sys_chroot,+setuid,+setgid \\
  chroot --userspec="$user" --groups= "$root" env --ignore-environment --chdir="$folder" "$@"
`;

/** Starts the image's command as process 1 of separate process and mount namespaces, with the image's variables and these. */
export function runImage(
  { config, root }: Image,
  data: string,
  variables: Readonly<Record<string, string>>,
): Container {
  const environment = [...config.Env, ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)];
  const child: ChildProcess = spawn(
    'unshare',
    ['--mount', '--pid', '--fork', 'sh', '-c', START, 'start'].concat(
      [root, data, config.User, config.WorkingDir],
      environment,
      config.Cmd,
    ),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  let hasEnded = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    hasEnded = true;
    return (code ?? signal) as number | string | null;
  });
  /** As this machine numbers it. */
  const processOne = () => {
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
    return Number(children.trim());
  };
  return {
    output: () => output,
    async said(text) {
      while (!output.includes(text)) {
        if (hasEnded) throw new Error(`The container ended:\n${output}`);
        await sleep(20);
      }
    },
    kill: (signal) => void process.kill(processOne(), signal),
    exec(command) {
      const [user = '', group = ''] = config.User.split(':');
      const into = [
        '--target',
        String(processOne()),
        '--mount',
        '--pid',
        '--root',
        '--wd',
        '--setuid',
        user,
        '--setgid',
        group,
      ];
      const inside = ['env', '--ignore-environment', ...environment, ...command];
      const { status, stdout, stderr } = spawnSync('nsenter', [...into, ...inside], { encoding: 'utf8' });
      return { status, text: stdout + stderr };
    },
    ended,
    async remove() {
      // Not unshare: what it started would live on, since Linux forgets --kill-child where the user changes.
      if (!hasEnded) process.kill(processOne(), 'SIGKILL');
      await ended;
    },
  };
}
