/** Where a fact was read: the page's title and address, and the date of the copy that was read. */
export interface Source {
  title: string;
  url: string;
  /** A day or a month: 2026-09-25, 2026-09. */
  date: string;
}

/**
 * The pages that the figures were read on. The guide's pages were read in a public copy made between September and
 * October 2026, so the earlier month stands as their date.
 */
const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg';
export const GUIDE_DATE = '2026-09';

export const guide = (page: string, title: string): Source => ({
  title: `${title}, SageMaker AI Developer Guide`,
  url: `${GUIDE}/${page}.html`,
  date: GUIDE_DATE,
});

const api = (page: string, title: string): Source => ({
  title: `${title}, SageMaker AI API Reference`,
  url: `https://docs.aws.amazon.com/sagemaker/latest/APIReference/${page}.html`,
  date: GUIDE_DATE,
});

/** A page that was read after that copy. */
const newer = (source: Source): Source => ({ ...source, date: '2026-12-01' });

export const SOURCES = {
  options: guide('deploy-model-options', 'Inference options'),
  faqs: guide('hosting-faqs', 'Model hosting FAQs'),
  featureMatrix: guide('model-deploy-feature-matrix', 'Inference feature matrix'),
  costOptimization: guide('inference-cost-optimization', 'Inference cost optimization'),
  invokeEndpoint: api('API_runtime_InvokeEndpoint', 'InvokeEndpoint'),
  responseStream: api('API_runtime_InvokeEndpointWithResponseStream', 'InvokeEndpointWithResponseStream'),
  bidirectionalStream: {
    title: 'Introducing bidirectional streaming for real-time inference, AWS Machine Learning Blog',
    url: 'https://aws.amazon.com/blogs/machine-learning/introducing-bidirectional-streaming-for-real-time-inference-on-amazon-sagemaker-ai/',
    date: '2025-11-25',
  },
  realTime: guide('realtime-endpoints', 'Real-time inference'),
  invokeInferenceRouter: newer(api('API_inference_router_runtime_InvokeInferenceRouter', 'InvokeInferenceRouter')),
  inferenceRouter: newer(guide('inference-router', 'Inference routers')),
  createInferenceRouter: newer(api('API_CreateInferenceRouter', 'CreateInferenceRouter')),
  optimizationJob: newer(guide('model-optimize-create-job', 'Inference optimization jobs')),
  instancePool: api('API_InstancePool', 'InstancePool'),
  instancePools: guide('realtime-endpoints-heterogeneous', 'Instance pools'),
  productionVariant: api('API_ProductionVariant', 'ProductionVariant'),
  gpuDrivers: guide('inference-gpu-drivers', 'GPU drivers of inference instances'),
  trainingPlans: guide('training-plan-utilization-for-inference-endpoints', 'Training plans for inference endpoints'),
  openAiPath: guide('realtime-endpoints-openai-compatible', 'OpenAI-compatible endpoints'),
  uncompressedModels: guide('large-model-inference-uncompressed', 'Uncompressed models'),
  inferenceRecommendations: guide('generative-ai-inference-recommendations', 'Generative AI inference recommendations'),
  // Newer than the copy of the other pages.
  gpuPartitions: { ...api('API_AcceleratorPartitionLayout', 'AcceleratorPartitionLayout'), date: '2026-11' },
  autoScaling: guide('endpoint-auto-scaling', 'Automatic scaling of models'),
  scalingPolicy: guide('endpoint-auto-scaling-policy', 'Scaling policies of an endpoint'),
  scaleToZero: guide('endpoint-auto-scaling-zero-instances', 'Scale an endpoint to zero instances'),
  scaleInPolicy: api('API_ProductionVariantManagedInstanceScalingScaleInPolicy', 'ScaleInPolicy'),
  endpointConfig: api('API_CreateEndpointConfig', 'CreateEndpointConfig'),
  createModel: api('API_CreateModel', 'CreateModel'),
  serverless: guide('serverless-endpoints', 'Serverless Inference'),
  serverlessAutoScaling: guide('serverless-endpoints-autoscale', 'Provisioned concurrency auto scaling'),
  serverlessConfig: api('API_ProductionVariantServerlessConfig', 'ProductionVariantServerlessConfig'),
  asynchronous: guide('async-inference', 'Asynchronous Inference'),
  invokeEndpointAsync: api('API_runtime_InvokeEndpointAsync', 'InvokeEndpointAsync'),
  asynchronousAutoScaling: guide('async-inference-autoscale', 'Autoscale an asynchronous endpoint'),
  batchTransform: guide('batch-transform', 'Batch Transform'),
  createTransformJob: api('API_CreateTransformJob', 'CreateTransformJob'),
  modelClientConfig: api('API_ModelClientConfig', 'ModelClientConfig'),
  transformResources: api('API_TransformResources', 'TransformResources'),
  multiModel: guide('multi-model-endpoints', 'Multi-model endpoints'),
  multiModelSupport: guide('multi-model-support', 'Multi-model algorithms, frameworks and instances'),
  multiModelCaching: guide('multi-model-caching', 'Multi-model caching'),
  multiContainer: guide('multi-container-endpoints', 'Multi-container endpoints'),
  multiContainerDirect: guide('multi-container-direct', 'Multi-container endpoints with direct invocation'),
  inferencePipelines: guide('inference-pipelines', 'Inference pipelines'),
  inferenceComponents: api('API_CreateInferenceComponent', 'CreateInferenceComponent'),
  deploymentBestPractices: guide('deployment-best-practices', 'Best practices for deploying models'),
  metrics: guide('monitoring-cloudwatch', 'Metrics in CloudWatch'),
  enhancedMetrics: guide('monitoring-cloudwatch-enhanced-metrics', 'Enhanced metrics'),
  modelMonitor: guide('model-monitor', 'Model Monitor'),
  apiGatewayQuotas: {
    title: 'Quotas of a REST API, API Gateway Developer Guide',
    url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
    date: GUIDE_DATE,
  },
  priceList: {
    title: 'AWS price list of Amazon SageMaker',
    url: 'https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonSageMaker/current/region_index.json',
    date: '2026-09',
  },
  serviceQuotas: {
    title: 'SageMaker AI endpoints and quotas, AWS General Reference',
    url: 'https://docs.aws.amazon.com/general/latest/gr/sagemaker.html',
    date: '2026',
  },
} as const satisfies Record<string, Source>;
