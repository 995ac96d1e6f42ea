import type { DeploymentFacts } from '../facts.ts';
import { allow, type Part, ref, type Statement, type Value } from '../template.ts';

/** Where the containers run: in the team's VPC, cut off from every network, or neither. */
export function networkPart({ workload }: DeploymentFacts): Part {
  if (workload.requiresVpc !== true) return {};
  const isSpread = workload.availability === 'multi-az';
  return {
    parameters: {
      SubnetIds: {
        Type: 'List<AWS::EC2::Subnet::Id>',
        Description: `Subnets of the containers, in at least two Availability Zones${isSpread ? ', which nothing here checks' : ''}. They need a route or VPC endpoints to S3.`,
        ...(isSpread && { ConstraintDescription: 'At least two subnets, in different Availability Zones.', least: 2 }),
      },
      SecurityGroupIds: {
        Type: 'List<AWS::EC2::SecurityGroup::Id>',
        Description: 'Security groups of the containers, in the same VPC.',
      },
    },
  };
}

/**
 * The network of a model, or of the configuration of an endpoint with inference components, which share it. A model from
 * AWS Marketplace has to be isolated (DG mkt-algo-model-internet-free, 2026-09).
 */
export function networkProperties({ workload }: DeploymentFacts): Record<string, Value> {
  const isIsolated = workload.requiresNetworkIsolation === true || workload.requiresMarketplaceModel === true;
  return {
    ...(workload.requiresVpc === true && {
      VpcConfig: { Subnets: ref('SubnetIds'), SecurityGroupIds: ref('SecurityGroupIds') },
    }),
    ...(isIsolated && { EnableNetworkIsolation: true }),
  };
}

/** What the role needs to attach containers to a VPC; EC2 takes no narrower resource for most (DG sagemaker-roles, 2026-09). */
export function networkStatements({ workload }: DeploymentFacts): Statement[] {
  if (workload.requiresVpc !== true) return [];
  return [
    allow(
      'AttachToVpc',
      [
        'ec2:CreateNetworkInterface',
        'ec2:CreateNetworkInterfacePermission',
        'ec2:DeleteNetworkInterface',
        'ec2:DeleteNetworkInterfacePermission',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeVpcs',
        'ec2:DescribeDhcpOptions',
        'ec2:DescribeSubnets',
        'ec2:DescribeSecurityGroups',
      ],
      '*',
    ),
  ];
}
