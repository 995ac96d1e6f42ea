import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { ROOT } from '../support/documents.ts';

const IMAGE = 'localhost/endpoint-reviewer';
const BASE = 'localhost/base';

const ImageConfig = z.object({
  User: z.string(),
  Env: z.array(z.string()),
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
