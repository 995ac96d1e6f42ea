import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';

const RULES = fileURLToPath(new URL('../../../examples/operating/alerts.yml', import.meta.url));

const MISSING = `promtool did not start. It is part of Debian's package prometheus:
  apt-get install prometheus`;

/** One answer of `GET /metrics`: its samples by name and labels, and which of them only grow. */
export interface Scrape {
  samples: ReadonlyMap<string, number>;
  growing: ReadonlySet<string>;
}

/** The samples of an answer, by name and labels. */
export function samplesIn(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

export async function scrapeFrom(port: number): Promise<Scrape> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]));
  const samples = samplesIn(text);
  const isGrowing = (sample: string) => {
    const name = sample.split('{')[0] ?? '';
    return types.get(name) === 'counter' || types.get(name.replace(/_(?:bucket|sum|count)$/, '')) === 'histogram';
  };
  return { samples, growing: new Set([...samples.keys()].filter(isGrowing)) };
}

/** What was recorded of an outage, or of a day without one. */
export interface Recording {
  before: Scrape;
  /** After what happens once in `everyS` seconds. Null: the process is gone. */
  after: Scrape | null;
  everyS: number;
  /** Gauges that grow by a second per second, as ages do. */
  ages?: readonly string[];
  /** From when to when, in seconds, nothing happens. */
  quiet?: readonly (readonly [from: number, to: number])[];
  /** Whether each process answers scrapes then, where there are several. 'gone': its target is no longer found. */
  processes?: readonly ('up' | 'down' | 'gone')[];
}

/**
 * Which alerts fire, and how many seconds after the outage began, just after a scrape: exactly these, none of them a scrape
 * earlier, and no other at any time.
 */
export interface Case {
  recording: Recording;
  /** How long the outage is watched, in seconds. */
  forS: number;
  /** Seconds between two scrapes, and between two evaluations of the rules. Default: 15. */
  stepS?: number;
  fires: Readonly<Record<string, number>>;
}

/** When an outage begins. Until then the first scrape stands, for longer than the windows of the alerts that fire within it. */
const CALM_S = 15 * 60;

/** Has promtool evaluate the shipped rules on what was recorded. Returns what it says, '' where everything is as expected. */
export async function testRules(name: string, { stepS = 15, ...one }: Case): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  const file = join(folder, 'test.yml');
  const tests = [ruleTest(name, { ...one, stepS })];
  writeFileSync(file, stringify({ rule_files: [RULES], evaluation_interval: `${stepS}s`, tests }));
  try {
    return await new Promise<string>((resolve, reject) => {
      execFile('promtool', ['test', 'rules', file], (error, stdout, stderr) => {
        if (error?.code === 'ENOENT') reject(new Error(MISSING));
        else resolve(error === null ? '' : `${stdout}${stderr}`);
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ruleTest(name: string, { recording, forS, stepS, fires }: Required<Case>) {
  const at = Object.values(fires).flatMap((seconds) => [seconds - stepS, seconds]);
  const firing = 'ALERTS{alertstate="firing"}';
  const expected = (expr: string, seconds: number) => ({
    expr: `count by (alertname) (${expr})`,
    eval_time: `${CALM_S + seconds}s`,
    exp_samples: Object.entries(fires)
      .filter(([, since]) => since <= seconds)
      .map(([alert]) => ({ labels: `{alertname="${alert}"}`, value: 1 })),
  });
  return {
    name,
    interval: `${stepS}s`,
    input_series: seriesOf(recording, forS, stepS),
    promql_expr_test: [
      ...[...new Set(at)].map((seconds) => expected(firing, seconds)),
      expected(`max_over_time(${firing}[${CALM_S + forS}s])`, forS),
    ],
  };
}

function seriesOf({ before, after, everyS, ages = [], quiet = [], ...rest }: Recording, forS: number, stepS: number) {
  const { processes = [after === null ? 'down' : 'up'] } = rest;
  const names = new Set([...before.samples.keys(), ...(after?.samples.keys() ?? [])]);
  const busy = (seconds: number): number =>
    quiet.reduce((sum, [from, to]) => sum - Math.max(0, Math.min(seconds, to) - from), seconds);
  /** `seconds`: since the first scrape in the outage. */
  const valueAt = (name: string, seconds: number): number | undefined => {
    const [first, then] = [before.samples.get(name), after?.samples.get(name)];
    if (seconds < 0) return first;
    if (then === undefined) return undefined;
    if (ages.includes(name)) return then + seconds;
    if (!before.growing.has(name)) return then;
    return (first ?? 0) + (then - (first ?? 0)) * (1 + Math.floor(busy(seconds) / everyS));
  };
  const written = (value: (seconds: number) => number | string | undefined) =>
    Array.from({ length: (CALM_S + forS) / stepS + 1 }, (_, step) => value((step - 1) * stepS - CALM_S) ?? '_').join(
      ' ',
    );
  // Counters that stay 0 change no sum, and there are hundreds.
  const isIdle = (name: string) =>
    /_total(?:\{|$)/.test(name) && before.growing.has(name) && !before.samples.get(name) && !after?.samples.get(name);
  // Node's own are those of the tests, too.
  const own = [...names].filter((name) => name.startsWith('endpoint_reviewer_') && !isIdle(name));
  return processes.flatMap((state, at) => {
    /** Prometheus ends the series of a process that it no longer finds or reaches. */
    const ending = (seconds: number) => (seconds < stepS ? 'stale' : undefined);
    const isUp = (seconds: number) => seconds < 0 || state === 'up';
    return [
      {
        series: seriesName('up', at),
        values: written((seconds) => (isUp(seconds) ? 1 : state === 'down' ? 0 : ending(seconds))),
      },
      ...own.map((name) => ({
        series: seriesName(name, at),
        values: written((seconds) => (isUp(seconds) ? valueAt(name, seconds) : ending(seconds))),
      })),
    ];
  });
}

/** With the labels that Prometheus adds. */
function seriesName(sample: string, process: number): string {
  const [, name = '', labels = ''] = /^([^{]+)(?:\{(.*)\})?$/.exec(sample) ?? [];
  const added = ['job="endpoint-reviewer"', `instance="bot-${process}:9464"`];
  return `${name}{${[...(labels === '' ? [] : [labels]), ...added].join(',')}}`;
}
