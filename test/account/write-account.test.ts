import { describe, expect, it } from 'vitest';
import { readPasted } from '../../src/account/pasted.ts';
import { type Audit, rank } from '../../src/account/rank.ts';
import { type Reviewed, reviewEndpoint } from '../../src/account/review.ts';
import { writeAudit, writeEndpoint } from '../../src/account/write-account.ts';
import { columnsOf, WIDTH } from '../../src/terminal/lines.ts';
import { read } from '../support/documents.ts';
import { expectGolden } from '../support/golden.ts';

function reviewAll(text: string): Reviewed[] {
  const pasted = readPasted(text, { region: null, now: 0 });
  if (!pasted.ok) throw new Error(pasted.text);
  return pasted.facts.map((one) => reviewEndpoint(one));
}

const FICTIONAL = reviewAll(read('examples/account/fictional.jsonl'));
const auditOf = (reviewed: readonly Reviewed[]): Audit => rank([{ reviewed, jobs: [], quotas: [] }], []);
const endpointOf = (name: string): string => {
  const found = FICTIONAL.find(({ line }) => line.name === name);
  if (!found) throw new Error(`The example has no ${name}`);
  return writeEndpoint(found.line);
};

describe('the fictional account', () => {
  it('reads as an audit, the largest saving first', async () => {
    await expectGolden(writeAudit(auditOf(FICTIONAL)), 'account/audit.txt');
  });

  it.each(['churn-scores', 'ct-scans', 'demo-2025'])('has %s as one endpoint', async (name) => {
    await expectGolden(endpointOf(name), `account/${name}.txt`);
  });

  it('fits 80 columns, except for URLs', () => {
    const texts = [writeAudit(auditOf(FICTIONAL)), ...FICTIONAL.map(({ line }) => writeEndpoint(line))];
    const wide = texts
      .flatMap((text) => text.split('\n'))
      .filter((line) => columnsOf(line) > WIDTH && !/https:/.test(line));
    expect(wide).toEqual([]);
  });
});

describe('an audit as text', () => {
  it('says that there are no endpoints, or that none could be read', () => {
    expect(writeAudit(auditOf([]))).toContain('No endpoints.');
    const gap = { what: 'us-east-1: endpoints', why: 'Access denied. It needs sagemaker:ListEndpoints.' };
    const text = writeAudit(rank([], [gap]));
    expect([text.includes('No endpoints.'), text.includes('No endpoint was read.')]).toEqual([false, true]);
  });

  it('recommends nothing for an endpoint that could not be read', () => {
    const [first] = reviewAll('{"EndpointName":"a","EndpointConfigName":"c"}');
    expect(first && writeEndpoint(first.line)).toMatch(/^Proposed {6}not known$/m);
  });

  it('shows an escape sequence in a name as what it is called', () => {
    const [first] = reviewAll('{"EndpointName":"a\\u001b[31m","EndpointConfigName":"c"}');
    const text = first ? writeEndpoint(first.line) + writeAudit(auditOf([first])) : '';
    expect(text).toContain('a\\u{1b}[31m');
    expect(text).not.toContain('\u001b');
  });

  it('names what was not read, and counts what it leaves out above 100 lines', () => {
    const [first] = FICTIONAL;
    if (!first) throw new Error('The example is empty');
    const many = Array.from({ length: 103 }, (_, at) => ({ ...first, line: { ...first.line, name: `e${at}` } }));
    const gap = { what: 'eu-west-1: model', why: 'Access denied. It needs sagemaker:DescribeModel.' };
    const text = writeAudit(rank([{ reviewed: many, jobs: [], quotas: [] }], [gap]));
    expect(text).toContain('… 3 more, all of them with --json');
    expect(text).toContain('Not read\n  - eu-west-1: model: Access denied. It needs sagemaker:DescribeModel.');
  });
});
