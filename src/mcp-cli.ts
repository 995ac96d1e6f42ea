#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { pino } from 'pino';
import { openAdvisor } from './advice/advisor.ts';
import { createLogger } from './logger.ts';
import { readMcpConfig, serveHttp } from './mcp/http.ts';
import { createSearch } from './mcp/search.ts';
import { createServerFactory, soundMessages } from './mcp/server.ts';
import { describeFaults, readProcessEnvironment, readProcessSecrets } from './settings/config.ts';
import { inertLines } from './terminal/lines.ts';
import { oneLine } from './wording/text.ts';

// Serves assistants: over standard input and output, or over HTTP where MCP_PORT is set. Standard output is the protocol's.

const STOP_LIMIT_MS = 3000;

async function main(): Promise<void> {
  const read = readMcpConfig(readProcessEnvironment());
  if (!read.ok) return end(describeFaults(read.faults));
  const { databaseUrl, logLevel, http, slack, workspace } = read;
  const named = readArgs(process.argv.slice(2));
  if (named === null) return end('Usage: npm run --silent mcp -- [--policy FILE]');
  const opened = await openAdvisor(named.policy ?? read.policyFile);
  if (!opened.ok) return end(inertLines(opened.text).trimEnd());
  const logger = createLogger({
    level: logLevel,
    secrets: readProcessSecrets(),
    destination: pino.destination({ dest: 2, sync: true }),
  });
  const onError = (error: Error) =>
    logger.warn({ fault: oneLine(error.message).slice(0, 300) }, 'A message of an assistant was refused');
  const search = createSearch({ databaseUrl, workspace, slack, logger });
  const { close } = search;
  const factory = createServerFactory(await version(), { advisor: opened.advisor, search, now: Date.now });

  if (http === null) {
    const messages = process.stdin.pipe(soundMessages((line) => process.stdout.write(line)));
    const transport = new StdioServerTransport(messages, process.stdout);
    const server = serveStdio(factory, { transport, onerror: onError });
    stopWith(async () => {
      await server.close();
      await close();
    });
    process.stdin.once('end', () => void close());
    return;
  }
  try {
    const { port, stop } = await serveHttp(factory, {
      ...http,
      allowedHosts: http.hosts,
      onError,
      warn: (text) => logger.warn(text),
    });
    logger.info({ host: http.host, port }, 'The MCP server is running');
    stopWith(async () => {
      await stop();
      await close();
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    const place = `${http.host}, port ${http.port}`;
    end(
      code === 'EADDRINUSE'
        ? `Another process has ${place}. Set MCP_PORT to a free one.`
        : `Can't listen on ${place} (${code}).`,
    );
  }
}

/** Null for arguments that there are not. */
function readArgs(args: string[]): { policy?: string | undefined } | null {
  try {
    return parseArgs({ args, options: { policy: { type: 'string' } } }).values;
  } catch {
    return null;
  }
}

/** The version in package.json, which stands above `src` and `dist` alike. */
async function version(): Promise<string> {
  const manifest: { version: string } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}

function stopWith(stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

function end(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

await main();
