/** Nouns by what they are in a request. Add a word. */
const LISTS = {
  /** "40 ms per …": what one request is called, and what a model works on. */
  WORK: `
    request req call image img picture photo pic page document doc file scan inference prediction pair row record sequence item clip video query
    message text frame sample job input slide volume study recording transaction event patient ticket email song track report invoice molecule protein
    run invocation one each pdf tile utterance book chapter conversation line batch audio minute article sentence generation completion answer
    simulation trajectory claim form statement receipt resume cv product customer user order forward graph point chunk transcript case artifact
    instance
  `,
  /** "3 MB …": what a request or an answer carries. */
  SENT: `
    payload request req body input upload file image img picture photo pic pdf document doc scan audio wav mp3 video clip recording json png jpeg jpg
    tiff tif geotiff dicom frame message text page response answer output result vector feature record row call attachment email selfie screenshot
    sample post volume slide mri ct xray mesh cloud netcdf hdf5 xml protobuf tensor invocation object ticket transcript contract invoice receipt form
    study utterance snippet string blob series event tile photograph fastq bam zarr sentence query prompt html stl mask sketch waveform spectrogram
    log book posting article product listing binary meg drawing track song signal packet reading chip embedding resp rsp letter memo panorama
    thumbnail cad scene ecg eeg ultrasound mammogram biopsy pointcloud lidar sweep radargram blueprint floorplan spreadsheet workbook presentation
    deck brochure passport licence license cheque form questionnaire essay manuscript chapter invocation webp heic bmp svg mpeg mp4 mov flac ogg m4a
    opus nifti tensor array body datagram trace capture reply map heatmap micrograph grib polygon orthophoto orthomosaic raster granule cutout crop
    microscopy micrograph smear spectra spectrum sonogram echo angiogram xls xlsx docx pptx eml mail voicemail statement claim prescription label
    barcode footage
  `,
  /** What a model sees, as a prompt has it. */
  PICTURE: 'image picture photo pic img screenshot',
  /** What a model is by its build: "a 300 MB booster". */
  NET: `
    xgboost xgb pytorch sklearn tensorflow lightgbm lgbm catboost bert distilbert roberta deberta transformer keras torch fasttext prophet net network
    unet resnet efficientnet mobilenet yolo vit lstm gru cnn rnn gan autoencoder vae booster forest classifier detector encoder decoder embedder
    regressor ranker reranker forecaster recommender segmenter tokenizer ensemble svm mlp perceptron backbone finetune llm onnx
  `,
  /** Who waits for an answer. */
  WAITER: `
    user caller client customer people agent clerk operator driver doctor visitor player shopper guest teller analyst dispatcher radiologist reviewer
    student gate till app page dev developer nobody patient trader
  `,
  /** What is waited for. */
  ANSWER: `
    answer antwort réponse reply result response verdict score output decision feedback suggestion transcript summary report map picture prediction
    outcome quote diagnosis caption price respuesta resultado risposta recommendation estimate forecast bid match
  `,
  /** What stands between a caller and the model and does not wait for ever. */
  CALLER_SIDE: `
    api gateway gw apigw lambda proxy nginx envoy haproxy kong ingress balancer lb alb elb nlb cloudfront cdn cloudflare appsync client browser widget
    connection http socket webhook upstream frontend terminal erp crm partner caller app resolver traefik akamai phone esb sdk middleware apim istio
  `,
  /** "First …": what comes after an idle time. */
  FIRST: `
    call request user click hit one time login visitor query prediction message response caller sentence result answer page txn transaction thing load
    job image customer person press try attempt invocation access use run question upload scan inference
  `,
  /** What lasts by itself, so that its length is nobody's wait. */
  MEDIA: `
    clip audio recording video call speech segment track song footage chunk meeting episode utterance snippet podcast film interview movie
  `,
};

type Noun = keyof typeof LISTS;

const alternatives = (words: string): string => words.trim().split(/\s+/).join('|');

/** Each list as alternatives of a phrase; `FIRST` with the word that says so. */
export const NOUNS: Readonly<Record<Noun, string>> = {
  ...(Object.fromEntries(Object.entries(LISTS).map(([name, words]) => [name, alternatives(words)])) as Record<
    Noun,
    string
  >),
  FIRST: `first|initial|1st ${alternatives(LISTS.FIRST)}`,
};
