import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeIamPolicy } from '../../src/account/iam-policy.ts';
import { openValidator, validatorFaults } from '../support/cloudformation-validator.ts';
import { read } from '../support/documents.ts';
import { startMoto } from '../support/moto.ts';
import { parseTemplate } from '../support/parse-template.ts';

const TEXT = read('examples/deploy/ecs.yaml');
const { Resources } = parseTemplate(TEXT) as unknown as { Resources: Record<string, { Properties: Properties }> };

interface Properties {
  [name: string]: unknown;
  Memory: string;
  ContainerDefinitions: [Container];
  Policies: [{ PolicyDocument: { Statement: Statement[] } }];
}

interface Container {
  Environment: unknown[];
  Secrets: { Name: string; ValueFrom: unknown }[];
  ReadonlyRootFilesystem: boolean;
  HealthCheck: { Command: string[] };
  StopTimeout: number;
}

interface Statement {
  Action: string | string[];
  Resource: unknown;
}

const propertiesOf = (id: string): Properties => {
  const found = Resources[id];
  if (found === undefined) throw new Error(`no ${id}`);
  return found.Properties;
};
const statementsOf = (role: string) => propertiesOf(role).Policies[0].PolicyDocument.Statement;
const [container] = propertiesOf('TaskDefinition').ContainerDefinitions;

const NETWORK = `
Resources:
  Vpc: { Type: "AWS::EC2::VPC", Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: "AWS::EC2::Subnet", Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  Database: { Type: "AWS::EC2::SecurityGroup", Properties: { VpcId: !Ref Vpc, GroupDescription: database } }
`;

describe('examples/deploy/ecs.yaml', () => {
  const engine = openValidator();
  afterAll(() => engine.free());

  it('has no fault for AWS’s validator', () => {
    expect(validatorFaults(engine, TEXT)).toEqual([]);
  });

  it('takes all three secrets by reference, and may read those alone', () => {
    const secrets = container.Secrets.map(({ Name, ValueFrom }) => [Name, ValueFrom]);
    expect(secrets.map(([name]) => name)).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'DATABASE_URL']);
    const reading = statementsOf('ExecutionRole').find(({ Action }) => Action === 'secretsmanager:GetSecretValue');
    expect(reading?.Resource).toEqual(secrets.map(([, from]) => from));
    expect(JSON.stringify(container.Environment)).not.toMatch(/TOKEN|SECRET|DATABASE/);
  });

  it('may do everywhere only what takes no resource, and reads what `account --policy` prints', () => {
    const everywhere = statementsOf('ExecutionRole').filter(({ Resource }) => Resource === '*');
    expect(everywhere.map(({ Action }) => Action)).toEqual(['ecr:GetAuthorizationToken']);
    const [least] = (JSON.parse(writeIamPolicy()) as { Statement: Statement[] }).Statement;
    expect(statementsOf('TaskRole').map(({ Action }) => Action)).toEqual([least?.Action]);
  });

  it('lets nothing in, has a read-only root, the image’s health check and compose.yml’s limits', () => {
    expect(propertiesOf('SecurityGroup')['SecurityGroupIngress']).toBeUndefined();
    expect(container.ReadonlyRootFilesystem).toBe(true);
    const check = /^HEALTHCHECK[^\n]*\n {2}CMD (.+)$/m.exec(read('Dockerfile'))?.[1] ?? '[]';
    expect(container.HealthCheck.Command).toEqual(['CMD', ...JSON.parse(check)]);
    const { bot } = parse(read('compose.yml')).services as { bot: { mem_limit: string; stop_grace_period: string } };
    expect(`${Number(propertiesOf('TaskDefinition').Memory) / 1024}g`).toBe(bot.mem_limit);
    expect(`${container.StopTimeout}s`).toBe(bot.stop_grace_period);
  });

  it('deploys on moto, and a new image is another revision of its task', async () => {
    const moto = await startMoto();
    try {
      const { cloudFormation } = moto;
      const resourcesOf = async (StackName: string) => {
        const { StackResources = [] } = await cloudFormation.describeStackResources({ StackName });
        return Object.fromEntries(StackResources.map((one) => [one.LogicalResourceId, one.PhysicalResourceId ?? '']));
      };
      await cloudFormation.createStack({ StackName: 'network', TemplateBody: NETWORK });
      const network = await resourcesOf('network');
      const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:';
      const values = {
        RepositoryArn: 'arn:aws:ecr:eu-west-1:123456789012:repository/endpoint-reviewer',
        BotTokenArn: `${secret}bot-abcdef`,
        AppTokenArn: `${secret}app-abcdef`,
        DatabaseUrlArn: `${secret}url-abcdef`,
        AuditRegions: 'eu-west-1',
        VpcId: network['Vpc'],
        SubnetIds: network['Subnet'],
        DatabaseSecurityGroupId: network['Database'],
      };
      const input = (tag: string) => ({
        StackName: 'bot',
        TemplateBody: TEXT,
        Capabilities: ['CAPABILITY_IAM' as const],
        Parameters: Object.entries({ ...values, Image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/bot:${tag}` }).map(
          ([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }),
        ),
      });
      await cloudFormation.createStack(input('1'));
      const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName: 'bot' });
      expect(stack?.StackStatus).toBe('CREATE_COMPLETE');
      const made = await resourcesOf('bot');
      expect(Object.keys(made)).toEqual(expect.arrayContaining(Object.keys(Resources)));
      await cloudFormation.updateStack(input('2'));
      const updated = await resourcesOf('bot');
      expect([made['TaskDefinition'], updated['TaskDefinition']].map((arn) => arn?.split(':').at(-1))).toEqual([
        '1',
        '2',
      ]);
      expect(updated['Service']).toBe(made['Service']);
    } finally {
      await moto.end();
    }
  });
});
