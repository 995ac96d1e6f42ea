/** What is sent to a model, and what it works on: nouns that say whose time or size a quantity is. Add a word. */
const alternatives = (words: string): string => words.trim().split(/\s+/).join('|');

/** "40 ms per …": what one request is called. */
export const WORK = alternatives(`
  request req call image img picture photo pic page document doc file scan inference prediction pair row record
  sequence item clip video query message text frame sample job input slide volume study recording transaction
  event patient ticket email song track report invoice molecule protein run invocation one each pdf tile utterance
  book chapter conversation line batch audio minute article sentence generation completion answer simulation
  trajectory claim form statement receipt resume cv product customer user order forward graph point chunk
  transcript case artifact instance
`);

/** "3 MB …": what a request or an answer carries. */
export const SENT = alternatives(`
  payload request req body input upload file image img picture photo pic pdf document doc scan audio wav mp3 video
  clip recording json png jpeg jpg tiff tif geotiff dicom frame message text page response answer output result
  vector feature record row call attachment email selfie screenshot sample post volume slide mri ct xray mesh
  cloud netcdf hdf5 xml protobuf tensor invocation object ticket transcript contract invoice receipt form study
  utterance snippet string blob series event tile photograph fastq bam zarr sentence query prompt html stl mask
  sketch waveform spectrogram log book posting article product listing binary meg drawing track song signal packet
  reading chip
`);
