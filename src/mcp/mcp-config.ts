import { type ConfigFault, faultOf, type LogLevel, type StatedEnvironment } from '../config.ts';
import { environmentSchema } from '../settings.ts';

/** What assistants need, over standard input and output or over HTTP. */
export type ReadMcpConfig =
  | {
      ok: true;
      databaseUrl: string;
      logLevel: LogLevel;
      /** Null for standard input and output. */
      http: { port: number; host: string; token: string; hosts: readonly string[] } | null;
    }
  | { ok: false; faults: ConfigFault[] };

/** Reaches a server on this machine alone. */
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** The settings of the MCP server, which doesn't connect to Slack. `stated`: as `readProcessEnvironment` returns it. */
export function readMcpConfig(stated: StatedEnvironment): ReadMcpConfig {
  const parsed = environmentSchema
    .pick({ DATABASE_URL: true, HOST: true, LOG_LEVEL: true, MCP_PORT: true, MCP_TOKEN: true, MCP_HOSTS: true })
    .safeParse(stated);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.map(faultOf) };
  const { DATABASE_URL: databaseUrl, LOG_LEVEL: logLevel, MCP_PORT: port, MCP_TOKEN: token, MCP_HOSTS } = parsed.data;
  if (port === undefined) return { ok: true, databaseUrl, logLevel, http: null };
  if (token === undefined) {
    const text = 'Not set, and MCP_PORT is. Set it to a secret, such as openssl rand -hex 32 prints.';
    return { ok: false, faults: [{ variable: 'MCP_TOKEN', text }] };
  }
  const hosts = [...LOCAL_HOSTS, ...(MCP_HOSTS ?? [])];
  return { ok: true, databaseUrl, logLevel, http: { port, host: parsed.data.HOST ?? '127.0.0.1', token, hosts } };
}
