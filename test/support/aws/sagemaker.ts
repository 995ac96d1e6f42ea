import { type Paging, pageOf } from './pages.ts';
import { AwsError, invalid, type Shape, type World } from './world.ts';

/** The pages of SageMaker's lists: 10 by default, 100 at most. */
const PAGES: Paging = { usual: 10, most: 100 };

type Call = (world: World, input: Shape, arn: (resource: string) => string) => Shape;

/** SageMaker's reads. */
export const SAGEMAKER: Readonly<Record<string, Call>> = {
  ListEndpoints(world, input, arn) {
    const found = sorted(filtered(world.endpoints ?? [], input, 'EndpointName'), input, 'EndpointName');
    const [page, next] = pageOf(found, input, PAGES);
    return {
      Endpoints: page.map((one) => ({
        EndpointName: one.EndpointName,
        EndpointArn: arn(`endpoint/${one.EndpointName}`),
        CreationTime: one.CreationTime,
        LastModifiedTime: one['LastModifiedTime'] ?? one.CreationTime,
        EndpointStatus: one['EndpointStatus'] ?? 'InService',
      })),
      ...next,
    };
  },
  DescribeEndpoint(world, { EndpointName: name }, arn) {
    const found = world.endpoints?.find((one) => one.EndpointName === name);
    if (!found) throw invalid(`Could not find endpoint "${arn(`endpoint/${name}`)}".`);
    const { EndpointName, CreationTime, ...rest } = found;
    return {
      EndpointName,
      EndpointArn: arn(`endpoint/${name}`),
      EndpointStatus: 'InService',
      CreationTime,
      LastModifiedTime: CreationTime,
      ...rest,
    };
  },
  DescribeEndpointConfig(world, { EndpointConfigName: name }, arn) {
    const found = world.configs?.find((one) => one.EndpointConfigName === name);
    if (!found) throw invalid(`Could not find endpoint configuration "${arn(`endpoint-config/${name}`)}".`);
    return { EndpointConfigArn: arn(`endpoint-config/${name}`), CreationTime: new Date(0), ...found };
  },
  DescribeModel(world, { ModelName: name }, arn) {
    const found = world.models?.find((one) => one.ModelName === name);
    if (!found) throw invalid(`Could not find model "${arn(`model/${name}`)}".`);
    return { ModelArn: arn(`model/${name}`), CreationTime: new Date(0), ...found };
  },
  ListInferenceComponents(world, input, arn) {
    const { EndpointNameEquals: endpoint } = input;
    const all = world.components ?? [];
    const of = endpoint === undefined ? all : all.filter((one) => one.EndpointName === endpoint);
    const [page, next] = pageOf(sorted(of, input, 'InferenceComponentName'), input, PAGES);
    return {
      InferenceComponents: page.map((one) => ({
        InferenceComponentName: one.InferenceComponentName,
        InferenceComponentArn: arn(`inference-component/${one.InferenceComponentName}`),
        EndpointName: one.EndpointName,
        EndpointArn: arn(`endpoint/${one.EndpointName}`),
        VariantName: one['VariantName'],
        CreationTime: one.CreationTime,
        LastModifiedTime: one.CreationTime,
        InferenceComponentStatus: 'InService',
      })),
      ...next,
    };
  },
  DescribeInferenceComponent(world, { InferenceComponentName: name }, arn) {
    const found = world.components?.find((one) => one.InferenceComponentName === name);
    if (!found) throw invalid(`Could not find inference component "${arn(`inference-component/${name}`)}".`);
    const endpoint = arn(`endpoint/${found.EndpointName}`);
    return {
      InferenceComponentArn: arn(`inference-component/${name}`),
      EndpointArn: endpoint,
      LastModifiedTime: found.CreationTime,
      ...found,
    };
  },
  ListTransformJobs(world, input, arn) {
    const after = input['CreationTimeAfter'];
    const jobs = filtered(world.jobs ?? [], input, 'TransformJobName').filter(
      (one) => after === undefined || one.CreationTime.getTime() / 1000 > Number(after),
    );
    const [page, next] = pageOf(sorted(jobs, input, 'TransformJobName'), input, PAGES);
    return {
      TransformJobSummaries: page.map((one) => ({
        TransformJobName: one.TransformJobName,
        TransformJobArn: arn(`transform-job/${one.TransformJobName}`),
        CreationTime: one.CreationTime,
        TransformEndTime: one['TransformEndTime'],
        TransformJobStatus: one['TransformJobStatus'] ?? 'Completed',
      })),
      ...next,
    };
  },
  DescribeTransformJob(world, { TransformJobName: name }, arn) {
    const found = world.jobs?.find((one) => one.TransformJobName === name);
    if (!found) throw invalid(`Could not find resource "${arn(`transform-job/${name}`)}".`);
    return { TransformJobArn: arn(`transform-job/${name}`), TransformJobStatus: 'Completed', ...found };
  },
  DescribeAIRecommendationJob: (world, { AIRecommendationJobName: name }) =>
    measuring(world, 'AIRecommendationJobName', name),
  DescribeInferenceRecommendationsJob: (world, { JobName: name }) => measuring(world, 'JobName', name),
  DescribeAIBenchmarkJob: (world, { AIBenchmarkJobName: name }) => measuring(world, 'AIBenchmarkJobName', name),
  DescribeAIWorkloadConfig: (world, { AIWorkloadConfigName: name }) => measuring(world, 'AIWorkloadConfigName', name),
};

/** What has this name under the key that its kind is called by (SageMaker AI API, ResourceNotFound, 2026-09). */
function measuring({ measuring: all = [] }: World, key: string, name: unknown): Shape {
  const found = all.find((one) => one[key] === name);
  if (!found) throw new AwsError('ResourceNotFound', `Requested resource not found: ${String(name)}`);
  return found;
}

function filtered<Item extends Shape>(items: readonly Item[], input: Shape, name: string): Item[] {
  const part = input['NameContains'];
  return items.filter((one) => part === undefined || String(one[name]).includes(String(part)));
}

/** By creation, the newest first, unless the call says otherwise. */
function sorted<Item extends Shape & { CreationTime: Date }>(
  items: readonly Item[],
  { SortBy: by, SortOrder: order }: Shape,
  name: string,
): Item[] {
  const key = (one: Item): number | string => (by === 'Name' ? String(one[name]) : one.CreationTime.getTime());
  const up = items.toSorted((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
  return order === 'Ascending' ? up : up.reverse();
}
