import { s } from './dom';

/** A text as a QR code: black on white in every light, with words for whoever cannot see it. The package is fetched when first asked for. */
export async function qrCode(text: string, label: string): Promise<SVGElement> {
  const { encodeQR } = await import('qr');
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const dark = rows.map((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return s('svg', { class: 'qr', role: 'img', 'aria-label': label, viewBox: `0 0 ${rows.length} ${rows.length}`, 'shape-rendering': 'crispEdges' },
    s('rect', { width: rows.length, height: rows.length, fill: '#fff' }),
    s('path', { d: dark, fill: '#000' }));
}
