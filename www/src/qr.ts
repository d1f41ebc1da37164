import { s } from './dom';
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

/** The text of a QR code in a picture; throws in plain words where there is none. */
export async function readQr(picture: ImageBitmapSource): Promise<string> {
  const bitmap = await createImageBitmap(picture);
  try {
    return await seen(bitmap) ?? await decoded(bitmap);
  } finally {
    bitmap.close();
  }
}

/** By the browser itself, where it can. */
async function seen(picture: ImageBitmapSource): Promise<string | undefined> {
  if (!(await detects())) return undefined;
  const [code] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(picture).catch(() => []);
  return code?.rawValue;
}

/** Whether the browser recognises codes by itself. */
export async function detects(): Promise<boolean> {
  return 'BarcodeDetector' in globalThis && (await BarcodeDetector.getSupportedFormats().catch(() => [] as string[])).includes('qr_code');
}

/** By a decoder that is fetched only for this. */
async function decoded(bitmap: ImageBitmap): Promise<string> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const drawn = canvas.getContext('2d');
  drawn?.drawImage(bitmap, 0, 0);
  const pixels = drawn?.getImageData(0, 0, bitmap.width, bitmap.height);
  try {
    if (pixels) return decodeQR(pixels, { effort: Infinity, timeLimit: 3_000 });
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
