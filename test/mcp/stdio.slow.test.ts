import { spawn } from 'node:child_process';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it } from 'vitest';
import { startWorkspace } from '../../local-workspace/start-workspace.ts';
import { named, recommend } from '../../src/recommender/index.ts';
import { submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { openTestDatabase } from '../database/support/open-test-database.ts';
import { builtFile } from '../support/built-file.ts';
import { ROOT } from '../support/documents.ts';

const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', DATABASE_URL: 'file:/nonexistent/reviews.db' };

const HELLO = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a', version: '1' } };

/** Runs the program with this on its standard input, until it ends. */
function run(input: string, more: Record<string, string> = {}, args: readonly string[] = []) {
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [builtFile('src/endpoint-reviewer.ts'), 'mcp', ...args], {
      cwd: ROOT,
      env: { ...env, ...more },
    });
    const out = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out.stdout += text;
      // Its answers are read before standard input ends: what is in flight then is not answered.
      if (out.stdout.includes('"id":2')) child.stdin.end();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      out.stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...out }));
    child.stdin.write(input);
    if (input === '') child.stdin.end();
  });
}

describe('the command mcp', () => {
  it('answers each of 200 calls that come at once, in any order', async () => {
    const calls = Array.from({ length: 200 }, (_, at) => ({
      jsonrpc: '2.0',
      // The last one's answer ends the input.
      id: at === 199 ? 2 : 1000 + at,
      method: 'tools/call',
      params: { name: 'explain_option', arguments: { option: 'serverless' } },
    }));
    const messages = [{ jsonrpc: '2.0', id: 1, method: 'initialize', params: HELLO }, ...calls];
    const { stdout } = await run(messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: number }).id);
    expect(ids.toSorted((one, other) => one - other)).toEqual([
      1,
      2,
      ...Array.from({ length: 199 }, (_, at) => 1000 + at),
    ]);
  });

  it.each(['legacy', 'auto'] as const)("answers the SDK's client over standard input and output (%s)", async (mode) => {
    const client = new Client({ name: 'assistant', version: '1' }, { versionNegotiation: { mode } });
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [builtFile('src/endpoint-reviewer.ts'), 'mcp'],
      cwd: ROOT,
      env,
      stderr: 'ignore',
    });
    await client.connect(transport);
    const { structuredContent } = await client.callTool({
      name: 'recommend',
      arguments: { words: '500 MB, sporadic' },
    });
    expect(structuredContent).toMatchObject({ recommendation: { choice: { option: 'asynchronous' } } });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain('search_reviews');
    await client.close();
  });

  it('searches the reviews of public channels with the bot token alone, whose channels it looks up', async () => {
    const database = await openTestDatabase();
    const workspace = await startWorkspace();
    const channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const workload = named('fraud scoring');
    const asked = { teamId: workspace.teamId, requesterId: 'U1', channelId, workload, isPublic: true };
    await submitNewReview(database.db, { ...asked, recommendation: recommend(workload) });
    const find = async (more: Record<string, string> = {}) => {
      const called = { name: 'search_reviews', arguments: { query: 'fraud' } };
      const lines = [
        { jsonrpc: '2.0', id: 1, method: 'initialize', params: HELLO },
        { jsonrpc: '2.0', id: 2, method: 'tools/call', params: called },
      ];
      const { stdout, stderr } = await run(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), {
        DATABASE_URL: database.url,
        SLACK_API_URL: workspace.apiUrl,
        ...more,
      });
      return stdout + stderr;
    };
    const token = { SLACK_BOT_TOKEN: workspace.botToken };
    expect(await find(token)).toContain('fraud scoring');
    expect(await find()).not.toContain('fraud scoring');
    workspace.makePrivate(channelId);
    const later = await find(token);
    expect(later).toContain('No review of a public channel has these words in its name.');
    expect(later).not.toContain('fraud scoring');
    await workspace.stop();
    await database.close();
    workspace.expectNoBreaches();
  });

  it('answers each line that is no message, lives, prints nothing but the protocol, and ends with its input', async () => {
    const lines = [
      'garbage',
      '[]',
      '{"jsonrpc":"2.0","id":7}',
      '{"id":8,"method":"tools/list"}',
      '{"jsonrpc":"2.0","id":9,"method":"tools/call","params":null}',
      JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: HELLO }),
      JSON.stringify({ jsonrpc: '2.0', id: 10, method: 'tools/call', params: { name: 'recommend', arguments: [] } }),
      JSON.stringify({ jsonrpc: '2.0', id: 12, method: 'tools/call', params: { name: 'recommend', arguments: null } }),
      `{"jsonrpc":"2.0","id":11,"method":"x","params":{"a":"${'x'.repeat(11_000_000)}"}}`,
      `{"jsonrpc":"2.0","id":13,"method":"x","params":{"a":[${'{},'.repeat(1_300_000)}{}]}}`,
      '{"jsonrpc":"2.0","id":2,"method":"tools/list"}',
    ];
    const { status, stdout } = await run(`${lines.join('\n')}\n`);
    expect(status).toBe(0);
    const messages = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { jsonrpc: string; id: number | null; error?: { code: number } });
    expect(messages.every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
    expect(messages.flatMap(({ id, error }) => (error ? [[id, error.code]] : []))).toEqual([
      [null, -32700],
      [null, -32600],
      [7, -32600],
      [8, -32600],
      [9, -32600],
      [10, -32602],
      [null, -32600],
      [null, -32600],
    ]);
    expect(messages.map(({ id }) => id)).toEqual(expect.arrayContaining([1, 2, 12]));
  });

  it('says in one line what is wrong with its settings, exit 1', async () => {
    const { status, stdout, stderr } = await run('', { MCP_WORKSPACE: 'ours' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('MCP_WORKSPACE: Must be the ID of a workspace, such as T0123456789.\n');
  });

  it("answers under the team's policy, of POLICY_FILE or of --policy, which comes first", async () => {
    const asked = { name: 'recommend', arguments: { workload: { name: 'x' } } };
    const input = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: HELLO })}
${JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: asked })}
`;
    const [alone, byFile, byArgument] = await Promise.all([
      run(input),
      run(input, { POLICY_FILE: 'examples/policy.yml' }),
      run(input, { POLICY_FILE: '/nonexistent/policy.yml' }, ['--policy', 'examples/policy.yml']),
    ]);
    const told = 'Team defaults: Region eu-central-1, availability Multi-AZ.';
    expect([alone, byFile, byArgument].map(({ stdout }) => stdout.includes(told))).toEqual([false, true, true]);
  });

  it('says in one line each what is wrong with the policy or its arguments, exit 2 where the command line has it', async () => {
    const [missing, faulty, unknown] = await Promise.all([
      run('', { POLICY_FILE: '/nonexistent/policy.yml' }),
      run('', {}, ['--policy', 'examples/ct-scans.json']),
      run('', {}, ['--polcy', 'x']),
    ]);
    expect([missing.status, faulty.status, unknown.status]).toEqual([1, 2, 2]);
    expect(missing.stderr).toBe('/nonexistent/policy.yml: No such file.\n');
    const lines = faulty.stderr.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every((line) => line.startsWith('examples/ct-scans.json: line '))).toBe(true);
    expect(unknown.stderr).toMatch(
      /^Unknown option --polcy\. Did you mean --policy\?\n {2}--policy FILE {2}.+\n--help lists/,
    );
    expect(missing.stdout + faulty.stdout + unknown.stdout).toBe('');
  });
});
