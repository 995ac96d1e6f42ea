import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { packPackage } from '../tools/package/pack.ts';
import { productionPackages } from '../tools/packages/production-packages.ts';
import { startGitHub, TOKEN } from './action/support/github.ts';
import { runAction } from './action/support/run-action.ts';
import { makeFolder, writeMigrated } from './database/support/open-test-database.ts';
import { FILES } from './recommender/workload/measurements/files.ts';
import { environmentOf, startBotProcess } from './support/bot-process.ts';
import { argumentsOf, commandsOf, userPages } from './support/documented-commands.ts';
import { codeIn, ROOT, read, targetsIn } from './support/documents.ts';
import { freePort } from './support/free-port.ts';
import { CT_SCANS } from './support/journey.ts';
import { openWorkspace } from './support/workspace.ts';

const folder = makeFolder();
afterAll(() => folder.remove());
/** Where the tarball is unpacked, with its packages, and without anything of the repository around it. */
const unpacked = join(folder.path, 'package');
/** Where it is installed by npm, among another project's packages. */
const home = join(folder.path, 'home');

const PROGRAM = join(unpacked, 'dist/endpoint-reviewer.js');
/** How npm reaches its registry, and keeps what it got. */
const REGISTRY = {
  ...(process.env['NODE_EXTRA_CA_CERTS'] && { NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'] }),
  npm_config_cache: execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim(),
  npm_config_prefer_offline: 'true',
};

/** Without somebody's settings. */
const NPM = {
  ...REGISTRY,
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  npm_config_update_notifier: 'false',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
};

let tarball: string;
beforeAll(() => {
  // What stands in the repository's dist may be of another day.
  const source = join(folder.path, 'source');
  mkdirSync(source);
  const tracked = execFileSync('git', ['ls-files', '--', '.', ':!test', ':!bench'], { cwd: ROOT, encoding: 'utf8' });
  for (const name of new Set(
    tracked
      .trim()
      .split('\n')
      .map((path) => path.split('/')[0] ?? ''),
  ))
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(source, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(source, 'node_modules'));
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: source });
  tarball = packPackage(source, folder.path);
  execFileSync('tar', ['-xzf', tarball, '-C', folder.path]);
  execFileSync('npm', ['ci', '--silent', '--ignore-scripts'], { cwd: unpacked, env: NPM });
  mkdirSync(home);
  execFileSync('npm', ['install', '--silent', '--ignore-scripts', tarball], { cwd: home, env: NPM });
}, 600_000);

const jsonIn = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

interface Packages {
  packages: Record<string, { version: string }>;
}

/** Every file below a folder, without installed packages. */
const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('node_modules'));

/** Runs the program as people type it, with no settings but a database. */
const npx = (cwd: string, args: readonly string[]) =>
  spawnSync('npx', ['--no-install', 'endpoint-reviewer', ...args], {
    cwd,
    env: { ...NPM, AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/none', AWS_SHARED_CREDENTIALS_FILE: '/none' },
    encoding: 'utf8',
    input: '',
  });

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
    const explained = npx(home, ['--help']);
    expect([explained.status, explained.stderr]).toEqual([0, '']);
    expect(explained.stdout).toContain('\nUsage: npx endpoint-reviewer COMMAND [ARGUMENTS]\n');
    const answered = npx(home, ['recommend', join(unpacked, 'examples/ct-scans.json')]);
    expect([answered.status, answered.stderr]).toEqual([0, '']);
    expect(answered.stdout).toMatch(/^Asynchronous Inference · ct-scan-triage\n.+\nFirm · /);
  });

  it('starts the bot, which opens a form and ends at SIGTERM with code 0', async () => {
    const { workspace, config, removeFolder } = await openWorkspace('socket-mode', () => 0);
    const bot = startBotProcess(environmentOf(config, await freePort()), folder.path, [PROGRAM, 'start']);
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

  it('has what its pages link to, and the files that they name', () => {
    const pages = filesIn(unpacked).filter((path) => path.endsWith('.md'));
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'SECURITY.md', 'docs/operating.md']));
    const isThere = (path: string) => existsSync(join(unpacked, path));
    const missing = pages.flatMap((page) => {
      const text = readFileSync(join(unpacked, page), 'utf8');
      const linked = targetsIn(text).flatMap((target) =>
        /^(?:[a-z]+:|#)/i.test(target) ? [] : [join(dirname(page), target.split('#')[0] ?? '')],
      );
      const named = codeIn(text).filter((code) =>
        /^(?:docs|examples|schemas)\/[\w./-]+$|^[\w.]+\.ya?ml$|file$/.test(code),
      );
      const own = named.filter((path) => existsSync(join(ROOT, path)));
      return [...linked, ...own].filter((path) => !isThere(path)).map((path) => `${page}: ${path}`);
    });
    expect(missing).toEqual([]);
    for (const path of ['alerts.yml', 'dashboard.json'].map((name) => `examples/operating/${name}`))
      expect(isThere(path), path).toBe(true);
  });

  it('installs every package in the version that was tested, where it is unpacked', () => {
    const locked = new Map(productionPackages().map(({ path, version }) => [path, version]));
    const { packages } = jsonIn(join(unpacked, 'node_modules/.package-lock.json')) as Packages;
    const other = Object.entries(packages).filter(([path, { version }]) => locked.get(path) !== version);
    expect([other, Object.keys(packages).length > 150]).toEqual([[], true]);
    const shrinkwrap = readFileSync(join(unpacked, 'npm-shrinkwrap.json'), 'utf8');
    expect(shrinkwrap).not.toMatch(/"resolved"|https?:\/\/(?!opencollective|github|tidelift|feross|www\.)[^"]*\.tgz/);
    expect(shrinkwrap.match(/"integrity": "sha512-/g)?.length).toBe(locked.size);
  });

  it('pins its own dependencies where npm installs the tarball', () => {
    const { dependencies } = jsonIn(join(unpacked, 'package.json')) as { dependencies: Record<string, string> };
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    const installed = Object.keys(dependencies).map((name) => {
      const { version } = jsonIn(join(home, 'node_modules', name, 'package.json')) as { version: string };
      return [name, version];
    });
    expect(Object.fromEntries(installed)).toEqual(dependencies);
    const { status, stdout } = npx(home, ['--version']);
    expect([status, stdout]).toEqual([0, `${JSON.parse(read('package.json')).version}\n`]);
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

describe('a command that a page of the package shows', () => {
  /** What pages call files of the reader's own. */
  const OWN: Readonly<Record<string, unknown>> = {
    'chat.json': {
      name: 'chat',
      modelId: 'qwen3-8b',
      inputTokens: 512,
      outputTokens: 128,
      peakRequestsPerSecond: 2,
    },
    'guidellm.json': FILES.guidellm,
    'template.yaml': { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } },
    'plan.json': { format_version: '1.2', planned_values: { root_module: {} } },
  };
  beforeAll(async () => {
    for (const [name, content] of Object.entries(OWN)) writeFileSync(join(unpacked, name), JSON.stringify(content));
    cpSync(join(unpacked, 'examples/account/fictional.jsonl'), join(unpacked, 'endpoint.json'));
    writeFileSync(join(unpacked, 'decision.json'), run('recommend', ['--json', join(unpacked, 'chat.json')]).stdout);
    mkdirSync(join(unpacked, 'data'));
    await writeMigrated(join(unpacked, 'data/reviews.db'));
    writeFileSync(join(unpacked, 'reviews.jsonl'), npx(unpacked, ['reviews', 'export']).stdout);
  }, 60_000);

  /** What stands for a file or a word of the reader's, after which word. */
  const PUT: Readonly<Record<string, string>> = {
    'check FILE': 'examples/policy.yml',
    '--policy FILE': 'examples/policy.yml',
    '--account FILE': 'examples/account/fictional.jsonl',
    'FORMAT FILE': 'examples/ct-scans.json',
    '--template FORMAT': 'terraform',
    'check PATH…': 'template.yaml',
    'schema NAME': 'workload',
    'drop ID': 'T0123456789',
    'retry JOB_ID': '1',
    'backup /data/backup.db': 'backup.db',
  };
  const shown = new Map(
    userPages()
      .flatMap(commandsOf)
      .flatMap(({ text }) => {
        const args = argumentsOf(text) ?? [];
        const words = args.map((word, at) => PUT[`${args[at - 1] ?? ''} ${word}`] ?? word);
        // A sentence may leave out what it isn't about.
        if (words[0] === 'recommend' && !words.includes('--words') && !words.some((word) => word.endsWith('.json')))
          words.push('examples/ct-scans.json');
        const isWhole = words.length > 0 && words.join(' ') !== 'account' && !words.includes('COMMAND');
        return isWhole ? [[words.join(' '), words] as const] : [];
      }),
  );

  /** What needs a workspace, an AWS account, or something in the database, says so. */
  const CANNOT: readonly (readonly [RegExp, RegExp])[] = [
    [/^(?:start|doctor)/, /SLACK_BOT_TOKEN: Not set\./],
    [/^account (?:endpoint|audit)|--from-job/, /Region|credentials/],
    // The export of a database without a review.
    [/^reviews import/, /Line 1 is missing: the file is empty\./],
    [/^reviews delete/, /--yes|Deleted|nothing|No /i],
    [/^reviews (?:stuck retry|installs)/, /TOKEN_KEYS|no |Nobody/i],
  ];

  it('is one of several dozen', () => {
    expect(shown.size).toBeGreaterThan(25);
  });

  it.each([...shown])('npx endpoint-reviewer %s does what it says, or says what it lacks', (line, words) => {
    const { status, stdout, stderr } = npx(unpacked, words);
    const [, lack] = CANNOT.find(([command]) => command.test(line)) ?? [];
    expect([status, stderr], stderr).toEqual([lack === undefined ? 0 : expect.toBeOneOf([0, 1]), stderr]);
    if (lack !== undefined) expect(stdout + stderr).toMatch(lack);
    if (status !== 0) expect(stdout + stderr).not.toBe('');
  });
});

describe('the action of the package', () => {
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

  it('keeps one comment of a pull request up to date, against a commit of the base, from its folder or a tarball', async () => {
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

    commit(template('ml.m5.large', 2));
    const packed = await runAction({
      ...runner,
      environment: REGISTRY,
      inputs: { paths: inputs.paths, package: tarball },
    });
    expect([packed.status, packed.outputs['monthly-to']], packed.log).toEqual([0, '176.30']);

    const lost = await runAction({ ...runner, inputs: { paths: 'lost.yaml', base: '--upload-pack=touch pwned' } });
    expect([lost.status, lost.outputs['exit']]).toEqual([2, '2']);
    expect(lost.log).toMatch(/^::error title=SageMaker check::base: .+ is neither a path nor a commit\.$/m);
  });
});
