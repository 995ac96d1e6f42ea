import { describe, expect, it } from 'vitest';
import { isForeign } from '../../src/wording/text.ts';

describe('a text in another language', () => {
  it.each([
    'Wir brauchen für unser Modell eine Antwort in 300 ms, 3 MB, und das mit GPU',
    'Notre modèle tourne sur une GPU avec des images de 3 Mo pour les cliniques',
    'El modelo de fraude para los pagos con una respuesta en 300 ms',
    'Il modello è per le immagini della clinica, con una GPU che non sono sempre usate',
    'Um modelo para uma clínica, com imagens que não são grandes',
    'Het model is voor de kliniek en wij hebben een GPU van AWS',
    'Модель для сканов, 500 МБ, ответ за 15 минут',
    '扫描模型,每天两千个请求,五百兆字节',
    'نموذج الأشعة المقطعية ٥٠٠ ميغابايت خلال ١٥ دقيقة',
    'מודל סריקות עם 500 מגה לבקשה',
  ])('is recognised: %s', (text) => {
    expect(isForeign(text)).toBe(true);
  });

  it.each([
    '',
    'fraud-scoring 3 MB within 300 ms, steady, 50 rps',
    'our Müller & Söhne churn model in São Paulo, und so weiter',
    'ct-scans 500 MB 🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀',
    'los angeles traffic model, del mar county, le mans feed: 2 MB within a second for each request',
    '字',
  ])('is not seen in %s', (text) => {
    expect(isForeign(text)).toBe(false);
  });
});
