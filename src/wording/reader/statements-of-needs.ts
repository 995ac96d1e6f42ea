import type { StatementLine } from './types.ts';

export const NEED_STATEMENTS: readonly StatementLine[] = [
  // Must-haves
  [
    { requiresGpu: true },
    `
      too? slow|slower|sluggish|unusable|hopeless|painful|crawls on|with|without a? cpu|gpu ; cpu is|are|was too? slow|hopeless|unusable|not ; cpu is|are a? no go ;
      cuda ;
      #size card|gpu ; gpu|tensorrt|nvidia ;
      t4|a10|a10g|a100|h100|h200|l4|l40s|v100|b200|p4d|g4dn|g5|g6|l40|k80|a40|rtx ; vram ;
      p3|p5 instance|box|node|machine ; accelerator ; graphic card ;
      need|needs|on|only|require*|with cuda ; cuda only|required|needed|kernel|model|core|mandatory ; video card
    `,
    { requiresGpu: false },
  ],
  [
    { requiresGpu: false },
    `
      cpu it is ; back to cpu|m5|c5|c6i ; cpu only|is|would|will|ok|fine|enough|suffices|works|does|runs? ; cpu ;
      only cpu ; gpu free|less ; on cpu ; cpu bound ; no need for gpu ; cpu based ;
      not need|require ..? gpu ; nothing .. gpu ; not justify .. gpu ; without any gpu ; gpu not worth ; zero gpu
    `,
  ],
  [
    { requiresVpc: true },
    `
      no|never traffic|data|request|call over|through|via the? public|open internet ;
      attached|connected|joined|plugged|wired|linked to|into our|the|corporate|company|internal? network|vpc|subnet|lan ;
      access|connection|connectivity|line to an?|the|our|some|internal|private|on-prem|corporate database|db|warehouse|redis|rds|aurora|network ; direct connect ; vpn ;
      database|db|store|cache|service|api|system in|inside|behind|on our|the|a? private|internal|corporate|own|company? network|vpc|subnet|subnets|firewall ; behind our|the|a|corporate? firewall|vpn ; privatelink ; vpc endpoint ;
      eni|enis ; own subnet|subnets|vpc ; our|the private? subnet|subnets ; vpc ; vpc only|required|config ;
      private subnet|resource|network|database|link|endpoint|db|redis|rds|postgres|mysql|aurora|elasticache|opensearch ;
      private|internal feature|graph|document|vector|lookup? store|cache|database|db ;
      inside|within|in|behind our|own|the|corporate|company own? network|perimeter ;
      talk|talks|connect|connects|read|reads|speak|speaks to|from|with an?|our|the? ..? rds|redis|elasticache|aurora|postgres|internal ;
      talk|talks|connect|connects to an?|our|the? ..? database|db ; look* up .. internal|private|rds|redis|aurora|elasticache|postgres ;
      reach* our|the|an? internal|private|rds|database|redis|db|on-prem ; own network ; feature store in ;
      internal|on-prem database|db|postgres|mysql|redis|oracle|service ; security group ; not .. leave our|the network|perimeter ;
      no public internet|route|path|traffic ; not .. over the? public internet ; through the? vpn ; not .. public internet
    `,
    { requiresVpc: false },
  ],
  [
    { requiresNetworkIsolation: true },
    `
      have|has|get|gets|with no|zero network|internet ; no network|internet for the? container|model ;
      not|never|no .. make|open|have|allow|do any? outbound|outgoing|external|network call|connection|request|traffic|access ; without any|a network ; fully|completely|totally|strictly isolated container|sandbox ; sandboxed ; no|without any? outbound|outgoing|external call|connection|traffic|request ;
      cut off from everything|outside|the ; offline container ; no network|internet|web access|connection|connectivity ; cannot|not|never|no reach|access|touch|see|contact the|any? internet|network|outside|web ; isolated from everything|the ; internet|network|web is|must|be|has? .. blocked|off|forbidden|cut|disabled ;
      cut off from any|all|every|the network|internet ; enable network isolation ;
      egress|outbound|internet ..? is|are|must|be|stay|stays|has ..? ..? forbidden|blocked|denied|disabled|closed|prohibited|banned|off|shut ;
      egress|outbound|internet .. forbidden|blocked|denied|disabled|closed|prohibited|banned ;
      outbound .. must be|stay blocked|off|closed|denied ; egress|outbound not allowed|permitted ; deny|denies all? outbound|egress ;
      zero|no egress ; no network at|whatsoever|whatever ; ( no network ) ; no way out ; sealed|locked off|down? container|box|sandbox ; hermetic* ;
      cannot|not|never|nothing|no ..? call|talk|dial|connect out|outside|home ; no .. phone* home ; not .. phone* home ;
      isolated from the? network|internet|outside ; cannot|not|never .. .. talk to the? internet|outside ;
      disconnected from the? network|internet ; no call* out|home|outside ; without any? internet ; without any? network access|connection ;
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
      save|store|keep|write|dump the|all|every|our|these? payload|payloads|request|requests|input|inputs|prediction|predictions to|in|into|for s3|later|retraining|training|audit|review|analysis ; log everything ; traffic capture ; captured traffic ; monitor* for drift|bias ; drift|bias monitor*|detection|alert*|report ;
      every|all|each .. request|prediction|input|output|response|decision|inference|call|answer|verdict|score|traffic .. stored|logged|archived|recorded|saved|retained|captured|kept|persisted ;
      log|store|record|retain|save|archive|persist|capture every|all|each .. request|prediction|input|output|response|decision|inference|call|answer|verdict|score|traffic|payload ;
      save|store|keep|record|log #percent of .. traffic|requests|calls|predictions ; prediction log ; inference log ;
      request .. archived|stored|retained|recorded|captured for ; audit trail|log ; auditable prediction|decision ;
      auditor* .. record|copy|log|trail ; model|concept|feature|prediction drift ; data|model quality monitor* ;
      request|input|payload|prediction .. for the? audit|auditor|auditors|compliance|regulator ; drift track*|report*|dashboard|job|metric ;
      watch*|check*|look*|track* .. for|on drift ; inputs|input and|+|& outputs|output|prediction|predictions|result|results .. captured|kept|stored|saved|logged|archived|recorded ;
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
    { requiresDataCapture: false },
    `
      nothing .. logged|recorded|stored|captured|kept|retained ; not|never|no .. logged|recorded|captured|retained|persisted ;
      not|never need|have|allowed|want|may? to? store|keep|log|record|capture|retain any|the|all|every|our|customer? request|input|prediction|payload|data|traffic|anything ;
      no logging|recording|storing|retention of any|the|all|every? request|input|prediction|payload|data
    `,
  ],
  [
    { requiresMultipleVariants: true },
    `
      v1|v2|v3|v4 .. next|beside|alongside|against|vs|versus to? v1|v2|v3|v4|the ; new .. next|beside|alongside|against to? the? old|current|existing|live ;
      in shadow ; shadow first|only ; canaries ; canary ; rolling|staged rollout|release ; a|b|ab split|testing|experiment|experiments ; pit .. against ; one against the other|another ; weighted routing|traffic ; both version|versions|models ;
      blue .. green ; blue .. #percent ; #percent of .. traffic|calls|requests to ;
      several|multiple|production|different|model|endpoint|many variant ; two|2|three|3 variant ; variant a|b|weight ;
      variants required|needed|yes|true|on|behind ; variant of the? model|endpoint|ranker|recommender ;
      a/b ; ab test* ; a / b test*? ; multi|multiple variant ;
      shadow test*|traffic|variant|mode|deploy* ; shadow .. new|candidate|next|model|version ; canary ;
      #count / #count split|between|traffic|on|for ; champion challenger ; champion / challenger ; champion and challenger ;
      champion vs challenger ; challenger gets|model|variant|takes|receives ; side by side ; traffic split* ; split* traffic|the ;
      blue green ; old and the? new ..? side|test ; v1 and v2 ; v1 vs v2 ; %quantity of? traffic to|on|for the? new|v2 ;
      #percent to|on|for|into the? new|v2|challenger|candidate|canary|next|other ; new|next model|version|one|release .. #percent ;
      weight #count / #count ; gradual|progressive rollout ; experiment* between .. version|model ;
      two|both|2 version live|parallel|in|at ; compare .. version* .. live|real|production|traffic ; compare v1 ;
      compare two|both|old versions? ; old and new version|model live|at|behind|on
    `,
    { requiresMultipleVariants: false },
  ],
  [
    { requiresMultipleVariants: false },
    `
      no|without variant ; one|single|1 variant only? ; variant not needed|required|necessary ; variant no|none|off ;
      only one variant|version ; just one variant|version
    `,
  ],
  [
    { requiresMarketplaceModel: true },
    `
      aws marketplace ; marketplace model|package|algorithm|subscription|arn ; marketplace yes|true|required ;
      model|algorithm|package|bought|subscribed|purchased|licensed|ours|comes from|on|in|via|through the? aws? marketplace ;
      subscri*|bought|purchased|licensed|buy|buying .. .. marketplace ; third party .. .. marketplace
    `,
    { requiresMarketplaceModel: false },
  ],
  [
    { requiresMarketplaceModel: false },
    'not|never|nothing bought|purchased|licensed? from|on|via|a|an the? aws? marketplace ; no marketplace ; marketplace no|none',
  ],
];

export const SERVICE_STATEMENTS: readonly StatementLine[] = [
  // Idle times, streaming, outages and cost
  [
    { requiresScaleToZero: true },
    `
      pay|pays|charged|billed per use|call|request only ; pay per use ; pay as you|we go ; pay|pays|charged|billed only|just|for? for? what|when we|is|it ; only|just pay|charged|billed for? what|when|per ; scal* in|back|down|all? the? way? to zero|0|nothing|none ;
      must|should|shall|has|have|need|needs to? drop|go|fall|shrink down? to zero|0|nothing ; need to drop to zero|0|nothing ;
      drop|go|fall|shrink down? to zero|0|no instance|instances|box|boxes|node|machine|server ;
      shut|shuts|wind|winds down|back? all? the? way? to nothing|none|zero|0 ;
      disappear|vanish|stop|off|gone|away when|while|if there? no|nobody|idle|unused ;
      when|while|if nobody|idle|unused|no .. cost* nothing|zero ; must cost nothing ;
      min|minimum instance|count|capacity|replica|size count|of|=|is? 0|zero ; zero|no instance|box|node|machine while|when|overnight|outside|if|at ;
      not .. pay for? when|while|if idle|unused|nobody|nothing|not ; not .. pay for|during idle|night|downtime ; not .. pay .. .. idle ;
      not .. cost anything|money|us overnight|when|while|at|outside|if ; not .. cost a|one cent|dime|penny ;
      only pay when|while .. use*|run*|call* ; pay only when|while .. use*|run*|call* ;
      shut|turn|switch it|them|everything|all? off|down .. nobody|night|idle|unused|weekend|weekends|outside|overnight ;
      shut|turn|switch it|them|everything? off|down completely ; spin* down to nothing|zero ; nothing .. run* at|on|over night|weekend|idle ;
      nothing .. run* overnight ; no idle instance|hardware|box|machine|spend|charge|bill ; to nothing when|if|while idle|nobody ;
      idle .. cost nothing|zero ; free when|while idle ; not .. burn|waste money .. idle|nobody|night ; down to nothing when|at|overnight ;
      zero spend|bill when|while|at|overnight ; off when|while idle|unused|nobody ; cost nothing|zero when|while|at|overnight ;
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
      two|2 way audio|speech|voice|streaming|stream ; audio|speech|voice both|two way ; speech to speech ; duplex audio|voice|speech ;
      both .. at the same time audio|speech|voice ; mic|microphone stays open ; partial transcript* while|as ;
      bidirectional|bidi ..? ; bi directional ; both way|direction ; full duplex ; duplex ; two way stream* ;
      in and out at the same time ; go up while .. come down ; stream* in|up|down and .. stream* out|up|down|in|back ; stream* in and out ;
      live audio|caption|transcri*|speech|captions|translation ; simultaneous audio ;
      mic|audio|speech stream*|in while ; while the? user|caller|speaker is|still? speak*|talk* ; websocket
    `,
    { requiresStreaming: 'none' },
  ],
  [
    { requiresStreaming: 'response' },
    `
      as|while it|they is|are|gets? being? generated|written|produced|typed|created|composed|synthesised|synthesized|spoken|rendered ; typing effect|animation ; type|types|typed out|itself ; appear|appears|show|shows|display|displayed|see|arrive|arrives|come word|token|letter|line by word|token|letter|line ; partial|incremental result|results|output|answer|answers|response ; chunk by chunk ; start* typing|writing ;
      as generated ; trickle out ; word trickle ;
      stream*|streaming token|response|answer|output|reply|result|back|the|word|text|its? ;
      token|word by token|word ; token|response|answer|output|word stream* ; streaming ; streamed|stream ; sse ;
      server sent event ; as it types|type|writes ; token by token ; word by word ; typing|typewriter effect ; typewriter ;
      appear* as|while it|they|the ; see .. word|text|token as they|it ; incrementally ; piece by piece ; chunk by chunk ;
      as they|it are|is|get|gets generated|produced ; partial result|response|answer ; chunked response ;
      stream* part ; must stream|streaming
    `,
    { requiresStreaming: 'none' },
  ],
  [
    { availability: 'multi-az' },
    `
      two|three|2|3 zone or|required|please|minimum|min|at|needed|is|are ;
      uptime|availability|reliability is|are? .. critical|crucial|essential|paramount|vital|important|key|everything|mandatory ; high|highest|maximum uptime|availability|reliability ;
      four|three|five|4|3|5 nine|nines ; not|never|without|avoid|cannot .. single point ; not|never .. go|be|taken offline|down|unavailable ; always on|available ;
      zone|az die|fail|lost|dark ; zone|az goes|go away|down|dark ; stay* up|alive .. zone|az ; lose|losing an? az|zone ;
      cannot|not|never .. afford .. downtime|outage ; no outage ; zero downtime ; more than one az|zone|instance|availability ;
      at least|minimum|min 2|two instance|box|node|machine ; hot standby ; in two|three|3|2 zone ;
      survive* .. an? az ; resilient .. zone|az|outage ; zone redundan* ; must never|not be|go unavailable|down|dark ;
      fault tolerant ; spread|deployed|run* .. across .. zone|az|azs ; across az|azs ;
      separate|different data center|centre|centres|az|azs ; outlive .. zone|az ; different az|azs|zone|zones ;
      #count box|instance|node|machine minimum|min|across ; minimum #count box|instance|node|machine ;
      survive .. loss of an? az|zone|instance|data ; two azs required ; zone failure|outage ;
      multi az|zone|availability ; multiaz ; multiple|several|two|three|2|3 az|azs|availability zone? ; in|across|over multiple|several|two|three|2|3 zone ;
      %quantity az|azs|availability zone? ; highly available ; high availability|available ; ha ;
      cannot|not|never go|be|allowed|afford down|outage ; redundan* ; at least two instance ;
      at least %quantity instance ; across availability|two|three|several|multiple|2|3 zone|az|azs|availability|instance ;
      survive* .. loss|outage|failure|az|zone ; failover ; no single point ; zonal outage|failure ; no downtime ;
      mission critical
    `,
    { availability: 'single-instance' },
  ],
  [
    { availability: 'single-instance' },
    `
      lone instance|box|machine ; instance|box|machine will do ; one|single zone|az is? fine|ok|okay|enough ;
      an? outage .. is|are|would ..? ok|okay|fine|acceptable|tolerable|tolerated ; live|cope with an|some|short|brief? outage|downtime ;
      go* down .. nobody|fine|ok|okay|acceptable ; some downtime|outage is|ok|fine|acceptable|tolerable ; one|1|single az ;
      short outage are|is|ok|fine ; no need for? redundan*|ha|failover ; not .. need .. redundan*|failover|ha ;
      best effort availability ; no failover needed ; single instance ;
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
      hardly|barely|little|without any|much? money|cash|funds ; not much|a money|cash|budget ; broke ; not afford much|to|expensive ; cheap|cheapest option|solution|choice|setup|way|thing|one ; cost|costs|price|spend|bill .. minimum|minimal|low|lowest|down ; as little as|money ; not cost much|a ; low budget ; stay|keep|be cheap ; cheap is|matters|wins|first ;
      money|price|cost is|are the? only thing ; money is what counts ; price|cost is|are everything ; cost|price|money first ;
      get|bring|push|drive that|cost|bill|it|this down ; reduce|cut|slash .. cost|bill|spend ;
      every|each cent|penny|dollar|dime|buck ; cost cutting ; cheap|cheapest|cheaply ..? possible? ; as cheap|cheaply as|a|it possible|can|it? ;
      low|lowest|minimal|minimum|least|smallest cost|price|bill|spend ; minimi* .. cost|bill|spend ;
      cost|price|budget sensitive|first|conscious|optimi*|constrained|driven|aware ; budget is|very tight|small|limited|low ;
      tight|low|small|shoestring|limited|tiny budget ; save|saving money|cost ; money|cash|budget is|are tight|short|scarce ;
      cost|price|money|budget matter*|is|are ..? most|more|important|everything|king|critical|main|primary|biggest|first|top|key|number ;
      cost|price|money is|are .. main|primary|biggest|first|top|key|number ;
      main|primary|biggest|top|first concern|driver|goal|priority|criterion|factor is cost|price|money|cheap ;
      priority is|are? cost|price|cheap|lowest|cheapest|low ; cost priority|tolerance|sensitivity is? low|lowest|high ;
      rather|prefer .. cheap|cheaper than fast|quick|snappy|quicker|faster ; on a shoestring ; price matter* ; cost|price|cheap|money > latency|speed|performance ; shoestring ; frugal* ; penny pinch* ;
      keep .. cost|bill|spend low|down|minimal|small ; cost|price over|before|above|beat performance|latency|speed ;
      cheap|cost over|beat|before fast|speed|latency ; prefer cheap* ; not .. cost much ; inexpensive ; economical* ; thrifty
    `,
  ],
  [
    { costPriority: 'balanced' },
    `
      balanced ; middle ground|road ; golden mean ; neither cheap* nor fast* ; cost|price and|& quality balanced ; cost and|& speed|performance|latency .. equal* ; both matter ;
      balance of|between cost|performance|price ; balance cost ; cost and performance equally
    `,
  ],
  [
    { costPriority: 'performance' },
    `
      latency|speed|performance is|are all|what that? counts|count|matters|matter ; never mind the? bill|cost|costs|price|money ;
      rather pay|spend more|extra ; pay|spend more and|to|for be? fast|faster|speed|quick ; speed|latency|performance beats|trumps|wins|rules|matters ; need|want|prefer the? speed|fastest|performance|quickest ; cost|costs|price|money second|secondary|later|whatever ; money comes? second|later|last ;
      quality of service first ; quality first ;
      money|cost|price|budget no object|issue|concern|problem|matter|constraint ; shave .. millisecond ; fastest you have ;
      money|cost|price|budget is|do|are? not|no .. issue|object|problem|concern|matter|constraint|limit ; money|cost|price is|are secondary ;
      not the issue money ; not about money|cost ; not care .. cost|price|money ; whatever it costs|takes ;
      performance|speed first|matter*|critical|important|trumps|wins ;
      performance|speed|latency over|before|beats|trumps|above cost|price|money|everything ; latency first ;
      performance|speed is more|most|everything|king|all|critical|important|key|crucial|paramount ; latency is everything|king|paramount ;
      performance|speed > cost|price|money ; latency > cost|price|money ;
      best|maximum|max|high performance ; fastest ..? ; lowest latency|possible ; cost|price be damned ;
      cost|price|money not matter|important ; cost|price secondary ; whatever it cost ; spare no expense ; no expense spared ;
      speed over cost|price|money ; speed first ; price is no|not ; as fast as possible|it ; priority is? performance|speed|latency ;
      latency .. over cost|money|price ; latency|speed matter* more than cost|price|money ; will|happy|willing|glad|ready to? pay more|extra|for|premium ..? .. speed|latency|fast|faster|performance ;
      pay for speed|performance|latency ; pay extra|more for ; performance over cost ; cost priority is? performance
    `,
  ],
  [
    { requiresStreaming: 'none' },
    `
      answer|reply|response|result|text|output|it .. in one piece|go|chunk|block|shot|blob ; whole|complete|entire|full answer|reply|response|result|text at once|together|only|is ; all at once ; no partial|streamed|incremental ; not|never streamed
    `,
  ],
];
