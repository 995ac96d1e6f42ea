import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { productionPackages } from '../tools/packages/production-packages.ts';
import { startGitHub, TOKEN } from './action/support/github.ts';
import { runAction } from './action/support/run-action.ts';
import { makeFolder } from './database/support/open-test-database.ts';
import { environmentOf, startBotProcess } from './support/bot-process.ts';
import { ROOT, read } from './support/documents.ts';
import { freePort } from './support/free-port.ts';
import { CT_SCANS } from './support/journey.ts';
import { openWorkspace } from './support/workspace.ts';

const folder = makeFolder();
afterAll(() => folder.remove());
/** Where the tarball is installed, without anything of the repository around it. */
const home = join(folder.path, 'home');
const installed = join(home, 'node_modules');
const unpacked = join(installed, 'endpoint-reviewer');

const PROGRAM = join(installed, '.bin/endpoint-reviewer');
/** Without a registry, a cache of packages and somebody's settings. */
const OFFLINE = { PATH: process.env['PATH'] ?? '', HOME: folder.path, npm_config_update_notifier: 'false' };

/** The files that the README links to. That each is there is a matter of `docs.test.ts`. */
const LINKED = [...read('README.md').matchAll(/\]\(([\w./-]+)(?:#[\w-]+)?\)/g)]
  .map(([, path = '']) => path)
  .filter((path) => existsSync(join(ROOT, path)));

beforeAll(() => {
  // What stands in the repository's dist may be of another day.
  const source = join(folder.path, 'source');
  mkdirSync(source);
  const built = [
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'manifest.yml',
    'action.yml',
    'examples',
    'src',
  ];
  for (const name of [...built, ...LINKED]) cpSync(join(ROOT, name), join(source, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(source, 'node_modules'));
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: source });
  const packed = execFileSync('npm', ['pack', '--silent'], { cwd: source, encoding: 'utf8' }).trim();
  placeDependencies();
  const install = ['install', '--offline', '--silent', '--ignore-scripts', join(source, packed)];
  execFileSync('npm', install, { cwd: home, env: OFFLINE });
}, 300_000);

/** What the registry would bring: the packages that production needs, and none that only development does. */
function placeDependencies(): void {
  mkdirSync(join(installed, '.bin'), { recursive: true });
  const isTop = (path: string) => path.lastIndexOf('node_modules/') === 0;
  for (const { path, commands } of productionPackages().filter((found) => isTop(found.path))) {
    if (!existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(home, path)), { recursive: true });
    // Links take a tenth of the time of copies, and npm writes into no file of an installed package.
    const isLinked = spawnSync('cp', ['-Rl', join(ROOT, path), join(home, path)]).status === 0;
    if (!isLinked) cpSync(join(ROOT, path), join(home, path), { recursive: true });
    for (const name of commands)
      symlinkSync(readlinkSync(join(ROOT, 'node_modules/.bin', name)), join(installed, '.bin', name));
  }
}

/** Runs a command of the package in another folder. */
function run(command: string, args: readonly string[], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, command, ...args], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...environment },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the npm package', () => {
  it('has the schema that each of its examples names', () => {
    for (const name of readdirSync(join(unpacked, 'examples')).filter((file) => file.endsWith('.json'))) {
      const { $schema } = JSON.parse(readFileSync(join(unpacked, 'examples', name), 'utf8'));
      const schema = JSON.parse(readFileSync(join(unpacked, 'examples', $schema), 'utf8'));
      expect(schema).toMatchObject({ title: 'Workload', required: ['name'] });
    }
  });

  it('explains itself and recommends as npx endpoint-reviewer', () => {
    const npx = (...args: string[]) =>
      spawnSync('npx', ['--no-install', 'endpoint-reviewer', ...args], { cwd: home, env: OFFLINE, encoding: 'utf8' });
    const explained = npx('--help');
    expect([explained.status, explained.stderr]).toEqual([0, '']);
    expect(explained.stdout).toContain('\nUsage: npx endpoint-reviewer COMMAND [ARGUMENTS]\n');
    const answered = npx('recommend', join(unpacked, 'examples/ct-scans.json'));
    expect([answered.status, answered.stderr]).toEqual([0, '']);
    expect(answered.stdout).toMatch(/^Asynchronous Inference · ct-scan-triage\n=+\nFirm · /);
  });

  it('starts the bot, which opens a form and ends at SIGTERM with code 0', async () => {
    const { workspace, config, removeFolder } = await openWorkspace('socket-mode', () => 0);
    const bot = startBotProcess(environmentOf(config, await freePort()), home, [PROGRAM, 'start']);
    onTestFinished(async () => {
      bot.process.kill('SIGKILL');
      await bot.ended;
      await workspace.stop();
      removeFolder();
    });
    await bot.running();
    const ada = workspace.addUser('ada');
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    await ada.slashCommand(channel, CT_SCANS);
    await ada.waitForView();
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
  });

  it('says by the command start what it lacks', () => {
    const started = run('start', []);
    expect(started.status).toBe(1);
    expect(started.stderr).toMatch(/^SLACK_BOT_TOKEN: Not set\./);
  });

  it('has what its README links to', () => {
    expect(LINKED).toContain('docs/operating.md');
    expect(LINKED.filter((path) => !existsSync(join(unpacked, path)))).toEqual([]);
  });

  it('names the source file and line of its bundled code, and ships no other map and no types', () => {
    const dist = join(unpacked, 'dist');
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
    const mapped = files.filter((file) => files.includes(`${file}.map`));
    expect(mapped.filter((file) => !/^(?:parts\/)?[\w-]+\.js$/.test(file))).toEqual([]);
    expect(files.filter((file) => file.endsWith('.d.ts'))).toEqual([]);

    const logged = 'Stopped with work unfinished';
    const [bundled = ''] = mapped.filter((file) => readFileSync(join(dist, file), 'utf8').includes(logged));
    const before = (readFileSync(join(dist, bundled), 'utf8').split(logged)[0] ?? '').split('\n');
    const map = new SourceMap(JSON.parse(readFileSync(join(dist, `${bundled}.map`), 'utf8')));
    const found = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
    if (!('originalSource' in found)) expect.fail('no source');
    expect(join(dist, dirname(bundled), found.originalSource)).toBe(join(unpacked, 'src/app.ts'));
    expect(read('src/app.ts').split('\n')[found.originalLine]).toContain(logged);
  });

  it('has a policy command with the 36 workloads that it tries', () => {
    const { status, stdout, stderr } = run('policy', ['check', join(unpacked, 'examples/policy.yml')]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^No faults in 4 rules and 2 defaults\..+\nChanges \d+ of 36 workloads\.\n/);
  });

  it('has a doctor that names what is missing: exit 1', () => {
    const { status, stdout, stderr } = run('doctor', []);
    expect(stdout).toMatch(/^FAULT {2}SLACK_BOT_TOKEN: .+\nFAULT {2}SLACK_APP_TOKEN or .+\nok {5}database: .+\n$/);
    expect([status, stderr]).toEqual([1, '']);
  });

  it('has a doctor that checks the policy of the package', async () => {
    const { workspace, config, removeFolder } = await openWorkspace('socket-mode', () => 0);
    onTestFinished(async () => {
      await workspace.stop();
      removeFolder();
    });
    const policy = { POLICY_FILE: join(unpacked, 'examples/policy.yml') };
    const offline = { SLACK_API_URL: 'http://127.0.0.1:9/' };
    const environment = { ...environmentOf(config, await freePort()), ...policy, ...offline };
    const { stdout, stderr } = run('doctor', [], environment);
    expect(stdout).toMatch(/^ok {5}policy: 4 rules and 2 defaults, version [0-9a-f]{8}\.$/m);
    expect(stderr).toBe('');
  });
});

describe('the action of the package', () => {
  // As in a checkout of a release, with its packages.
  beforeAll(() => symlinkSync(installed, join(unpacked, 'node_modules')));

  const template = (type: string, count: number) => `Resources:
  Model: { Type: AWS::SageMaker::Model, Properties: { ExecutionRoleArn: arn:aws:iam::111122223333:role/m } }
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - { VariantName: all, ModelName: !GetAtt Model.ModelName, InitialInstanceCount: ${count}, InstanceType: ${type} }
  Scoring:
    Type: AWS::SageMaker::Endpoint
    Properties: { EndpointConfigName: !GetAtt Config.EndpointConfigName }
`;

  it('keeps one comment of a pull request up to date, against a commit of the base, and needs no build', async () => {
    const workspace = join(folder.path, 'workspace');
    mkdirSync(workspace);
    const git = (...args: string[]) => execFileSync('git', ['-C', workspace, ...args], { encoding: 'utf8' }).trim();
    const commit = (text: string) => {
      writeFileSync(join(workspace, 'scoring $(touch pwned).yaml'), text);
      git('add', '.');
      git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '--quiet', '--message', 'Change');
      return git('rev-parse', 'HEAD');
    };
    git('init', '--quiet');
    const base = commit(template('ml.m5.large', 2));
    commit(template('ml.m5.xlarge', 2));
    const github = await startGitHub();
    onTestFinished(() => github.close());
    const inputs = { paths: 'scoring $(touch pwned).yaml', base, 'warn-only': 'true' };
    const runner = { action: unpacked, workspace, inputs, apiUrl: github.url, token: TOKEN, pull: 7 };

    const first = await runAction(runner);
    // 730 hours × 2 × $0.115 and $0.23, with two volumes of $4.20.
    expect([first.status, first.outputs]).toEqual([
      0,
      { differs: 'false', 'monthly-from': '176.30', 'monthly-to': '344.20', exit: '0' },
    ]);
    expect(first.log).toMatch(/^Comment created: http:\/\/\S+#issuecomment-1$/m);
    expect(github.comments.map(({ body }) => body.split('\n')[0])).toEqual(['<!-- endpoint-reviewer check -->']);
    expect(github.comments[0]?.body).toContain('$344');
    expect(readdirSync(workspace).toSorted()).toEqual(['.git', 'scoring $(touch pwned).yaml']);
    expect(git('worktree', 'list').split('\n')).toHaveLength(1);

    commit(template('ml.m5.large', 4));
    await runAction(runner);
    expect(github.comments).toHaveLength(1);
    commit('Resources: { Topic: { Type: AWS::SNS::Topic } }\n');
    expect((await runAction({ ...runner, inputs: { paths: inputs.paths } })).log).toMatch(/^Comment deleted$/m);
    expect(github.comments).toEqual([]);

    commit(template('ml.m5.large', 2));
    github.mayWrite = false;
    const fork = await runAction(runner);
    expect([fork.status, github.comments]).toEqual([0, []]);
    expect(fork.summary).toMatch(/Scoring[\s\S]+No comment on the pull request: .+ fork can only read\.\n$/);
    expect(fork.log).toMatch(/^::warning title=SageMaker check::No comment/m);

    const budgeted = (budget: string) => runAction({ ...runner, inputs: { paths: inputs.paths, budget } });
    expect((await budgeted('176.30')).status).toBe(0);
    const over = await budgeted('176.29');
    expect([over.status, over.outputs['exit']]).toEqual([1, '1']);
    expect(over.log).toMatch(/^::error .+\$176\.30 per month at the minimum is over the budget of \$176\.29\.$/m);
    commit(template('ml.unknown.large', 2));
    const unknown = await budgeted('5000');
    expect([unknown.status, unknown.outputs['monthly-to']]).toEqual([1, '']);
    expect(unknown.log).toMatch(/^::error .+The budget of \$5000 per month can't be checked: a cost isn't known\.$/m);

    const lost = await runAction({ ...runner, inputs: { paths: 'lost.yaml', base: '--upload-pack=touch pwned' } });
    expect([lost.status, lost.outputs['exit']]).toEqual([2, '2']);
    expect(lost.log).toMatch(/^::error title=SageMaker check::base: .+ is neither a path nor a commit\.$/m);
  });
});
