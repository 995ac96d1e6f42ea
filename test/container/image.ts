import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { ROOT } from '../support/documents.ts';

const TOOLS = ['buildah', 'debootstrap', 'unshare', 'nsenter', 'setpriv'];

const HOW_TO_INSTALL =
  'The container test needs root and: apt-get install -y --no-install-recommends buildah netavark debootstrap';

/** Before all: one clear sentence instead of a failure in each test. */
export function setup(): void {
  const isThere = (tool: string) => {
    try {
      execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  if (process.getuid?.() !== 0 || !TOOLS.every(isThere)) throw new Error(HOW_TO_INSTALL);
}

const IMAGE = 'localhost/endpoint-reviewer';
const BASE = 'localhost/base';

const ImageConfig = z.object({
  User: z.string(),
  Env: z.array(z.string()),
  Entrypoint: z.array(z.string()),
  Cmd: z.array(z.string()),
  WorkingDir: z.string(),
  Volumes: z.record(z.string(), z.object({})),
  ExposedPorts: z.record(z.string(), z.object({})),
  Labels: z.record(z.string(), z.string()),
  Healthcheck: z.object({ Test: z.array(z.string()), Timeout: z.number() }),
});

/** The built image. */
export interface Image {
  /** What a container engine reads of it. */
  config: z.infer<typeof ImageConfig>;
  /** The folder with its file system. */
  root: string;
  remove(): void;
}

/**
 * Builds the Dockerfile with buildah, without a daemon and without an image from a registry: on a base of Debian, this
 * machine's Node and npm, its certificates and its npm settings. Takes three minutes, and two where
 * `CONTAINER_FOLDER` names a folder that keeps the base for the next run.
 */
export function buildImage(labels: Readonly<Record<'VERSION' | 'REVISION' | 'CREATED', string>>): Image {
  const kept = process.env['CONTAINER_FOLDER'];
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'endpoint-reviewer-image-'));
  const containersConf = join(folder, 'containers.conf');
  writeFileSync(containersConf, `[containers]\ndefault_ulimits = ${JSON.stringify(ownLimits())}\n`);
  const buildah = (...words: string[]): string => {
    const places = ['--root', join(folder, 'store'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
    return execFileSync('buildah', [...places, ...words], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64_000_000,
      env: { ...process.env, BUILDAH_ISOLATION: 'chroot', CONTAINERS_CONF: containersConf },
      // Its progress. Shown where it fails.
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  };
  // In Docker's format: OCI's has no health check.
  const build = ['build', '--format', 'docker', '--layers=false'];

  if (!buildah('images', '--noheading').includes(BASE)) {
    const base = join(folder, 'base');
    writeBase(base);
    buildah(...build, '--file', join(base, 'Dockerfile'), '--tag', BASE, base);
  }
  buildah(
    ...build,
    ...Object.entries({ BASE, ...labels }).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
    ...['--secret', `id=npmrc,src=${writeNpmSettings(folder)}`],
    ...['--volume', `${npm('config', 'get', 'cache')}:${CACHE}`],
    ...['--tag', IMAGE, '.'],
  );
  const { Docker } = z
    .object({ Docker: z.object({ config: ImageConfig }) })
    .parse(JSON.parse(buildah('inspect', '--type', 'image', IMAGE)));
  const root = buildah('mount', buildah('from', IMAGE));
  const remove = () => {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
    else buildah('rm', '--all');
  };
  return { config: Docker.config, root, remove };
}

/** Where npm finds this machine's cache while it builds. */
const CACHE = '/npm-cache';

/** Debian's smallest system, with Node and npm as they are on this machine. */
function writeBase(folder: string): void {
  const suite = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'stable';
  mkdirSync(folder);
  execFileSync('debootstrap', ['--variant=minbase', suite, join(folder, 'debian')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  copyFileSync(process.execPath, join(folder, 'node'));
  cpSync(join(npm('root', '--global'), 'npm'), join(folder, 'npm'), { recursive: true });
  const lines = [
    'FROM scratch',
    'COPY debian /',
    'COPY node /usr/bin/node',
    'COPY npm /usr/lib/node_modules/npm',
    'RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/bin/npm',
  ];
  const certificates = process.env['NODE_EXTRA_CA_CERTS'];
  if (certificates !== undefined && existsSync(certificates)) {
    copyFileSync(certificates, join(folder, 'certificates.crt'));
    lines.push(
      'COPY certificates.crt /etc/ssl/certs/machine.crt',
      'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/machine.crt',
    );
  }
  writeFileSync(join(folder, 'Dockerfile'), `${lines.join('\n')}\n`);
}

/** The user's npm settings and registry, and the packages from npm's cache where they are there. */
function writeNpmSettings(folder: string): string {
  const own = join(homedir(), '.npmrc');
  const file = join(folder, 'npmrc');
  const settings = existsSync(own) ? readFileSync(own, 'utf8') : '';
  writeFileSync(
    file,
    `${settings}\nregistry=${npm('config', 'get', 'registry')}\nprefer-offline=true\ncache=${CACHE}\n`,
    {
      mode: 0o600,
    },
  );
  return file;
}

function npm(...words: string[]): string {
  return execFileSync('npm', words, { cwd: dirname(ROOT), encoding: 'utf8' }).trim();
}

/** This machine's limits of open files and of processes: buildah's defaults may lie above them, and then nothing starts. */
function ownLimits(): string[] {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  return [
    ['nofile', 'Max open files'],
    ['nproc', 'Max processes'],
  ].flatMap(([name, title]) => {
    const [, soft, hard] = new RegExp(`^${title} +(\\d+) +(\\d+)`, 'm').exec(limits) ?? [];
    return soft === undefined || hard === undefined ? [] : [`${name}=${soft}:${hard}`];
  });
}

/** A container, started as `docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp` does. */
interface Container {
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

/** What `docker run -i IMAGE WORDS` prints on standard output for this input, once the input has ended. */
export function answerOf(image: Image, words: readonly string[], input: string): string {
  const data = makeData(image);
  try {
    return execFileSync('unshare', wordsToRun(image, data.path, {}, words), {
      input,
      encoding: 'utf8',
      timeout: 50_000,
    });
  } finally {
    data.remove();
  }
}

function wordsToRun(
  { config, root }: Image,
  data: string,
  variables: Readonly<Record<string, string>>,
  command: readonly string[],
): string[] {
  return ['--mount', '--pid', '--fork', 'sh', '-c', START, 'start'].concat(
    [root, data, config.User, config.WorkingDir],
    environmentOf(config, variables),
    config.Entrypoint,
    command,
  );
}

const environmentOf = ({ Env }: Image['config'], variables: Readonly<Record<string, string>>): string[] => [
  ...Env,
  ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
];

/** Starts the image's command as process 1 of separate process and mount namespaces, with the image's variables and these. */
export function runImage(image: Image, data: string, variables: Readonly<Record<string, string>>): Container {
  const child: ChildProcess = spawn('unshare', wordsToRun(image, data, variables, image.config.Cmd), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
      const [user = '', group = ''] = image.config.User.split(':');
      const space = ['--target', String(processOne()), '--mount', '--pid', '--root', '--wd'];
      const into = [...space, '--setuid', user, '--setgid', group];
      const inside = ['env', '--ignore-environment', ...environmentOf(image.config, variables), ...command];
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
