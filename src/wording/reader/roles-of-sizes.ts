import { NET, SENT, WORK } from './nouns.ts';
import type { RoleTable } from './types.ts';

export const SIZE_ROLES: RoleTable = {
  'payloadSizeMB after 0.6': '%word',
  // Sizes
  'payloadSizeMB after 1.05': `
    ${SENT} ; of? ${SENT} ; ${SENT} size ;
    large|big|sized|long|mono|grayscale|raw|compressed|color|4k|hd|scanned|json|satellite|medical|audio|csv|avg|input|output|request|response ${SENT} ;
    max payload|request|input|body|file ; in ; out
  `,
  'payloadSizeMB after 0.9': `
    per|/|each|a|an|for|every each|one|a|single|every? ${WORK} ; per|/ %word ; in ; in the? body|request|response ;
    upload* ; sent ; up ; payload* ; zip ; to the? endpoint ; or so each ; csv per|each
  `,
  'payloadSizeMB before 1.1': `
    payload size|is|of|max|up|to|about|are|approx|roughly? ; ${SENT} ; ${SENT} size ;
    ${SENT} of|is|are|at|can|may|be|get|avg|average|max|up|to|about|around|under|below|weigh|come|ranging|vary|grow|reach|under|was|were|could|worst|go|sized|from|between|typically|usually|run|until|max|maximum|small|large|tiny|big|large|hit ;
    send|sends|sending ; post|posting ; odd one ; max we must|need support*|handle|cope ; must|need support* ;
    outlier|outliers are|is|of|at|up|reach? ; at worst ; occasionally|sometimes up? to? ; some|few are|reach|hit ; upload* ;
    body size|is|of? ; request|response|input|output size|body|is|of ; worst case ; return* ; in the body ; ship* us ;
    largest ..? ; biggest ..? ; weigh* ; input|output can ..? be? up? ; ${SENT} top|max|average|peak out|at? ;
    ${SENT} .. as large|big as ; as large|big as ; get|receive a|an|in|up? ; feed it|them|in ; never above|over|exceed* ;
    no request|file|input|payload .. over|above|larger|bigger|more than? ; ${SENT} : up? to? ;
    ${SENT} have|has|measure|total
  `,
  'payloadSizeMB before 1.5': 'model|it|container|endpoint only? sees|gets|receives|reads .. of',
  'sizeEach after 0.95': 'each ; apiece ; a piece',
  'sizeEach before 0.9': 'each',
  'modelSizeGB after 1.2': `
    bert|distilbert|roberta|deberta|resnet|unet|yolo|transformer|net|network|cnn|lstm|gru|gan|forest|booster|ensemble|classifier|regressor|embedder|encoder|checkpoint
  `,
  'modelSizeGB after 1.25': `
    ${NET} ; gradient|random|decision|neural booster|forest|net|network|tree ; model|models ; of? weight ; checkpoint ;
    of? vram ; of? ram ; of? memory ; model artifact|file|weight|size|each|apiece|in|on ; artifact ;
    of? gpu memory|ram|mem ; model.tar.gz ; onnx ; safetensor ; gguf ; resident ; mem ; weight ; llm ; pickle ;
    when loaded ; once loaded ; loaded ; after load* ; in memory ; in ram ; footprint ; embedding table|matrix ; params ;
    xgboost|pytorch|sklearn|tensorflow|lightgbm|bert|transformer|keras|torch|fasttext|prophet model|models|artifact ; %model
  `,
  'modelSizeGB before 1.25': `
    artefact ;    xgboost|lightgbm|sklearn|pytorch|torch|tensorflow|catboost|keras|unet|resnet|prophet ; net is|itself ; neural net ;
    joblib|pickle|pkl|onnx|safetensor|gguf|h5|pt|savedmodel ;
    model|models|artifact|checkpoint|weight size|is|are|of|about|around|itself|take|need|needs|file|files|weigh|come|with|at|small|each|tiny|use|inside|loaded|archive|has|averag*|big|under|below|roughly|only? ;
    model ; weight ; weight inside are|is? ; checkpoint ; model* size ; memory* ;
    memory of|is|need|usage|footprint|use|about|requirement|per? model? ; footprint ; vram ;
    ram use|usage|of|is|about|need? ; vram use|usage|of|is|about|need? ; gpu memory|ram ..? ; occup* ; fits in ; resident ;
    model each|apiece ; loads? into? ; need|needs|want about|around|roughly|at|least? ; model .. is|are|at|of|weigh*
  `,
  'modelSizeGB before 1.42': `
    joblib|pickle|pkl|onnx|safetensor|gguf|h5|savedmodel|checkpoint|weight|model|torchscript file|dump|artifact|export|dir|folder|itself is|of|has|weigh*|at|about|are|come? to? ;
    pickled|exported|serialized|saved|compiled|packed to|as|into? ;
    ${NET} is|are|of|has|weigh*|take*|need*|use*|occup*|about|around|~|at|: ; ${NET} come* to|in? ;
    loaded|resident it|they take*|need*|use*|occup*|eat|eats ; once|when loaded ..? ; memory peak* at? ;
    load* .. into gpu|memory|ram|vram ; weight|safetensor|checkpoint|model total*|altogether|sum to? ;
    weight|checkpoint come to ; ${NET} file|pickle|binary|artifact|artefact|export|dump of|is|has|weigh* ; artefact is|of|itself ; model file|artifact|artefact|tarball is|of|weigh*|:? ;
    params take*|need*|are ; model directory is?
  `,
  'modelSizeGB after 1.6': `
    embedding|lookup table|matrix|index ; when|once loaded|resident ; of gpu memory|ram|vram ;
    into|in gpu|the? memory|ram|vram|gpu ; of|in the? weight ; artefact ; in ram|vram|memory ;
    once it|they is|are loaded|up ; on the? gpu|card
  `,
  'containerImageSizeGB after 1.4': `
    torch|pytorch|tensorflow|cuda|conda|triton|tgi|vllm|python image ;
    container ; docker image|container ; image on ecr ; ecr image ; container image ; docker ; inference image ;
    serving image ; image with .. cuda|torch|deps|baked
  `,
  'containerImageSizeGB before 0.9': 'image ; container',
  'containerImageSizeGB before 1': 'biggest|largest',
  'containerImageSizeGB after 0.9': 'image|img',
  'containerImageSizeGB before 1.4': `
    torch|pytorch|tensorflow|cuda|conda|triton|tgi|vllm|sklearn|python|base|onnx image is|of|at|around? ; image grew|bloated|balloons|comes to ;
    container image|is|of|size|weighs|about|around|are|at? ; docker image|container|is|of|size|weighs|about? ; image size ;
    ecr image|size|is|of? ; image on|in ecr ; biggest|largest is ; docker* ..? of|is ; dockerfile ..? ;
    ecr say|says|show|shows|report|reports ; docker build ..? ..? ; image .. cuda|torch|deps .. at|about|is|of|comes? ;
    image .. built|pushed .. is|at|of|weigh* ; container .. is|weigh*|come* to? ; image is|weighs|:|size with|in|on ;
    custom image ; inference|serving|byoc image|container ; its own image ..?
  `,
  'dataset after 1.5': `
    parquet ;
    csv|avro|orc|jsonl|tsv file|files|export|dump|nightly|weekly|daily|monthly|hourly|every|per|each|of|in|total|dump? ;
    csv ; dataset ; data set ; of data ; data ; total ; in total ; altogether ; table ; export ; dump ; extract ;
    warehouse ; backlog ; archive ; lake ; nightly ; worth of ;
    of new|customer|historical|raw|log|telemetry|sensor|transaction|training? data|image|text|document|log|record|imagery|photo|audio|video|history|parquet|csv|json|rows|events ;
    corpus ; per|a|each|every night|run|day|week|month|batch|job ;
    of parquet|csv|tiffs|json|jsonl|files|images|logs|documents|video|audio|rows|pictures|photos|records|pdfs|emails ;
    %rhythm ; overnight
  `,
  'dataset before 1.5': 'partition|part|shard|chunk of',
  'dataset before 1.4': `
    dataset ; data set ; data ; export ; dump ;
    dataset|data|export|dump|table|corpus|csv|parquet|extract|backlog|total|archive|lake|batch|snapshot|delta|drop of|is|are|size|about|around|has|weighs|weekly|daily|nightly|grows|now|at|total|with|come|totalling|totaling? ;
    parquet ; csv ; nightly ; weekly ; whole ; altogether ; total* ; snapshot ; rescore|backfill ..? ; table ; %rhythm ;
    batch of ; job over|on
  `,
  'ignore before 1.4': `
    limit|quota|cap in|of|on .. .. is|of ;
    async|asynchronous|serverless|sagemaker|aws|lambda|gateway|kafka|sqs|endpoint .. max|maximum|limit|limits|allows|accepts|caps is|of|at? ;
    train* on|set|data|with|is|was? ; limit of|is ; quota of|is ; gzip* to ; compress* to ; could .. to ; shrink to|it ;
    resize* to ; disk ; ebs ; ssd ; s3 bucket ; bucket of|has|with|is ; bandwidth ; finetuned on ; limited to ;
    lambda .. limit ; instance with|has ; machine with|has ; laptop with|has? ; server with|has ; box with|has ; cache of ;
    logs of ; download* ; volume size ; max* allowed|out ; hard limit ; cap* us|them|me at ;
    cap|limit|restrict .. .. at|to ; lambda .. .. has|with|is|get|gets|have ; competitor|vendor|rival ..? ..? ;
    tried|tested|testing with|a|an|it? ..? ;
    async|serverless|sagemaker|aws|docs|asynchronous|lambda|gateway|quota|batch allow|allows|take|takes|support|supports|accept|accepts|handle|handles|cap|caps|say|says|stop|stops ..? ..? ;
    train* on ..? ; repo is|of|has ; git ..? ; redis .. of ; originally|original|originals are|is|were|was? ;
    usb|ram|memory stick|upgrade ; tier of|is|has ; phone|tablet|pc|workstation|cluster has|have|with ;
    a10g|t4|l4|a100|h100|v100|card|gpu|laptop has|with|have ; cap of|is ; node with|has
  `,
  'ignore either 1.5': 'adapter ; lora ; adapter .. of|is|are|about|around ; adapter r ..? ..?',
  'ignore after 1.6': 'is|are|get rejected|refused|blocked|dropped|skipped|discarded',
  'ignore after 1.4': `
    card ; of video memory card ;
    limit ; quota ; of? disk ; ssd ; ebs volume? ; instance ; of? training data|set ; train* set|data ; machine ; laptop ;
    server ; box ; bucket ; cap ; /s ; per second ; bandwidth ; cache ; gpu|card a100|h100|t4|l4|v100|a10|card|gpu|node ;
    storage ; tmp ; of? storage ; lambda ; for|in|to .. train* ; ) went|used|for into|in|to? train* ; according to ;
    per|a second ; of free space|ram|memory
  `,
  'ignore before 1.7': 'index of|is|: ; database of|is|: ; cache of|is|:',
  'archive before 1.5': `
    file itself? is ;
    zip is|of|file|weighs|about? ; archive is|of|weighs? ; tarball is|of? ; bundle is|of? ; package is|of ;
    artifact|file zip
  `,
  'modelSizeGB before 1.65': 'weight|safetensor|shard|checkpoint total* to?',
  'archive after 1.3': 'zip ; archive ; tarball ; bundle',
};
