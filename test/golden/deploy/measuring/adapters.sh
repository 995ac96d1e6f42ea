#!/usr/bin/env bash
# Measures Support chat on one ml.p5.4xlarge in eu-west-2: 1000 tokens in and 500 out,
# with 39, 77 and 154 requests in progress.
#
#   guidellm  GuideLLM 0.7, all levels in one report: guidellm.json (pip install 'guidellm[recommended]')
#   aiperf    NVIDIA AIPerf, a file for each level: aiperf/LEVEL/profile_export_aiperf.json (pip install aiperf)
#
# eu-west-2 has no AI recommendation jobs.
#
# Then add the result: endpoint-reviewer recommend --measured FILE@ml.p5.4xlarge WORKLOAD.json,
# or "Add a measurement" on the review in Slack.
set -euo pipefail

TOKENIZER=${TOKENIZER:-meta-llama/Llama-3.1-8B-Instruct}
# The model as the server calls it: /opt/ml/model where its weights come from S3.
MODEL=${MODEL:-$TOKENIZER}

open_endpoint() {
  : "${URL:?Set URL to the address of a server with one ml.p5.4xlarge that speaks the chat API of OpenAI, without /v1}"
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
*)
  echo "Name one: guidellm or aiperf." >&2
  exit 2
  ;;
esac
