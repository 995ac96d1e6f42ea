import type { Parameter, Template, Value } from '../../../src/deploy/template.ts';

interface More {
  type?: string;
  parameter?: Partial<Parameter>;
}

/** A template of one resource `Made`, one parameter `Made` and one condition `IsMade`. */
export function templateWith(
  properties: Readonly<Record<string, Value>>,
  { type = 'AWS::IAM::Role', parameter }: More = {},
): Template {
  return {
    Description: 'made',
    Parameters: { Made: { Type: 'String', Description: 'Made.', ...parameter } },
    Conditions: {
      IsMade: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws'] },
      IsYes: { 'Fn::Equals': [{ Ref: 'Made' }, 'yes'] },
    },
    Resources: { MadeRole: { Type: type, Properties: properties } },
    Outputs: { Arn: { Description: 'Its ARN.', Value: { 'Fn::GetAtt': ['MadeRole', 'Arn'] } } },
  };
}
