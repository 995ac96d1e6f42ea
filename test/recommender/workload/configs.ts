// biome-ignore-all format: one model a paragraph.

/**
 * What is read of twelve `config.json` files, and what is published of their models. Fields that are not read are left out.
 * Source: the files kept by NVIDIA AIConfigurator, revision 095f58a5 of 2026-08-21 (https://github.com/ai-dynamo/aiconfigurator).
 */
export const CONFIGS = [
  {
    name: 'Qwen/Qwen3-8B',
    config: { architectures: ['Qwen3ForCausalLM'], head_dim: 128, hidden_size: 4096, intermediate_size: 12288, max_position_embeddings: 40960, max_window_layers: 36, model_type: 'qwen3', num_attention_heads: 32, num_hidden_layers: 36, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: 'bfloat16', use_sliding_window: false, vocab_size: 151936 },
    expected: { billions: 8.19, active: null, kvBytes: 147456, fixed: null, layers: 36, growing: 36, heads: 32, bits: 16, context: 40960, kind: 'text' },
  },
  {
    name: 'meta-llama/Meta-Llama-3.1-8B',
    config: { architectures: ['LlamaForCausalLM'], hidden_size: 4096, intermediate_size: 14336, max_position_embeddings: 131072, model_type: 'llama', num_attention_heads: 32, num_hidden_layers: 32, num_key_value_heads: 8, tie_word_embeddings: false, torch_dtype: 'bfloat16', vocab_size: 128256 },
    expected: { billions: 8.03, active: null, kvBytes: 131072, fixed: null, layers: 32, growing: 32, heads: 32, bits: 16, context: 131072, kind: 'text' },
  },
  {
    name: 'Qwen/Qwen3-30B-A3B-FP8',
    config: { architectures: ['Qwen3MoeForCausalLM'], decoder_sparse_step: 1, head_dim: 128, hidden_size: 2048, intermediate_size: 6144, max_position_embeddings: 40960, max_window_layers: 48, mlp_only_layers: [], model_type: 'qwen3_moe', moe_intermediate_size: 768, num_attention_heads: 32, num_experts: 128, num_experts_per_tok: 8, num_hidden_layers: 48, num_key_value_heads: 4, tie_word_embeddings: false, torch_dtype: 'bfloat16', use_sliding_window: false, vocab_size: 151936, quantization_config: { fmt: 'e4m3', quant_method: 'fp8' } },
    expected: { billions: 30.53, active: 3.042, kvBytes: 98304, fixed: null, layers: 48, growing: 48, heads: 32, bits: 8, context: 40960, kind: 'text' },
  },
  {
    name: 'deepseek-ai/DeepSeek-V3.2',
    config: { architectures: ['DeepseekV32ForCausalLM'], first_k_dense_replace: 3, hidden_size: 7168, index_head_dim: 128, index_n_heads: 64, intermediate_size: 18432, kv_lora_rank: 512, max_position_embeddings: 163840, model_type: 'deepseek_v32', moe_intermediate_size: 2048, moe_layer_freq: 1, n_routed_experts: 256, n_shared_experts: 1, num_attention_heads: 128, num_experts_per_tok: 8, num_hidden_layers: 61, num_key_value_heads: 128, q_lora_rank: 1536, qk_nope_head_dim: 128, qk_rope_head_dim: 64, quantization_config: { fmt: 'e4m3', quant_method: 'fp8' }, tie_word_embeddings: false, torch_dtype: 'bfloat16', v_head_dim: 128, vocab_size: 129280 },
    expected: { billions: 671.88, active: 37.476, kvBytes: 70272, fixed: null, layers: 61, growing: 61, heads: 128, bits: 8, context: 163840, kind: 'text' },
  },
  {
    name: 'openai/gpt-oss-20b',
    config: { architectures: ['GptOssForCausalLM'], head_dim: 64, hidden_size: 2880, intermediate_size: 2880, layer_types: everyIsFull(2, 24, 'sliding_attention'), max_position_embeddings: 131072, model_type: 'gpt_oss', num_attention_heads: 64, num_experts_per_tok: 4, num_hidden_layers: 24, num_key_value_heads: 8, num_local_experts: 32, quantization_config: { quant_method: 'mxfp4' }, sliding_window: 128, tie_word_embeddings: false, vocab_size: 201088 },
    expected: { billions: 20.91, active: 3.607, kvBytes: 24576, fixed: 3145728, layers: 24, growing: 12, heads: 64, bits: 4, context: 131072, kind: 'text' },
  },
  {
    name: 'Qwen/Qwen3.5-35B-A3B',
    config: { architectures: ['Qwen3_5MoeForConditionalGeneration'], model_type: 'qwen3_5_moe', text_config: { attn_output_gate: true, dtype: 'bfloat16', full_attention_interval: 4, head_dim: 256, hidden_size: 2048, layer_types: everyIsFull(4, 40, 'linear_attention'), linear_conv_kernel_dim: 4, linear_key_head_dim: 128, linear_num_key_heads: 16, linear_num_value_heads: 32, linear_value_head_dim: 128, max_position_embeddings: 262144, mlp_only_layers: [], model_type: 'qwen3_5_moe_text', moe_intermediate_size: 512, num_attention_heads: 16, num_experts: 256, num_experts_per_tok: 8, num_hidden_layers: 40, num_key_value_heads: 2, shared_expert_intermediate_size: 512, vocab_size: 248320 }, tie_word_embeddings: false, vision_config: { depth: 27, hidden_size: 1152, intermediate_size: 4304, model_type: 'qwen3_5_moe' } },
    expected: { billions: 35.07, active: 2.946, kvBytes: 20480, fixed: 64389120, layers: 40, growing: 10, heads: 16, bits: 16, context: 262144, kind: 'vision' },
  },
  {
    name: 'google/gemma-4-26B-A4B',
    config: { architectures: ['Gemma4ForConditionalGeneration'], dtype: 'bfloat16', model_type: 'gemma4', text_config: { attention_k_eq_v: true, dtype: 'bfloat16', enable_moe_block: true, global_head_dim: 512, head_dim: 256, hidden_size: 2816, hidden_size_per_layer_input: 0, intermediate_size: 2112, layer_types: everyIsFull(6, 30, 'sliding_attention'), max_position_embeddings: 262144, model_type: 'gemma4_text', moe_intermediate_size: 704, num_attention_heads: 16, num_experts: 128, num_global_key_value_heads: 2, num_hidden_layers: 30, num_key_value_heads: 8, num_kv_shared_layers: 0, sliding_window: 1024, tie_word_embeddings: true, top_k_experts: 8, use_double_wide_mlp: false, vocab_size: 262144, vocab_size_per_layer_input: 262144 }, tie_word_embeddings: true, vision_config: { hidden_size: 1152, intermediate_size: 4304, model_type: 'gemma4_vision', num_hidden_layers: 27 } },
    expected: { billions: 25.78, active: 3.822, kvBytes: 20480, fixed: 209715200, layers: 30, growing: 5, heads: 16, bits: 16, context: 262144, kind: 'vision' },
  },
  {
    name: 'nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16',
    config: { architectures: ['NemotronHForCausalLM'], conv_kernel: 4, head_dim: 128, hidden_size: 2688, hybrid_override_pattern: 'MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME', intermediate_size: 1856, mamba_head_dim: 64, mamba_num_heads: 64, max_position_embeddings: 262144, model_type: 'nemotron_h', moe_intermediate_size: 1856, moe_shared_expert_intermediate_size: 3712, n_groups: 8, n_routed_experts: 128, n_shared_experts: 1, num_attention_heads: 32, num_experts_per_tok: 6, num_hidden_layers: 52, num_key_value_heads: 2, ssm_state_size: 128, tie_word_embeddings: false, torch_dtype: 'bfloat16', vocab_size: 131072 },
    expected: { billions: 31.58, active: 3.227, kvBytes: 6144, fixed: 49364992, layers: 52, growing: 6, heads: 32, bits: 16, context: 262144, kind: 'text' },
  },
  {
    name: 'Qwen/Qwen3-VL-8B-Instruct',
    config: { architectures: ['Qwen3VLForConditionalGeneration'], model_type: 'qwen3_vl', text_config: { dtype: 'bfloat16', head_dim: 128, hidden_size: 4096, intermediate_size: 12288, max_position_embeddings: 262144, model_type: 'qwen3_vl_text', num_attention_heads: 32, num_hidden_layers: 36, num_key_value_heads: 8, vocab_size: 151936 }, tie_word_embeddings: false, vision_config: { depth: 27, hidden_size: 1152, intermediate_size: 4304, model_type: 'qwen3_vl' } },
    expected: { billions: 8.6, active: null, kvBytes: 147456, fixed: null, layers: 36, growing: 36, heads: 32, bits: 16, context: 262144, kind: 'vision' },
  },
  {
    name: 'MiniMaxAI/MiniMax-M2.5',
    config: { architectures: ['MiniMaxM2ForCausalLM'], model_type: 'minimax_m2', num_hidden_layers: 62, hidden_size: 3072, num_attention_heads: 48, num_key_value_heads: 8, head_dim: 128, intermediate_size: 1536, vocab_size: 200064, num_experts_per_tok: 8, num_local_experts: 256, max_position_embeddings: 196608, tie_word_embeddings: false, shared_intermediate_size: 0, quantization_config: { quant_method: 'fp8', fmt: 'float8_e4m3fn' } },
    expected: { billions: 228.69, active: 10.415, kvBytes: 253952, fixed: null, layers: 62, growing: 62, heads: 48, bits: 8, context: 196608, kind: 'text' },
  },
  {
    name: 'meta-llama/Llama-4-Scout-17B-16E-Instruct',
    config: { architectures: ['Llama4ForConditionalGeneration'], model_type: 'llama4', text_config: { attention_chunk_size: 8192, head_dim: 128, hidden_size: 5120, interleave_moe_layer_step: 1, intermediate_size: 8192, intermediate_size_mlp: 16384, max_position_embeddings: 10485760, model_type: 'llama4_text', num_attention_heads: 40, num_experts_per_tok: 1, num_hidden_layers: 48, num_key_value_heads: 8, num_local_experts: 16, torch_dtype: 'bfloat16', vocab_size: 202048 }, torch_dtype: 'bfloat16' },
    expected: { billions: 107.77, active: 16.138, kvBytes: 196608, fixed: null, layers: 48, growing: 48, heads: 40, bits: 16, context: 10485760, kind: 'text' },
  },
  {
    name: 'nvidia/GLM-5.1-NVFP4',
    config: { architectures: ['GlmMoeDsaForCausalLM'], dtype: 'bfloat16', first_k_dense_replace: 3, hidden_size: 6144, index_head_dim: 128, index_n_heads: 32, intermediate_size: 12288, kv_lora_rank: 512, max_position_embeddings: 202752, mlp_layer_types: [...repeated('dense', 3), ...repeated('sparse', 75)], model_type: 'glm_moe_dsa', moe_intermediate_size: 2048, moe_layer_freq: 1, n_routed_experts: 256, n_shared_experts: 1, num_attention_heads: 64, num_experts_per_tok: 8, num_hidden_layers: 78, num_key_value_heads: 64, q_lora_rank: 2048, qk_nope_head_dim: 192, qk_rope_head_dim: 64, tie_word_embeddings: false, v_head_dim: 256, vocab_size: 154880, quantization_config: { config_groups: { group_0: { input_activations: { dynamic: false, num_bits: 4, type: 'float', group_size: 16 }, weights: { dynamic: false, num_bits: 4, type: 'float', group_size: 16 }, targets: ['Linear'] } }, quant_algo: 'NVFP4', kv_cache_scheme: { dynamic: false, num_bits: 8, type: 'float' }, quant_method: 'modelopt' } },
    expected: { billions: 743.91, active: 40.832, kvBytes: 89856, fixed: null, layers: 78, growing: 78, heads: 64, bits: 4, context: 202752, kind: 'text' },
  },
] as const;

/** One layer in each group sees all tokens. */
function everyIsFull(step: number, layers: number, other: string): string[] {
  return Array.from({ length: layers }, (_, at) => ((at + 1) % step === 0 ? 'full_attention' : other));
}

function repeated(name: string, times: number): string[] {
  return Array.from({ length: times }, () => name);
}
