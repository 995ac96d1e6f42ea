import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createLogger } from '../../src/logger.ts';
import { createMetrics } from '../../src/operating/metrics.ts';
import { openTestDatabase } from '../database/support/open-test-database.ts';
import { codeIn, read, rowsIn } from '../support/documents.ts';
import { logMessages } from './support/log-messages.ts';

interface Alerts {
  groups: {
    rules: {
      alert: string;
      expr: string;
      labels: { severity: string };
      annotations: { summary: string; action: string };
    }[];
  }[];
}

interface Dashboard {
  panels: { gridPos: { x: number; y: number; w: number }; targets: { expr: string }[] }[];
}

const RUNBOOK = read('docs/operating.md');

/** A section of the page, with those below it. */
function section(title: string): string {
  const [, rest = ''] = RUNBOOK.split(`\n## ${title}\n`);
  return rest.split('\n## ')[0] ?? '';
}

describe('the runbook', () => {
  const { texts, passedOn } = logMessages();
  const explained = rowsIn(section('Log lines')).flatMap(([first = '']) => codeIn(first));

  it('explains each line that the bot logs at level warn, error or fatal, and no other', () => {
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.filter((text) => !explained.includes(text))).toEqual([]);
    expect(explained.filter((text) => !texts.includes(text))).toEqual([]);
  });

  it('misses no line that is put together elsewhere', () => {
    // What a start fails with, and warnings about settings and the file's mode, say themselves what to do. The others are
    // found where they are passed from.
    expect(passedOn).toEqual([
      ...'app.ts: failed|commands/start.ts: fault|commands/start.ts: started.text'.split('|'),
      ...'commands/start.ts: text|slack/connection/http-transport.ts: text'.split('|'),
      ...'slack/installs/install-pages.ts: text|slack/outbox/upkeep.ts: chore.failed'.split('|'),
      ...'start.ts: record.warning'.split('|'),
    ]);
  });
});

describe('the example alerts and dashboard', () => {
  /** The names of all metrics that the bot serves, without what histograms add. */
  let names: Set<string>;
  /** Those that it serves only where `READER_MODEL` is set. Off by default, so the examples don't use them. */
  const ofReader = (name: string) => name.startsWith('endpoint_reviewer_reader_');
  beforeAll(async () => {
    const { db, close } = await openTestDatabase();
    const metrics = await createMetrics();
    metrics.measureReader();
    const sockets = () => ({ open: 2, leaving: 0, missing: 0 });
    const logger = createLogger({ level: 'fatal' });
    const server = await metrics.serve({ port: 0, db, askDatabase: async () => true, sockets, logger });
    const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
    server.close();
    await close();
    names = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name));
  });

  const ALERTS: Alerts = parse(read('examples/operating/alerts.yml'));
  const rules = ALERTS.groups.flatMap((group) => group.rules);
  const DASHBOARD: Dashboard = JSON.parse(read('examples/operating/dashboard.json'));
  const queries = DASHBOARD.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

  const namedIn = (expressions: readonly string[]) =>
    new Set(
      expressions
        .flatMap((expression) => expression.match(/\b(?:endpoint_reviewer|nodejs|process)_\w+/g) ?? [])
        .map((name) => name.replace(/_(?:bucket|sum|count)$/, '')),
    );

  it('use only metrics that the bot serves', () => {
    const used = [...namedIn([...rules.map(({ expr }) => expr), ...queries])];
    expect(used.filter((name) => !names.has(name))).toEqual([]);
  });

  it('find a bucket as Prometheus 2 and as Prometheus 3 names it', () => {
    const texts = [...rules.map(({ expr }) => expr), ...queries, read('docs/operating.md')];
    const buckets = texts.flatMap((text) => [...text.matchAll(/\{le(=~?)"(\d+)([^"]*)"/g)]);
    expect(buckets.length).toBeGreaterThan(8);
    for (const [matcher, , bound = '', rest] of buckets) {
      for (const name of [bound, `${bound}.0`]) expect(name, matcher).toMatch(new RegExp(`^${bound}${rest}$`));
    }
    expect(buckets.map(([, operator]) => operator)).not.toContain('=');
  });

  it('use each metric of the bot, on both', () => {
    const own = [...names].filter((name) => name.startsWith('endpoint_reviewer_') && !ofReader(name)).sort();
    expect(own).toContain('endpoint_reviewer_reviews');
    const used = (expressions: readonly string[]) => own.filter((name) => namedIn(expressions).has(name));
    expect(used(queries)).toEqual(own);
    expect(used(rules.map(({ expr }) => expr))).toEqual(own);
  });

  it('are explained, metric by metric, in the runbook, which explains no other', () => {
    const explained = rowsIn(section('Metrics')).flatMap(([first = '']) => codeIn(first));
    const own = explained
      .filter((code) => code.startsWith('endpoint_reviewer_'))
      .map((code) => code.split('{')[0] ?? '');
    const served = [...names].filter((name) => name.startsWith('endpoint_reviewer_'));
    expect(own.toSorted()).toEqual(served.toSorted());
  });

  it('say for each alert what is wrong, what to do and how urgent it is', () => {
    expect(rules.length).toBeGreaterThan(8);
    for (const { alert, annotations, labels } of rules) {
      expect(alert).toMatch(/^EndpointReviewer[A-Z]\w+$/);
      expect(annotations.summary, alert).toMatch(/\.$/);
      expect(annotations.action, alert).toMatch(/\.$/);
      expect(['page', 'ticket'], alert).toContain(labels.severity);
    }
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  });

  it('each have a row in the runbook, bold where they page, and no other alert has one', () => {
    const cells = rowsIn(section('What may go wrong')).map(([first = '']) => first);
    const named = cells.flatMap((cell) => cell.match(/\*{0,2}\b[A-Z]\w+\*{0,2}/g) ?? []);
    const expected = rules.map(({ alert, labels }) => {
      const name = alert.replace('EndpointReviewer', '');
      return labels.severity === 'page' ? `**${name}**` : name;
    });
    expect(named.toSorted()).toEqual(expected.toSorted());
  });

  it('quote only log lines that there are', () => {
    const { texts } = logMessages();
    const quoted = rules.flatMap(({ annotations }) =>
      [...annotations.action.matchAll(/"([^"]+)"/g)].map(([, line]) => line),
    );
    expect(quoted.length).toBeGreaterThan(2);
    expect(quoted.filter((line) => !texts.some((text) => text.startsWith(line ?? '')))).toEqual([]);
  });

  it('place no panel of the dashboard on another', () => {
    const places = DASHBOARD.panels.map(({ gridPos: { x, y } }) => `${x},${y}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { gridPos } of DASHBOARD.panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });
});
