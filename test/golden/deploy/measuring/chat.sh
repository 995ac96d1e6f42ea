#!/usr/bin/env bash
# Measures Support chat on one ml.p5.4xlarge in us-east-1: 1000 tokens in and 500 out,
# with 39, 77 and 154 requests in progress.
#
#   guidellm  GuideLLM 0.7, all levels in one report: guidellm.json (pip install 'guidellm[recommended]')
#   aiperf    NVIDIA AIPerf, a file for each level: aiperf/LEVEL/profile_export_aiperf.json (pip install aiperf)
#   job       an AI recommendation job of SageMaker AI on ml.p5.4xlarge, ml.g7e.2xlarge and ml.g6e.xlarge: no endpoint needed, you pay for the compute
#
# Then add the result: endpoint-reviewer recommend --measured FILE@ml.p5.4xlarge WORKLOAD.json,
# or "Add a measurement" on the review in Slack.
set -euo pipefail

TOKENIZER=${TOKENIZER:-meta-llama/Llama-3.1-8B-Instruct}
# The model as the server calls it: /opt/ml/model where its weights come from S3.
MODEL=${MODEL:-$TOKENIZER}

open_endpoint() {
  : "${ENDPOINT:?Set ENDPOINT to the name of an endpoint with one ml.p5.4xlarge}"
  URL="https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/$ENDPOINT/openai"
  # For 3 h. You need sagemaker:CallWithBearerToken, sagemaker:InvokeEndpoint on the endpoint, and pip install sagemaker.
  TOKEN=$(python3 -c 'from datetime import timedelta
from sagemaker.core.token_generator import generate_token
print(generate_token(region="us-east-1", expiry=timedelta(hours=3)))')
}

case "${1:-}" in
guidellm)
  open_endpoint
  guidellm run \
    --backend "kind=openai_http,target=$URL,model=$MODEL,verify=true,validate_backend=false${TOKEN:+,api_key=$TOKEN}" \
    --tokenizer "kind=huggingface_auto,model=$TOKENIZER" \
    --profile '{"kind":"concurrent","streams":[39,77,154],"warmup":0.1}' \
    --data kind=synthetic_text,prompt_tokens=1000,output_tokens=500 \
    --constraint kind=max_duration,seconds=120 \
    --output kind=json,path=guidellm.json
  ;;
aiperf)
  open_endpoint
  for level in 39 77 154; do
    aiperf profile --model "$MODEL" --tokenizer "$TOKENIZER" --url "$URL" \
      --endpoint-type chat --streaming ${TOKEN:+--api-key "$TOKEN"} \
      --isl 1000 --osl 500 --extra-inputs ignore_eos:true \
      --concurrency "$level" --request-count $(($level * 10)) \
      --output-artifact-dir "aiperf/$level"
  done
  ;;
job)
  : "${WEIGHTS_S3:?Set WEIGHTS_S3 to the S3 URI of the safetensors}"
  : "${RESULTS_S3:?Set RESULTS_S3 to an S3 URI for the results}"
  : "${ROLE_ARN:?Set ROLE_ARN to the ARN of a role that SageMaker AI may assume}"
  cat > workload-config.json <<'JSON'
{
  "AIWorkloadConfigName": "support-chat-measured",
  "AIWorkloadConfigs": {
    "WorkloadSpec": {
      "Inline": "{\"benchmark\":{\"type\":\"aiperf\"},\"parameters\":{\"prompt_input_tokens_mean\":1000,\"output_tokens_mean\":500,\"concurrency\":77,\"request_count\":770,\"streaming\":true,\"tokenizer\":\"meta-llama/Llama-3.1-8B-Instruct\"},\"tooling\":{\"api_standard\":\"openai\"}}"
    }
  }
}
JSON
  sed -e "s|<WEIGHTS_S3>|$WEIGHTS_S3|" -e "s|<RESULTS_S3>|$RESULTS_S3|" -e "s|<ROLE_ARN>|$ROLE_ARN|" > recommendation-job.json <<'JSON'
{
  "AIRecommendationJobName": "support-chat-measured",
  "ModelSource": {
    "S3": {
      "S3Uri": "<WEIGHTS_S3>"
    }
  },
  "OutputConfig": {
    "S3OutputLocation": "<RESULTS_S3>"
  },
  "AIWorkloadConfigIdentifier": "support-chat-measured",
  "PerformanceTarget": {
    "Constraints": [
      {
        "Metric": "throughput"
      }
    ]
  },
  "RoleArn": "<ROLE_ARN>",
  "InferenceSpecification": {
    "Framework": "VLLM"
  },
  "OptimizeModel": false,
  "ComputeSpec": {
    "InstanceTypes": [
      "ml.p5.4xlarge",
      "ml.g7e.2xlarge",
      "ml.g6e.xlarge"
    ]
  }
}
JSON
  aws sagemaker create-ai-workload-config \
    --region us-east-1 --cli-input-json file://workload-config.json
  aws sagemaker create-ai-recommendation-job \
    --region us-east-1 --cli-input-json file://recommendation-job.json
  echo 'Once it is completed: endpoint-reviewer recommend --from-job support-chat-measured --region us-east-1 WORKLOAD.json'
  ;;
*)
  echo "Name one: guidellm, aiperf or job." >&2
  exit 2
  ;;
esac
