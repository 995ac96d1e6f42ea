import type { StatementLine } from './types.ts';

export const MODEL_STATEMENTS: readonly StatementLine[] = [
  // The models, their containers, and how requests reach them
  [
    { payloadByReference: true },
    `
      with|by|via only|just the|a|an|its? key|path|uri|url|pointer|object ; put to|in|into a|the|our? bucket|s3 .. then|and call|calls|invoke|invokes ; only|just the key|path|uri ;
      pass|passes|send|sends|give|gives|hand|hands|get|gets|post|posts|include|includes only|just? the|a|an|us|its|their|it? key|path|uri|pointer|location|reference|address ; upload* to s3 and|then|& pass|send|post|give|hand|invoke|call ;
      bucket and|+|&|,|/ key ; bucket name|path|key ; request|body|payload|json|message|event|call contain|contains|has|have|hold|holds|carry|carries|is|with only|just? the|a|an? s3? location|path|key|uri|pointer|link|address|reference ;
      path|key|uri|url|link|pointer|location|address in|inside|within the? payload|request|body|json|message|event ; model|container|code|worker|handler|script|server|service|endpoint|it|function|inside downloads|download|fetches|fetch|pulls|pull|loads|load|reads|read|gets|grabs|streams a|an|it|the|them|that object|file|rest|data|it|image|video|from|itself|s3 ;
      %link .. download*|fetch*|pull*|load*|read* ; worker|container|handler|code|script|inside pulls|pull|fetch|fetches|downloads|download it|them|itself ;
      container pull*|fetch*|download*|get*|load* .. .. itself|bucket ; on its own from ..? s3|bucket ;
      from the? bucket on its|itself ; body is just|only .. key|path|uri|link ;
      request is just|only .. key|path|uri|link|pointer ;
      %link .. container|endpoint|model fetch*|pull*|read*|load*|download* ; object key ;
      hand* over .. key|path|uri|url|address ; only .. key|path|pointer ; never goes|go through the request ;
      s3 link|uri|url|address|path|key|reference|pointer|location|ref|object ; s3 uris ; by reference ;
      pass|send|sends|passes|hand|give|gets|receive* .. s3|presigned|uri|url .. ;
      link|pointer|uri|url|key|reference to .. s3 ; presigned|signed url ; read .. from s3 itself ;
      container|model|endpoint|it|code|server download*|fetch*|pull*|read* .. from|via|in s3 ;
      only .. url|uri|key|link is|are|gets? sent|passed|in ; request carries|contains|has .. s3|uri|url|key|path ;
      fetch* .. itself .. s3 ; pull* .. itself ; s3 %thing
    `,
    { payloadByReference: false },
  ],
  [
    { modelsShareContainer: true },
    `
      one|single|1|same|common|a serving|inference|docker|sagemaker|triton|vllm|sklearn|base? container|image|runtime|framework for|serves|serve|runs|hosts all|each|everything|every|any|them|the ;
      single .. image|container ; all on the same .. image|container ; same vllm|tgi image ;
      same sklearn|xgboost|triton|pytorch|tensorflow|onnx|custom|docker|serving|inference image|container ;
      one and the same ..? image|container|framework ; one image|container|framework for all|each|everything ;
      identical image|container|framework|images|containers ; 1 image|container|framework ;
      same|one|single|shared|common|identical container|framework|image|docker|runtime|base|architecture|server ..? ;
      share* .. container|image|framework|docker|runtime ;
      all|every|they|each .. same framework|container|image|runtime|architecture ;
      all|every|they are|is|in|on|use? sklearn|xgboost|pytorch|tensorflow|lightgbm|torch|onnx|prophet|scikit|catboost ;
      same framework|image|container ; identical architecture ; triton for all ; inside|in one container ;
      one docker ; same docker ; same code ..? ; only .. weights differ ; differ only in ; same network architecture ;
      same .. architecture
    `,
    { modelsShareContainer: false },
  ],
  [
    { modelsShareContainer: false },
    `
      two|three|some|one|half|others|rest|the|third|second use|uses|run|runs|in|on|is|are tensorflow|pytorch|torch|tf|xgboost|sklearn|onnx|lightgbm|catboost|keras|r|spark .. others|rest|other|third|second|one|half|two|some .. tensorflow|pytorch|torch|tf|xgboost|sklearn|onnx|lightgbm|catboost|keras|r|spark ;
      in|across|over|of #count framework|runtime ; each|every|all in|on|with|using another|different|a? own|other framework|runtime|image|container ;
      each needs|need an? image|container of its|their own ; image|container of its|their own ;
      own image|container|framework each ; cuda versions? differ ; #count docker image|images between them ;
      different|mixed|various|separate|distinct|own framework|container|image|runtime|docker|library|stack ;
      each .. own container|image|docker|framework|runtime|dependencies ; its|their own container|image|docker ;
      framework differ|mixed|vary|varies ; framework all over the place|map ; tf and pytorch|torch ; pytorch and tf|tensorflow|xgboost|sklearn ;
      tensorflow and pytorch|xgboost|sklearn ; xgboost and pytorch|tensorflow|torch ;
      sklearn and pytorch|tensorflow|torch ; not the? same framework|container|image ;
      incompatible dependencies|libraries|frameworks ; half .. half pytorch|tensorflow|xgboost ;
      two|three|2|3|four|five framework|images
    `,
  ],
  [
    { modelsShareEndpoint: true },
    `
      one|single|same|shared|common endpoint|url ; share* .. endpoint ; behind one|a|single|the endpoint|url|address ;
      from one endpoint ; not .. endpoint per|each|for ; one url
    `,
    { modelsShareEndpoint: false },
  ],
  [
    { modelsShareEndpoint: false },
    `
      endpoint of its|their own ; separate endpoints? ; endpoint each ; own endpoint ; separate endpoint ;
      endpoint each|per|apiece model|customer|tenant|each? ; dedicated endpoint ; different endpoint
    `,
  ],
  [
    { modelsScaleIndependently: true },
    `
      each|every|all|both|they|models|them one|model|of|them? .. scale|scales|autoscale|grow|grows|autoscales by|on|alone|separately|independently|individually|apart itself|themselves|its|their? own? ; scale|scaled|scales|scaling alone|by|independently|separately|individually itself|themselves? ; scale independently|individually|separately of? ; own scaling|instances|capacity|autoscaling ;
      own autoscaling|scaling|autoscaler ; grow without dragging ; grow and shrink by|on|alone ; grow* on its own ;
      sized separately|independently ; scale* independent*|separately|individually|alone|apart ;
      scaling|autoscaling of its|their own ; scale* on|by its|their own ; scale* .. own ; independent* scal* ; own scaling|autoscaling|share ;
      own share of|in ; dedicated|reserved|guaranteed .. share|slice|accelerator|capacity|gpu of|per? ;
      separate scaling ; each .. scale* .. own|independent*|differently|separately ;
      scale* each separately|independent*|on ; separate* scal* ; different scaling ;
      one .. surge|spike|peak .. other .. idle|sleep|quiet|not ; individual scaling ;
      autoscale* .. alone|itself|independent*|separately ; autoscaled by itself ; per model scaling
    `,
    { modelsScaleIndependently: false },
  ],
  [
    { modelAdapters: true },
    `
      low rank ; shared backbone ; loras ; lora|qlora|peft ; adapter ;
      over|on one|a|same|single|shared|common base model? ; finetuned heads
    `,
    { modelAdapters: false },
  ],
  [
    { modelInvocationFrequency: 'rare' },
    `
      once in a blue moon ; asked|used|called only when ; asked .. only when ;
      each asked|called|used|hit .. a|per|every day|week|month ;
      each|typical|most|any|single|every|them|one|models|model|customer|tenant .. rarely|seldom|infrequently|barely|hardly|occasionally ;
      rarely|seldom|infrequently|hardly|barely ever? called|hit|used|invoked|touched|asked|queried|requested|needed|accessed ;
      rarely|seldom|infrequently each ; long tail ; each .. once|twice|few|couple .. day|week|month|hour ;
      typical|single|given|one|most|any .. once|twice %rhythm? ; most .. cold|idle|asleep|unused|dormant|sleep* ;
      mostly idle|cold ; some .. call* .. month|week ; called once in a ; each .. sporadic* ; sparse traffic each ;
      a few calls|requests each ; rare calls ; each .. a few ; each .. gets? .. day|week|month ; rarely
    `,
  ],
  [
    { modelInvocationFrequency: 'frequent' },
    `
      called|used|hit|busy|queried|invoked all day|time|long|the ; each|every one|model .. all day|time ;
      every .. hammered|busy|hot ; every one hammered ; all of them hammered|busy|hot|used ..? ; hammered nonstop ;
      each .. hammered ; each .. constant*|frequent*|often|continuous*|heavily|always|steadily|busy ;
      all .. busy|hot|active|time|constant* ; often|frequently|constantly|heavily called|hit|used|invoked each? ;
      every model .. busy|hot|constantly ; all of them hot|busy|active ; all hot ; each one busy ;
      most of them .. busy|hot
    `,
  ],
  [
    { containerInvocation: 'serial' },
    `
      feed|feeds %word feed|feeds ; first .. then .. then ; first .. next .. finally ; first .. then .. finally|last ; one feed|feeds|passes|hands the? next ; step 1 .. step 2 ; each step|stage|container .. next ; result|output|answer of the? first|1st .. second|2nd|next ;
      in this|that order ; always in .. order ;
      feed* the next ; each .. feed* ; back to back ; goes straight in|into|to ;
      straight in|into the next|nth|second ; request passes|pass|runs|goes|flows|visits ..? ; whole chain ;
      > read|classify|detect|rank|score ; a chain of ; in|as a? series|sequence|chain|row|pipeline ;
      model|container|step|stage|framework|network .. one after the? other|another ; call|run|invoke|chain* .. one after the? other|another ; model|container|step|stage|framework , one after the? other|another ; serial* ; chained ; model|container chain ; inference pipeline|chain ;
      go|goes|pass|passes|run|runs|flows|travels through all|both|each|every|them|the ; goes into ;
      then|followed by a|the? classifier|reranker|postprocess*|model|detector|ranker|scorer|encoder|decoder|ocr|llm|tts|predictor|regressor ;
      preprocess* .. model|xgb|predict|inference|post* .. ; pre and post|postprocess* process*? ; preprocess* container|step|image|stage ;
      output of .. is|feeds|goes|input ; feed into ; fed to|into the ; in that order ; in order ;
      feature .. then predict* ; step in a row ; step by step ; fixed order|sequence ; > %word > ;
      always in sequence ; pipeline of ; linear pipeline|chain ; sequentially ; one by one in order
    `,
  ],
  [
    { containerInvocation: 'direct' },
    `
      targetcontainerhostname ; target container hostname ; caller|client decides|decide ;
      client|caller names|name|picks|choose .. one|which|model ; chosen by the? caller|client|request ;
      never in sequence ; not chained ; in our|the client|python|application? code not ; call* direct* ;
      direct* call*|invoked|invocation|addressed ;
      caller|client|app|request|api|user|header|service pick*|choose*|chooses|select*|says|decide*|name*|specif*|tell* .. the? one|which|model|container|by|directly ;
      pick* by|which .. caller|client|name|container|model ; target* container|model ;
      route* by|to name|header|one|the ; by name ;
      invoked|called|addressed independently|individually|directly|separately|one|by one|name? ; caller says which ;
      select* by|per header|request|name ; each called separately|directly|individually
    `,
  ],
  // Precision of the weights
  [{ modelPrecisionBits: 4 }, 'int4|awq|gptq|nf4|mxfp4|nvfp4|fp4|q4|w4a16 ; q4_k_m ; 4bit ; four bit'],
  [{ modelPrecisionBits: 8 }, 'int8|fp8|q8|w8a8 ; 8bit ; eight bit'],
  [{ modelPrecisionBits: 16 }, 'fp16|bf16|float16|bfloat16 ; half precision ; 16bit'],
  [{ modelPrecisionBits: 32 }, 'fp32|float32 ; full|single precision ; 32bit'],

  // API Gateway ends an integration after 29 s unless its quota is raised.
  // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html (read 2026-11)
  [{ callerTimeoutSeconds: 29 }, 'behind|via|through .. api gateway|gw ; behind apigw', 'hint'],
  [
    { payloadByReference: false },
    `
      inline|embedded|directly in|inside the? request|body|json ; base64 ; multipart ; itself is? in|inside the? request|body|payload ; in|inside the? request|http body ; raw bytes|binary in the? body
    `,
  ],
];
