import { h, s } from './dom';
import { both } from './words';

const qrWords = both({ none: '没有认出二维码,请把照片拍清楚、拍完整再试' }, { none: 'No QR code was recognised: try a sharper picture with all of it' });

/** From how many characters on a code is drawn with less to spare, so that its squares stay big enough for a camera. */
const LONG = 300;

/** A text as a QR code: black on white in every light, with words for whoever cannot see it. The package is fetched when first asked for. */
export async function qrCode(text: string, label: string): Promise<SVGElement> {
  const { encodeQR } = await import('qr');
  const rows = encodeQR(text, 'raw', { ecc: text.length > LONG ? 'low' : 'medium', border: 4 });
  const dark = rows.map((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return s('svg', { class: 'qr', role: 'img', 'aria-label': label, viewBox: `0 0 ${rows.length} ${rows.length}`, 'shape-rendering': 'crispEdges' },
    s('rect', { width: rows.length, height: rows.length, fill: '#fff' }),
    s('path', { d: dark, fill: '#000' }));
}

/** The text of a QR code in a picture; throws in plain words where there is none. A frame of a film gets little time, since another comes. */
export async function readQr(picture: ImageBitmapSource, frame = false): Promise<string> {
  const bitmap = await createImageBitmap(picture);
  try {
    return await seen(bitmap) ?? await decoded(bitmap, frame);
  } finally {
    bitmap.close();
  }
}

/** By the browser itself, where it can. */
async function seen(picture: ImageBitmapSource): Promise<string | undefined> {
  if (!('BarcodeDetector' in globalThis) || !(await BarcodeDetector.getSupportedFormats().catch(() => [] as string[])).includes('qr_code')) return undefined;
  const [code] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(picture).catch(() => []);
  return code?.rawValue;
}

/** No picture is looked at with more dots to a side: that is enough for the densest code, and what a phone has room for. */
const MOST = 2_048;

/** By a decoder that is fetched only for this. */
async function decoded(bitmap: ImageBitmap, frame: boolean): Promise<string> {
  const { decodeQR } = await import('qr/decode.js');
  const scale = Math.min(1, MOST / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  const drawn = h('canvas', { width, height }).getContext('2d', { willReadFrequently: true });
  drawn?.drawImage(bitmap, 0, 0, width, height);
  const pixels = drawn?.getImageData(0, 0, width, height);
  try {
    if (pixels) return decodeQR(pixels, frame ? {} : { effort: Infinity, timeLimit: 3_000 });
  } catch {
    // Said below in words of the page.
  }
  throw new Error(qrWords().none);
}

/** What browsers have of the Barcode Detection API; TypeScript does not know it. */
declare class BarcodeDetector {
  constructor(options: { formats: string[] });
  static getSupportedFormats(): Promise<string[]>;
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}
