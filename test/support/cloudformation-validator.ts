import { type Engine, RegoEngine } from '@aws/cloudformation-validate';
import { parseTemplate } from './parse-template.ts';

/** Its schema of 2026-09-08 knows the endpoint's ARN alone; AWS's page and the schema of 2026-11-10 (aws-cdk-lib 2.276.0) have the name. */
const UNKNOWN_ATTRIBUTE = "'EndpointName' is not one of ['EndpointArn']";

/** Values for parameters that may be empty: left so, it judges what their conditions leave out. */
const GIVEN: readonly (readonly [name: RegExp, value: string])[] = [
  [/^AlarmTopicArn$/, 'arn:aws:sns:eu-west-1:123456789012:alarms'],
  [/^Image/, '123456789012.dkr.ecr.eu-west-1.amazonaws.com/models/churn:1'],
  [/^(?:ModelDataUrl|AdapterUrl)/, 's3://models/churn/model.tar.gz'],
  [/^(?:Owner|ReviewUrl)$/, 'ada'],
  [/^Expiry$/, '2027-05-01'],
];

/** Of its report what is read here: its own types don't resolve under Node's rules. */
interface Report {
  readonly status: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface Diagnostic {
  readonly ruleId: string;
  readonly message: string;
  readonly entity?: { readonly logicalId: string };
}

/** What AWS's validator says of a template from warnings on, as "F3031 Model: …"; empty where nothing is wrong. */
export function validatorFaults(engine: Engine, text: string): string[] {
  const names = Object.keys(parseTemplate(text).Parameters);
  const parameterOverrides = Object.fromEntries(
    names.flatMap((name) => GIVEN.filter(([pattern]) => pattern.test(name)).map(([, value]) => [name, value])),
  );
  const template = { path: 'template.yaml', readBytes: () => new TextEncoder().encode(text) };
  const { status, diagnostics }: Report = engine.validateStandard(template, {
    severityLevel: 'WARN',
    parameterOverrides,
  });
  const faults = diagnostics
    .filter(({ message }) => message !== UNKNOWN_ATTRIBUTE)
    .map(({ ruleId, entity, message }) => `${ruleId} ${entity?.logicalId}: ${message}`);
  return status === 'OK' ? faults : [`${status}`, ...faults];
}

/** One engine for the tests of a file: its first template takes a second. The caller frees it. */
export const openValidator = (): Engine => new RegoEngine();
