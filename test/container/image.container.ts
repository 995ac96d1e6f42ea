import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { productionPackages } from '../../tools/packages/production-packages.ts';
import { DATABASES, makePlace } from '../database/support/open-test-database.ts';
import { environmentOf } from '../support/bot-process.ts';
import { read } from '../support/documents.ts';
import { freePort } from '../support/free-port.ts';
import { CT_SCANS, expectNoSecrets } from '../support/journey.ts';
import { openWorkspace } from '../support/workspace.ts';
import { answerOf, buildImage, type Image, makeData, runImage } from './image.ts';

const LABELS = { VERSION: '0.0.1', REVISION: 'abc123', CREATED: '2026-11-26T00:00:00Z' };

let image: Image;
beforeAll(() => {
  image = buildImage(LABELS);
});
afterAll(() => image?.remove());

describe('the image', () => {
  it('runs node as user 10001 and not as root, with one port, one volume and a health check', () => {
    const { User, Entrypoint, Cmd, Volumes, ExposedPorts, Healthcheck } = image.config;
    expect(User).toBe('10001:10001');
    expect([Entrypoint[0], Cmd]).toEqual(['node', ['start']]);
    expect(Object.keys(Volumes)).toEqual(['/data']);
    expect(Object.keys(ExposedPorts)).toEqual(['3000/tcp']);
    expect(Healthcheck.Test.slice(0, 2)).toEqual(['CMD', 'node']);
  });

  it('starts node with the flags of npm start', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
    const withoutParent = scripts.start.replace(/--import \S+ /, '');
    expect([...image.config.Entrypoint, ...image.config.Cmd].join(' ')).toBe(withoutParent);
  });

  it('serves an assistant over standard input as the command mcp, with nothing but the protocol on standard output', () => {
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'assistant', version: '1' } };
    const messages = [
      { jsonrpc: '2.0', id: 1, method: 'initialize', params },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 2, method: 'tools/list' },
    ];
    const lines = answerOf(image, ['mcp'], messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
    const answers = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: number; result: { tools?: { name: string }[] } });
    expect(answers.map(({ id }) => id)).toEqual([1, 2]);
    expect(answers[1]?.result.tools?.map(({ name }) => name)).toContain('recommend');
  });

  it("has Open Containers' labels: title, license, version, revision, date", () => {
    const label = (name: string) => image.config.Labels[`org.opencontainers.image.${name}`];
    expect(label('title')).toBe('Endpoint Reviewer');
    expect(label('description')).toBe(JSON.parse(read('package.json')).description.split(',')[0]);
    expect([label('licenses'), label('version'), label('revision'), label('created')]).toEqual([
      'MIT',
      ...Object.values(LABELS),
    ]);
  });

  it('has no package manager and no build tool', () => {
    const tools = 'npm npx yarn corepack pnpm cc gcc g++ make python3 git tsc esbuild'.split(' ');
    const folders = ['bin', 'usr/bin', 'usr/local/bin', 'usr/sbin', 'app/node_modules/.bin'];
    const programs = new Set(folders.flatMap((folder) => filesIn(join(image.root, folder))));
    expect(programs).toContain('node');
    expect(tools.filter((tool) => programs.has(tool))).toEqual([]);
    expect(filesIn(join(image.root, 'usr/lib/node_modules'))).toEqual([]);
  });

  it('has the production packages, and of the project only what runs', () => {
    const own = 'LICENSE dist examples manifest.yml node_modules package.json'.split(' ');
    expect(filesIn(join(image.root, 'app')).toSorted()).toEqual(own);
    const lock = readFileSync(join(image.root, 'app/node_modules/.package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock) as { packages: Record<string, unknown> };
    const locked = new Set(productionPackages().map(({ path }) => path));
    expect(Object.keys(packages).filter((path) => !locked.has(path))).toEqual([]);
    expect(filesIn(join(image.root, 'build'))).toEqual([]);
  });

  it('keeps no secret of the build', () => {
    const found = execFileSync('find', [image.root, '-xdev', '-name', '.npmrc', '-o', '-name', '.env'], {
      encoding: 'utf8',
    });
    expect(found).toBe('');
  });
});

describe.each(DATABASES)('a container with a read-only root and the %s database', (kind) => {
  it('answers a command with a posted recommendation, is healthy, and ends with 0 at SIGTERM', async ({
    onTestFinished,
  }) => {
    const { workspace, container } = await start(kind, onTestFinished);
    await container.said('The bot is running');
    const ada = workspace.addUser('ada');
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    await ada.submit(form.id);
    const message = await workspace.waitFor(() => workspace.messages(channel)[0], 20_000);
    expect(JSON.stringify(message)).toContain('Asynchronous Inference');
    expect(container.exec(healthCheck())).toEqual({ status: 0, text: '' });

    container.kill('SIGTERM');
    expect(await container.ended).toBe(0);
    expect(container.output()).toContain('SIGTERM: stopping');
    expect(container.output()).not.toContain('Stopped with work unfinished');
    expect(workspace.messages(channel)).toHaveLength(1);
  });
});

describe('a container', () => {
  it('runs as process 1, without a capability, and can write to /data and /tmp alone', async ({ onTestFinished }) => {
    const { container } = await start('embedded', onTestFinished);
    await container.said('The bot is running');
    const { text } = container.exec(['cat', '/proc/1/status', '/proc/1/cmdline']);
    expect(text).toContain('dist/endpoint-reviewer.js');
    expect(text).toMatch(/^Uid:\s+10001\s+10001\s+10001\s+10001$/m);
    expect(text).toMatch(/^CapPrm:\s+0+$/m);
    expect(text).toMatch(/^CapEff:\s+0+$/m);
    expect(text).toMatch(/^NoNewPrivs:\s+1$/m);
    const tried = (path: string) => container.exec(['touch', path]);
    expect(['/data', '/tmp'].map((folder) => tried(`${folder}/x`).status)).toEqual([0, 0]);
    for (const path of ['/x', '/app/x', '/app/dist/endpoint-reviewer.js', '/usr/bin/x', '/etc/passwd', '/var/x'])
      expect(tried(path)).toMatchObject({
        status: 1,
        text: expect.stringMatching(/Read-only file system|Permission denied/),
      });
    expect(container.exec(['test', '-w', '/app/dist/endpoint-reviewer.js']).status).toBe(1);
  });

  it('is unhealthy while its process answers nothing for 5 s, and healthy after that', async ({ onTestFinished }) => {
    const { container } = await start('embedded', onTestFinished);
    await container.said('The bot is running');
    container.kill('SIGSTOP');
    expect(container.exec(healthCheck()).status).toBe(1);
    container.kill('SIGCONT');
    expect(container.exec(healthCheck()).status).toBe(0);
  });

  it('keeps its database in /data, opens it again after a restart, and has the commands of the documents', async ({
    onTestFinished,
  }) => {
    const data = makeData(image);
    onTestFinished(() => data.remove());
    const first = await start('embedded', onTestFinished, { data: data.path });
    await first.container.said('The bot is running');
    first.container.kill('SIGTERM');
    expect(await first.container.ended).toBe(0);
    expect(filesIn(data.path)).toContain('reviews.db');
    const listed = await start('embedded', onTestFinished, { data: data.path });
    await listed.container.said('The bot is running');
    expect(listed.container.exec(['node', 'dist/endpoint-reviewer.js', 'reviews', '--help']).status).toBe(0);
  });

  it('has a doctor that knows the bot beside it, and a policy command with workloads to try', async ({
    onTestFinished,
  }) => {
    const { container } = await start('embedded', onTestFinished);
    await container.said('The bot is running');
    // This process, which is Slack here, waits for the command, so Slack doesn't answer.
    const { text } = container.exec(['node', 'dist/endpoint-reviewer.js', 'doctor']);
    expect(text).toMatch(/^ok {5}PORT: The bot is running: it answers on port \d+\.$/m);
    expect(text).toMatch(/^ok {5}database: .+ tables of this version\.$/m);
    expect(text.match(/^FAULT {2}[^:]+/gm)).toEqual(['FAULT  Slack', 'FAULT  Socket Mode']);
    const checked = container.exec(['node', 'dist/endpoint-reviewer.js', 'policy', 'check', 'examples/policy.yml']);
    expect(checked.text).toMatch(/^No faults in 4 rules and 2 defaults\..+\nChanges \d+ of 36 workloads\.\n/);
    expect(checked.status).toBe(0);
  });

  it('names a missing token and ends with 1', async ({ onTestFinished }) => {
    const { container } = await start('embedded', onTestFinished, { variables: { SLACK_BOT_TOKEN: '' } });
    expect(await container.ended).toBe(1);
    expect(container.output()).toContain('SLACK_BOT_TOKEN');
  });
});

/** A workspace, and a container of the image with a bot for it. All is ended with the test. */
async function start(
  kind: (typeof DATABASES)[number],
  atEnd: TestContext['onTestFinished'],
  given: { data?: string; variables?: Record<string, string> } = {},
) {
  const port = await freePort();
  const { workspace, config, removeFolder } = await openWorkspace('socket-mode', () => port);
  // A file is where the image says.
  const { DATABASE_URL, ...environment } = environmentOf(config, port);
  const server = kind === 'postgres' ? await makePlace(kind) : undefined;
  const data = given.data === undefined ? makeData(image) : undefined;
  const container = runImage(image, given.data ?? data?.path ?? '', {
    ...environment,
    ...(server && { DATABASE_URL: server.url }),
    ...given.variables,
  });
  atEnd(async () => {
    await container.remove();
    await workspace.stop();
    await server?.remove();
    data?.remove();
    removeFolder();
    expectNoSecrets([container.output()], config);
  });
  return { workspace, container, port };
}

/** The command that an engine runs inside. */
const healthCheck = (): string[] => image.config.Healthcheck.Test.slice(1);

function filesIn(folder: string): string[] {
  try {
    return lstatSync(folder).isDirectory() || lstatSync(folder).isSymbolicLink() ? readdirSync(folder) : [];
  } catch {
    return [];
  }
}
