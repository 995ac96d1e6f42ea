import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { read, rowsIn } from './support/documents.ts';

interface Service {
  image: string;
  env_file?: string;
  environment: Record<string, string>;
  read_only: boolean;
  tmpfs: string | string[];
  cap_drop: string[];
  security_opt: string[];
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  networks: string[];
  mem_limit?: string;
}
const text = read('compose.yml');
const { services, networks, volumes } = parse(text) as {
  services: Record<'bot' | 'database', Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
};

describe('compose.yml', () => {
  it.each(['bot', 'database'] as const)(
    'runs the %s read-only, without a capability and without a published port',
    (name) => {
      const { read_only, tmpfs, cap_drop, security_opt, ports } = services[name];
      expect(read_only).toBe(true);
      expect([tmpfs].flat()).toContain('/tmp');
      expect(cap_drop).toEqual(['ALL']);
      expect(security_opt).toEqual(['no-new-privileges:true']);
      expect(ports).toBeUndefined();
    },
  );

  it('starts the bot once the database is healthy', () => {
    expect(services.bot.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(services.database.healthcheck?.test.slice(0, 2)).toEqual(['CMD', 'pg_isready']);
    expect(read('Dockerfile')).toMatch(/^HEALTHCHECK /m);
  });

  it('limits the bot’s memory to twice the alert on memory, which lies above all that was measured', () => {
    const { groups } = parse(read('examples/operating/alerts.yml')) as {
      groups: { rules: { alert?: string; expr: string }[] }[];
    };
    const rule = groups.flatMap(({ rules }) => rules).find(({ alert }) => alert === 'EndpointReviewerMemory');
    const alertBytes = Number(/> (\S+)$/.exec(rule?.expr ?? '')?.[1]);
    const limitBytes = Number(/^(\d+)g$/.exec(services.bot.mem_limit ?? '')?.[1]) * 1024 ** 3;
    expect(limitBytes).toBeGreaterThanOrEqual(2 * alertBytes);
    const [, audits = ''] = read('docs/performance.md').split('| peak MB |');
    const peaks = rowsIn(audits.split('\n\n')[0] ?? '').flatMap(([, , , mb]) => (Number(mb) > 0 ? [Number(mb)] : []));
    expect(peaks.length).toBeGreaterThanOrEqual(2);
    expect(alertBytes).toBeGreaterThan(Math.max(...peaks) * 1e6);
  });

  it('takes every secret from .env, and shares one database with one user and password', () => {
    expect(services.bot.env_file).toBe('.env');
    const { POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD } = services.database.environment;
    expect(services.bot.environment['DATABASE_URL']).toBe(
      `postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@database/${POSTGRES_DB}`,
    );
    expect(POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
    expect(text).not.toMatch(/xox[a-z]-|xapp-/);
  });

  it('keeps the database on a network without a way out, and its data in a volume', () => {
    expect(services.database.networks).toEqual(['database']);
    expect(networks['database']).toEqual({ internal: true });
    expect(Object.keys(volumes)).toEqual(['reviews']);
  });
});

describe('.dockerignore', () => {
  const [all, ...allowed] = read('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  it('lets in what the last stage copies and what a build needs, and no secrets, data or Git', () => {
    expect(all).toBe('*');
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from|\. )(.+) \S+$/gm)].flatMap(([, from = '']) =>
      from.split(' '),
    );
    const forBuild = ['.npmrc', 'dist', 'npm-shrinkwrap.json', 'package-lock.json', 'package.json', 'src'];
    const needed = [...copied, ...forBuild, 'tsconfig.build.json', 'tsconfig.json'];
    expect(allowed.map((line) => line.slice(1)).toSorted()).toEqual([...new Set(needed)].toSorted());
  });
});

describe('an image that is built on or started', () => {
  it('is named by its whole version, its Debian and the day it was chosen, and Dependabot brings the next', () => {
    const [node, postgres] = [/^ARG BASE=(\S+)$/m.exec(read('Dockerfile'))?.[1], services.database.image];
    expect(node).toMatch(/^docker\.io\/library\/node:24\.\d+\.\d+-[a-z]+-slim$/);
    expect(postgres).toMatch(/^docker\.io\/library\/postgres:17\.\d+-[a-z]+$/);
    for (const file of ['Dockerfile', 'compose.yml'])
      expect(read(file)).toMatch(/^ *# .*newest \S+ \d+ of \d{4}-\d\d-\d\d\.$/m);
    const { updates } = parse(read('.github/dependabot.yml')) as { updates: { 'package-ecosystem': string }[] };
    expect(updates.map((one) => one['package-ecosystem'])).toEqual(
      expect.arrayContaining(['docker', 'docker-compose']),
    );
  });
});
