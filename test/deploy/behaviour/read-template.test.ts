import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../support/oracle/read-template.ts';

/** The properties of the only resource, whose text is given. */
function read(properties: string, rest = ''): unknown {
  const [resource] = readTemplate(
    `${rest}\nResources:\n  One:\n    Type: A::B::C\n    Properties:\n${properties}`,
  ).resources;
  return resource?.properties;
}

describe('a template is read as CloudFormation reads it', () => {
  it('follows a parameter to its default, and leaves one without as its name', () => {
    const rest = 'Parameters:\n  A: { Type: Number, Default: 4 }\n  B: { Type: String }';
    expect(read('      X: !Ref A\n      Y: { Ref: B }', rest)).toEqual({ X: 4, Y: '${B}' });
  });

  it('decides conditions, and drops what is AWS::NoValue', () => {
    const rest = `Parameters:\n  A: { Type: String, Default: '' }
Conditions:
  HasA: !Not [!Equals [!Ref A, '']]
  Both: !And [!Condition HasA, !Equals [1, 1]]
  Either: !Or [!Condition HasA, !Equals [1, 1]]`;
    const properties =
      '      X: !If [HasA, 1, !Ref AWS::NoValue]\n      Y: !If [Both, 1, 2]\n      Z: !If [Either, 1, 2]';
    expect(read(properties, rest)).toEqual({ Y: 2, Z: 1 });
  });

  it('leaves out a resource whose condition does not hold', () => {
    const text =
      'Conditions:\n  No: !Equals [a, b]\nResources:\n  One: { Type: A::B::C, Condition: No }\n  Two: { Type: A::B::C }';
    expect(readTemplate(text).resources.map(({ id }) => id)).toEqual(['Two']);
  });

  it('puts texts together with Sub, Join, Split and Select', () => {
    const properties = [
      '      A: !Sub a-${AWS::Region}-${One.Arn}-${!Kept}',
      '      B: !Sub ["${Y}/x", { Y: !Join [",", [1, b]] }]',
      '      C: !Select [1, !Split ["/", "a/b/c"]]',
    ].join('\n');
    expect(read(properties)).toEqual({ A: 'a-${AWS::Region}-${One.Arn}-${Kept}', B: '1,b/x', C: 'b' });
  });

  it('takes a stated name for GetAtt, so that both references are equal', () => {
    const text = `Resources:
  E: { Type: AWS::SageMaker::Endpoint, Properties: { EndpointName: !Sub "\${AWS::StackName}-e" } }
  F: { Type: A::B::C, Properties: { X: !GetAtt E.EndpointName, Y: !GetAtt [E, Other] } }`;
    expect(readTemplate(text).resources[1]?.properties).toEqual({ X: '${AWS::StackName}-e', Y: '${E.Other}' });
  });

  it('is YAML 1.1: off is false, a quoted OFF is a text, and a key Y stays a key', () => {
    expect(read('      A: off\n      B: "OFF"\n      Y: 1')).toEqual({ A: false, B: 'OFF', Y: 1 });
  });

  it('keeps a function that it does not know as a text that equals itself', () => {
    expect(read('      A: !ImportValue x')).toEqual({ A: '${Fn::ImportValue "x"}' });
  });
});
