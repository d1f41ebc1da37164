/** A leaf hash as eight digits, for people to read out and compare: 1234-5678. */
export function digits(leaf: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = [...atob(leaf.replaceAll('-', '+').replaceAll('_', '/'))].map((byte) => byte.charCodeAt(0));
  const number = (((a * 256 + b) * 256 + c) * 256 + d) % 100_000_000;
  const eight = String(number).padStart(8, '0');
  return `${eight.slice(0, 4)}-${eight.slice(4)}`;
}

/** The code on a receipt: where the entry stands, and eight digits of its leaf hash. */
export function receiptCode(index: number, leaf: string): string {
  return `${index}-${digits(leaf)}`;
}

/** The address that checks an entry, to be scanned from a receipt. */
export function checkLink(charter: string, index: number, leaf: string): string {
  return `${location.href.split('#', 1)[0]}#/check/${charter}/${index}/${leaf}`;
}
