import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { asynchronous, NOW, office, realTime, serverless, steady, worldOf } from '../../test/account/support/seeded.ts';
import { startAwsDouble } from '../../test/support/aws/aws-double.ts';
import type { Faults, World } from '../../test/support/aws/world.ts';
import { atMost, type Report, spreadOf, writeMedian } from '../report.ts';
import { inTurn, inWorld, type Measure, residentMB, type Setup } from '../worlds.ts';

/** Endpoints per command: 500 with the default of 2,000 commands. */
const EACH = 0.25;
const REGION = 'us-east-1';
const MOST_SECONDS = 120;
/** The heap of Node 20 may grow to 2 GB before it is collected in earnest; an audit needs a fraction of it. */
const MOST_MB = 600;
const MOST_GROWTH = 1.1;
const SETTLE_MS = 1500;

interface Audit {
  seconds: number;
  processorSeconds: number;
  peakMB: number;
  endpoints: number;
  incomplete: number;
}

const FAULTS: Readonly<Record<string, Faults>> = { undisturbed: {}, 'every third call refused': { throttleEvery: 3 } };

/** An audit of many endpoints, and what the bot's start and idle memory cost where it may read AWS and hasn't yet. */
export const account: Measure = {
  name: 'account',
  mostRounds: 3,
  async run(setup) {
    const endpoints = Math.ceil(setup.commands * EACH);
    const audits = await auditEach(setup, endpoints);
    const bots = await startEach(setup);
    const rows = Object.entries(audits).map(([what, all]) => [
      what,
      writeMedian(all.map(({ seconds }) => seconds)),
      writeMedian(all.map(({ processorSeconds }) => processorSeconds)),
      writeMedian(all.map(({ peakMB }) => peakMB)),
      writeMedian(all.map(({ endpoints }) => endpoints)),
    ]);
    const started = Object.entries(bots).map(([what, all]) => [
      what,
      writeMedian(all.map(({ connectedMs }) => connectedMs)),
      writeMedian(all.map(({ idleMB }) => idleMB)),
    ]);
    const median = (all: readonly Audit[] = [], of: (audit: Audit) => number) => spreadOf(all.map(of)).median;
    const of = (what: string, part: keyof Started) => spreadOf((bots[what] ?? []).map((one) => one[part])).median;
    const growth = (part: keyof Started) => of('with AWS_REGIONS', part) / of('without', part);
    const report: Report = {
      tables: [
        {
          caption: `An audit of ${endpoints} endpoints by 30 days of metrics:`,
          head: ['', 's', 'CPU s', 'peak MB', 'read'],
          rows,
        },
        { caption: 'The bot, before anything of AWS is read:', head: ['', 'connected ms', 'idle MB'], rows: started },
      ],
      goals: [
        atMost(
          'An audit, s',
          median(audits['undisturbed'], ({ seconds }) => seconds),
          MOST_SECONDS,
        ),
        ...Object.entries(audits).map(([what, all]) =>
          atMost(
            `An audit, ${what}, peak MB`,
            median(all, ({ peakMB }) => peakMB),
            MOST_MB,
          ),
        ),
        atMost('Start with AWS_REGIONS against without', growth('connectedMs'), MOST_GROWTH),
        atMost('Idle memory with AWS_REGIONS against without', growth('idleMB'), MOST_GROWTH),
      ],
    };
    return report;
  },
};

async function auditEach({ rounds, build, compiled, say }: Setup, endpoints: number): Promise<Record<string, Audit[]>> {
  const world = accountOf(endpoints);
  const found: Record<string, Audit[]> = {};
  await inTurn(Object.keys(FAULTS), rounds, async (what, round) => {
    say(`account, round ${round + 1}: ${what}`);
    const double = await startAwsDouble({ [REGION]: world }, { now: NOW, faults: FAULTS[what] ?? {} });
    try {
      const args = [compiled['account-child'], build, REGION, String(NOW)];
      const env = {
        PATH: process.env['PATH'] ?? '',
        AWS_ENDPOINT_URL: double.url,
        AWS_ACCESS_KEY_ID: 'id',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      };
      const { stdout } = await promisify(execFile)(process.execPath, args, { env });
      found[what] = [...(found[what] ?? []), JSON.parse(stdout) as Audit];
    } finally {
      await double.close();
    }
  });
  return found;
}

/** Four in five are real-time, the rest serverless and asynchronous; half scale, and each tenth is idle. */
function accountOf(endpoints: number): World {
  const parts = Array.from({ length: endpoints }, (_, at) => {
    const name = `endpoint-${at}`;
    const requests = at % 10 === 3 ? () => 0 : at % 2 === 0 ? office(500 + at) : steady(50 + at);
    if (at % 10 === 8) return serverless({ name, requests });
    if (at % 10 === 9) return asynchronous({ name, requests: office(12), scales: [0, 2] });
    return realTime({ name, requests, ...(at % 2 === 0 && { scales: [1, 4] as const }) });
  });
  return worldOf(...parts);
}

interface Started {
  connectedMs: number;
  idleMB: number;
}

const BOTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  without: {},
  'with AWS_REGIONS': { AWS_REGIONS: REGION },
};

async function startEach(setup: Setup): Promise<Record<string, Started[]>> {
  const found: Record<string, Started[]> = {};
  await inTurn(Object.keys(BOTS), setup.rounds * 2, async (what, round) => {
    setup.say(`account, start ${round + 1}: ${what}`);
    await inWorld(setup, 'bot', { environment: BOTS[what] ?? {} }, async (double, { startedAt, pid }) => {
      const connectedMs = (await double.ask('connected', null)) - startedAt;
      await sleep(SETTLE_MS);
      found[what] = [...(found[what] ?? []), { connectedMs, idleMB: residentMB(pid) }];
    });
  });
  return found;
}
