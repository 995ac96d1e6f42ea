export { questionFor } from '../recommender/index.ts';
