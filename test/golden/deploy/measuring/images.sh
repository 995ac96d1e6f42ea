#!/usr/bin/env bash
# Measures image-tagging on one ml.g4dn.xlarge in us-east-1,
# with 1, 2 and 4 requests in progress.
#
#   job  a load test by Inference Recommender on ml.g4dn.xlarge: you pay for the instances
#   row  measurement.csv to fill in: your own requests, a line for each number in progress, times in seconds
#
# Then add the result: endpoint-reviewer recommend --measured FILE@ml.g4dn.xlarge WORKLOAD.json,
# or "Add a measurement" on the review in Slack.
set -euo pipefail

case "${1:-}" in
job)
  : "${MODEL_PACKAGE_ARN:?Set MODEL_PACKAGE_ARN to the ARN of a version of your model package, which has a sample payload}"
  : "${ROLE_ARN:?Set ROLE_ARN to the ARN of a role that SageMaker AI may assume}"
  sed -e "s|<MODEL_PACKAGE_ARN>|$MODEL_PACKAGE_ARN|" -e "s|<ROLE_ARN>|$ROLE_ARN|" > load-test-job.json <<'JSON'
{
  "JobName": "image-tagging-measured",
  "JobType": "Advanced",
  "RoleArn": "<ROLE_ARN>",
  "InputConfig": {
    "ModelPackageVersionArn": "<MODEL_PACKAGE_ARN>",
    "JobDurationInSeconds": 7200,
    "TrafficPattern": {
      "TrafficType": "PHASES",
      "Phases": [
        {
          "InitialNumberOfUsers": 1,
          "SpawnRate": 1,
          "DurationInSeconds": 900
        }
      ]
    },
    "ResourceLimit": {
      "MaxNumberOfTests": 1,
      "MaxParallelOfTests": 1
    },
    "EndpointConfigurations": [
      {
        "InstanceType": "ml.g4dn.xlarge"
      }
    ]
  },
  "StoppingConditions": {
    "ModelLatencyThresholds": [
      {
        "Percentile": "P95",
        "ValueInMilliseconds": 1000
      }
    ]
  }
}
JSON
  aws sagemaker create-inference-recommendations-job \
    --region us-east-1 --cli-input-json file://load-test-job.json
  echo 'Once it is completed: endpoint-reviewer recommend --from-job image-tagging-measured --region us-east-1 WORKLOAD.json'
  ;;
row)
  cat > measurement.csv <<'CSV'
instance,concurrency,requests per second,p50,p95
ml.g4dn.xlarge,1,,,
ml.g4dn.xlarge,2,,,
ml.g4dn.xlarge,4,,,
CSV
  ;;
*)
  echo "Name one: job or row." >&2
  exit 2
  ;;
esac
