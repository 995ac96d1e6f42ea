import type { Line } from './role-types.ts';

export const TOKEN_ROLES: readonly Line[] = [
  [
    'inputTokens',
    'count',
    'after',
    1.2,
    `
      token prompt|input|in|long|per|request|context|chunk|document ; token? in ; token .. prompt ;
      tok in|prompt|input ; in ; input token ; prompt token ; tokens|token|tok of? prompt|input ; input tok ;
      tok max input ; token passage|text|document ; token|tok each|apiece ;
      token per|a|each? document|doc|text|passage|chunk|input|prompt|request|query
    `,
  ],
  [
    'inputTokens',
    'count',
    'before',
    1.2,
    `
      prompt ; prompt of|is|are|about|around|up|to|typically|has|have|length|size|typical|with? ;
      input of|is|are|length|tokens|about|around? ; input token ; in ; typical prompt ; prompt token|length ;
      input up? to? ; prompts ..? ; send ; isl ; prefill ; input length|len|size|seq* is|of|about|:? ; prompt length|len|size is|of|about|:? ;
      question|query|message|instruction|article|document|passage|text|email|ticket|chunk|abstract|review|transcript of|is|are|about|around|have|has|with|some|averag*|run ..? ;
      read|reads|takes|ingest|ingests in|about? ; user|system|few prompt|message|shot ..? ; retrieved context is|of|about? ; input averag* ;
      text in
    `,
  ],
  ['inputTokens', 'count', 'after', 0.75, 'token ; tok'],
  [
    'outputTokens',
    'count',
    'after',
    1.35,
    `
      token verdict|caption|title|label|explanation|story|translation|letter|report|description|snippet|code ; token long answer|reply|summary|response ;
      token? out ; token .. answer|reply|response|output|completion|summary|generation|back|generated ;
      tok out|output ; out ; output token ; token generated|output|out|back|answer|reply|response|completion|summary ;
      new token ; generated token ; token? of? output|answer|reply|response|completion ; output tok
    `,
  ],
  [
    'outputTokens',
    'count',
    'before',
    1.35,
    `
      answer|reply|output|completion|response|summary|generation of|is|are|about|around|up|to|length|tokens|max|typically|has|with? ;
      out ; output token|length ; generate* ; generate* up? to? ; max new token* ; max_new_token ; max_token ;
      max token ; answer* ; produce ; write ; osl ; decode ; emit ; generation|completion|answer|reply|response|output|summary len|length|size|limit is|of|about|:? ;
      answer|reply|output|completion|response|summary some|about|around|~|never|rarely|max|under|averag*|run ..? ; spit out ; back ; return* ; verdict of|is|are? ;
      max_completion_token ; writes|write about|around|up|some? to?
    `,
  ],
  [
    'contextTokens',
    'count',
    'after',
    1.5,
    `
      ctx ; context ; token context|window|ctx ; context window|length ; tok ctx|context ; token window ; window ;
      token long context ; token must|have|needs fit|to ; token of context|history ; tok context|window ; context needed|required|is|max ; total context ;
      token conversation|history|thread|book|contract
    `,
  ],
  [
    'contextTokens',
    'count',
    'before',
    1.5,
    `
      context ; ctx ; context window|length|size|of|is|up|to|max|about|len? up? to? ; max model len* ; max_model_len ;
      window of? ; longest prompt|doc|document|input|one|chat|conversation|file|contract ; max context ;
      total token* ..? ; prompt and|+|&|plus answer|completion|reply|output|response ..? ..? ; max_seq_len ; max_input_length ; max_total_tokens ;
      conversation|chat|thread|session|history|dialog|transcript|doc|document|contract|book run|go|grow|get|reach|can|may ..? up? to? ; as long as ; needs|need context .. ;
      max model len ; max seq* len* ; window is|of|:? ; up to .. context ; cap at ; sequence length ..? ; seq len ; context .. up? to? ; num_ctx
    `,
  ],
];
