import type { Line } from './statement-types.ts';

export const NEED_STATEMENTS: readonly Line[] = [
  // Must-haves
  [
    { requiresGpu: true },
    `
      cuda ;
      #size card|gpu ; gpu|tensorrt|nvidia ;
      t4|a10|a10g|a100|h100|h200|l4|l40s|v100|b200|p4d|g4dn|g5|g6|l40|k80|a40|rtx ; vram ;
      p3|p5 instance|box|node|machine ; accelerator|inferentia|inferentia2|trainium|neuron ; graphic card ;
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
      not|never need|have|allowed|want|may? to? store|keep|log|record|capture|retain any|the|all|every|our|customer? request|input|prediction|payload|data|traffic|anything ;
      no logging|recording|storing|retention of any|the|all|every? request|input|prediction|payload|data
    `,
  ],
  [
    { requiresMultipleVariants: true },
    `
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
