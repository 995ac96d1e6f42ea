import type { Line } from './statement-types.ts';

export const NEED_STATEMENTS: readonly Line[] = [
  // Must-haves
  [
    { requiresGpu: true },
    `
      #size card|gpu ; gpu|tensorrt|nvidia ;
      t4|a10|a10g|a100|h100|h200|l4|l40s|v100|b200|p4d|p5|p3|g4dn|g5|g6|l40|k80|a40|a40|h200|rtx ; vram ;
      accelerator|inferentia|trainium
    `,
    { requiresGpu: false },
  ],
  [
    { requiresGpu: false },
    `
      cpu it is ; back to cpu|m5|c5|c6i ; cpu only|is|would|will|ok|fine|enough|suffices|works|does|runs? ; cpu ;
      only cpu ; gpu free|less ; on cpu ; cpu bound ; no need for gpu ; cpu based
    `,
  ],
  [
    { requiresVpc: true },
    `
      eni|enis ; own subnet|subnets|vpc ; our|the private? subnet|subnets ; vpc ;
      private subnet|resource|network|database|link|endpoint|db ; inside our network ;
      talk to an? rds|redis|elasticache|aurora|postgres|database|internal ;
      reach* our|the|an? internal|private|rds|database|redis|db|on-prem ; own network ; feature store in
    `,
    { requiresVpc: false },
  ],
  [
    { requiresNetworkIsolation: true },
    `
      cut off from any|all|every|the network|internet ; enable network isolation ;
      outbound .. blocked|forbidden|off|denied ; isolation on|enabled|required|mandatory ; no egress ;
      block* outbound|egress|internet ; network isolation|isolated ; isolated network ;
      cut off from the? network|internet ; no|without internet|outbound|egress access|traffic|connectivity? ;
      no|without network access|traffic|connectivity ; must|may|cannot not? .. reach|access|call|touch .. internet ;
      air gapped|gap ; airgapped ; never|not phone* home ; no outbound|egress ..?
    `,
    { requiresNetworkIsolation: false },
  ],
  [
    { requiresDataCapture: true },
    `
      data capture config ; each|every input and|+|& prediction|output|answer .. kept|stored|logged ;
      input + prediction .. kept ;
      every|all|each request and reply|response|answer|output kept|stored|logged|saved|archived ;
      request and reply|response|answer kept|stored|logged|saved|archived|recorded ;
      input .. and .. score|output|answer .. archived|kept|stored|logged ; sagemaker own? capture ;
      archive .. every|each|all ; model monitor* ; data capture ; capture data|requests|request|inputs|all|every|the ;
      captur* .. requests|request|traffic|inputs|input ; drift detection|monitor*|alert*|alarm|check* ;
      monitor* .. drift ;
      record*|log|store|keep|save|archive .. input*|request and|+|& output|answer|response|prediction ;
      record|log|store|keep every|all|each request|prediction|input|call|inference ;
      audit trail of|with|for? ..? request|prediction|input ; captured for ; data drift ; monitoring of ; detect drift
    `,
    { requiresDataCapture: false },
  ],
  [
    { requiresMultipleVariants: true },
    `
      blue .. green ; blue .. #percent ; #percent of .. traffic|calls|requests to ; variant ;
      several|multiple|two|production|different variant ; a/b ; ab test* ; a / b test*? ;
      shadow test*|traffic|variant|mode|deploy* ; canary ; #count / #count split|between|traffic|on|for ;
      champion challenger ; champion / challenger ; side by side ; traffic split* ; split* traffic|the ; blue green ;
      old and the? new ..? side|test ; v1 and v2 ; v1 vs v2 ; %quantity of? traffic to|on|for the? new|v2 ;
      compare two versions
    `,
    { requiresMultipleVariants: false },
  ],
  [
    { requiresMarketplaceModel: true },
    `
      aws marketplace ; marketplace model|package|algorithm|listing|subscription|product ;
      model|algorithm|package|bought|subscribed from|on|in|via|to the? marketplace
    `,
    { requiresMarketplaceModel: false },
  ],
  [
    { requiresScaleToZero: true },
    `
      min capacity .. 0|zero ; nothing run* while|when nobody|idle|unused|no ; zero mean* zero ; idle cost* nothing ;
      idle must cost nothing ; zero cost idle ; must be at zero ; be at zero ; be zero outside|when|at ;
      at zero not one ; scale* down? to zero|0 ; go* to zero|0 ; to zero instance ; down to zero|0 ; zero when idle ;
      pay* nothing when|while|at|if idle|unused|nobody|night ;
      cost* nothing when|while|if|at idle|unused|nobody|nothing|night ; no cost when|while|if idle|unused ;
      not|never pay .. idle ; no idle cost ; not pay .. when|while nobody|idle|nothing|unused ; zero cost when|while ;
      nothing running when|while|at ; $0 when|while|at idle ; shut down when|if idle
    `,
    { requiresScaleToZero: false },
  ],
  [
    { requiresStreaming: 'bidirectional' },
    `
      bidirectional|bidi ..? ; bi directional ; both way|direction ; full duplex ; duplex ; two way stream* ;
      in and out at the same time ; go up while .. come down ; stream* in and out ;
      live audio|caption|transcri*|speech|captions|translation ; simultaneous audio ;
      mic|audio|speech stream*|in while ; while the? user|caller|speaker is|still? speak*|talk* ; websocket
    `,
    { requiresStreaming: 'none' },
  ],
  [
    { requiresStreaming: 'response' },
    `
      as generated ; trickle out ; word trickle ;
      stream*|streaming token|response|answer|output|reply|result|back|the|word|text|its? ;
      token|response|answer|output|word by|stream* token|word|stream*? ; streaming ; streamed|stream ; sse ;
      server sent event ; as it types|type|writes ; token by token ; word by word ; typing effect ;
      as they|it are|is|get|gets generated|produced ; partial result|response|answer ; chunked response ;
      stream* part ; must stream|streaming
    `,
    { requiresStreaming: 'none' },
  ],
  [
    { availability: 'multi-az' },
    `
      separate|different data center|centre|centres|az|azs ; outlive .. zone|az ; different az|azs|zone|zones ;
      #count box|instance|node|machine minimum|min|across ; minimum #count box|instance|node|machine ;
      survive .. loss of an? az|zone|instance|data ; two azs required ; zone failure|outage ;
      multi az|zone|availability ; multiaz ; multiple|several|two|three|2|3 az|azs|availability|zone zone? ;
      %quantity az|azs|availability zone? ; highly available ; high availability|available ; ha ;
      cannot|not|never go|be|allowed|afford down|outage ; redundan* ; at least two instance ;
      at least %quantity instance ; across|in az|zone|availability|azs|two|zones ;
      survive* .. loss|outage|failure|az|zone ; failover ; no single point ; zonal outage|failure ; no downtime ;
      mission critical
    `,
    { availability: 'single-instance' },
  ],
  [
    { availability: 'single-instance' },
    `
      lone instance|box|machine ; instance|box|machine will do ; one|single zone|az is? fine|ok|okay|enough ;
      no failover needed ; single instance ;
      one|1|a|single instance|box|machine|node is|will|would|should|suffices ..? enough|ok|fine|do|sufficient|suffice? ;
      if it dies it dies ; downtime is? ok|fine|acceptable|tolerable ; an? outage is ok|fine|acceptable ;
      no ha|redundancy|failover ; no high availability ; one|single instance|box|node only|ok|enough|fine ;
      can be down ; best effort
    `,
    { availability: 'multi-az' },
  ],
  [
    { costPriority: 'lowest-cost' },
    `
      money is the? only thing ; money is what counts ; price is everything ; cost first ;
      get|bring|push|drive that|cost|bill|costs|it|this down ; reduce|cut|slash .. cost|costs|bill|spend ;
      every cent|penny ; cost cutting ; cheap|cheapest|cheaply ..? possible? ; as cheap as ;
      low|lowest|minimal|minimum|least cost|price|bill|spend ; minimi* .. cost|bill|spend ;
      cost sensitive|first|conscious|optimi* ; budget is|very tight|small|limited ; tight budget ; save money ;
      cost matter*|is most|more|important|everything|king|critical ; on a shoestring ; price matter* ;
      keep .. cost|bill low|down ; cost over performance|latency|speed ; shoestring
    `,
  ],
  [
    { costPriority: 'balanced' },
    `
      balanced ; cost and|& speed|performance|latency .. equal* ; both matter ;
      balance of|between cost|performance|price ; balance cost ; cost and performance equally
    `,
  ],
  [
    { costPriority: 'performance' },
    `
      money no object|issue ; shave .. millisecond ; fastest you have ; money is no object|issue ;
      money is not the? issue ; not the issue money ;
      performance first|over|matter*|is|critical|before ..? cost|money|everything|king|important? ;
      best|maximum|max|high performance ; fastest ..? ; lowest latency|possible ;
      money is|not no|an|a? issue|object|problem|concern ;
      cost is|does|do not|no|secondary matter|issue|an|object|concern|a? ; whatever it costs ;
      speed over cost|matters ; speed first ; price is no|not ; as fast as possible ;
      latency .. over cost|costs|money|price ; budget is|not no|an|a? issue|problem|concern ; cost be damned ;
      performance over cost
    `,
  ],
];
