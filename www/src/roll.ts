import { GuanjiaError, type Amounts, type Enrol, type PublicKey } from 'guanjia/parallel';

import { rollWords } from './words/register';

/** A list of people or households as it was read from a file. */
export interface Roll {
  /** What each column is, as this page calls it, and as the file does. */
  columns: { name: string; heading: string }[];
  rows: { line: number; cells: Record<string, string> }[];
}

/** What is wrong, and where. */
export interface Problem {
  line: number;
  column: string;
  said: string;
}

/** The columns that say something by themselves; every other is a stratum under its own name. */
const COLUMNS: Record<string, string[]> = {
  handle: ['编号', '户号', '代号'],
  register: ['名册'],
  voter: ['有表决权', '表决权', '可投票'],
  households: ['户数', '户'],
  residents: ['居民数', '居民', '人口', '人数'],
  adults: ['成年人数', '成年居民', '成年人', '成年'],
  area: ['面积'],
  holdings: ['专有部分'],
  key: ['公钥'],
  building: ['楼栋', '楼号', '栋'],
  group: ['群体', '组别', '类别'],
  dog: ['养犬'],
};

/** What stands by itself in an entry; the others are strata. */
const OWN = new Set(['handle', 'register', 'voter', 'households', 'residents', 'adults', 'area', 'holdings', 'key']);
const MEASURES = ['adults', 'area', 'households', 'residents'] as const;

const YES = new Set(['', '是', '有', 'yes', 'y', 'true', '1', '√']);
const NO = new Set(['否', '无', 'no', 'n', 'false', '0', '×']);

/** The text of a file as workers have them: UTF-8 with or without a mark, UTF-16 with one, or GB 18030 as Excel in China saves it. */
export function decoded(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes.slice(0, 2));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Reads a list: the first line has the names of the columns, cells are parted by commas, semicolons or tabs. */
export function read(text: string): { roll: Roll; problems: Problem[] } {
  const t = rollWords();
  const lines = split(text.replace(/^\ufeff/, ''));
  const head = lines.shift();
  const problems: Problem[] = [];
  const columns = (head?.cells ?? []).map((heading) => ({ heading, name: nameOf(heading) }));
  columns.forEach(({ name, heading }, place) => {
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(name)) problems.push({ line: 1, column: heading || t.column(place + 1), said: t.heading });
    else if (columns.findIndex((one) => one.name === name) !== place) problems.push({ line: 1, column: heading, said: t.twice });
  });
  if (!columns.some(({ name }) => name === 'handle')) problems.push({ line: 1, column: t.template.handle, said: t.no_handle });
  const rows = lines.filter(({ cells }) => cells.some((cell) => cell !== '')).map(({ line, cells }) => {
    if (cells.length > columns.length) problems.push({ line, column: t.column(cells.length), said: t.too_many(columns.length) });
    return { line, cells: Object.fromEntries(columns.map(({ name }, place) => [name, cells[place] ?? ''])) };
  });
  return { roll: { columns, rows }, problems };
}

function nameOf(heading: string): string {
  const plain = heading.replace(/\s+/g, '').replace(/[((].*$/, '');
  return Object.entries(COLUMNS).find(([name, others]) => name === plain.toLowerCase() || others.includes(plain))?.[0] ?? plain;
}

/** The lines of a text of separated values with their numbers; quotes as in RFC 4180. */
function split(text: string): { line: number; cells: string[] }[] {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const [by = ','] = [',', ';', '\t', ','].sort((a, b) => head.split(b).length - head.split(a).length);
  const lines: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let from = 1;
  const end = () => { cells.push(cell.trim()); cell = ''; };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (quoted && sign === '"' && text[at + 1] === '"') { cell += '"'; at += 1; }
    else if (sign === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (!quoted && sign === by) end();
    else if (!quoted && sign === '\n') { end(); lines.push({ line: from, cells }); cells = []; from = line + 1; }
    else if (sign !== '\r' || quoted) cell += sign;
    if (sign === '\n') line += 1;
  }
  end();
  if (cells.length > 1 || cells[0] !== '') lines.push({ line: from, cells });
  return lines;
}

/** What a line of a list says as an entry; what cannot be said is told by its column. */
export function enrolOf({ cells }: { cells: Record<string, string> }, register: string): { enrol: Enrol; problems: Omit<Problem, 'line'>[] } {
  const t = rollWords();
  const problems: Omit<Problem, 'line'>[] = [];
  const own = cells['register'] || register;
  const amounts: Amounts = {};
  for (const measure of MEASURES) {
    const said = cells[measure] ?? '';
    const amount = said === '' ? 0 : measure === 'area' ? hundredths(said) : whole(said);
    if (amount === undefined) problems.push({ column: measure, said: measure === 'area' ? t.not_area : t.not_whole });
    else if (amount > 0) amounts[measure] = amount;
  }
  if (own === 'households' && !('households' in cells)) amounts.households = 1;
  const votes = (cells['voter'] ?? '').toLowerCase();
  if (!YES.has(votes) && !NO.has(votes)) problems.push({ column: 'voter', said: t.not_yes_no });
  const holdings = (cells['holdings'] ?? '').split(/[\s;;,,]+/).filter(Boolean).map((part) => {
    const [unit = '', area = ''] = part.split(/[::=]/);
    return { unit, area: hundredths(area) ?? 0 };
  });
  if (holdings.some(({ area }) => area === 0)) problems.push({ column: 'holdings', said: t.not_holdings });
  const strata = Object.fromEntries(Object.entries(cells).filter(([name, value]) => !OWN.has(name) && value !== ''));
  const key = cells['key'] ?? '';
  if (key !== '' && !/^[A-Za-z0-9_-]{43}$/.test(key)) problems.push({ column: 'key', said: t.not_key });
  const enrol: Enrol = {
    ...(key === '' ? {} : { cnf: { jwk: { crv: 'Ed25519', kty: 'OKP', x: key } as PublicKey } }),
    register: own,
    unit: {
      handle: cells['handle'] ?? '',
      ...(Object.keys(amounts).length > 0 ? { amounts } : {}),
      ...(holdings.length > 0 ? { holdings } : {}),
      ...(Object.keys(strata).length > 0 ? { strata } : {}),
      voter: YES.has(votes),
    },
  };
  return { enrol, problems };
}

const whole = (said: string): number | undefined => (/^\d{1,9}$/.test(said) ? Number(said) : undefined);

/** Square metres with up to two places as units of 0.01 m². */
function hundredths(said: string): number | undefined {
  const [, metres = '', places = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(said) ?? [];
  return metres === '' ? undefined : Number(metres) * 100 + Number(places.padEnd(2, '0'));
}

/** The column that a refusal is about: the one that has what it names, and otherwise the handle. */
export function columnOf(error: unknown, cells: Record<string, string>): string {
  const named = error instanceof GuanjiaError ? Object.entries(error.fields) : [];
  const reason = named.find(([name]) => name === 'reason')?.[1] ?? '';
  const inside = Object.keys(cells).find((name) => name !== 'handle' && new RegExp(`\\b${name}\\b`).test(reason));
  const having = Object.entries(cells).find(([name, value]) => name !== 'handle' && value !== '' && named.some(([, said]) => said === value));
  return inside ?? having?.[0] ?? 'handle';
}

/** A list to begin with. */
export function template(): string {
  const { handle, voter, building, residents, adults } = rollWords().template;
  return `\ufeff${[handle, building, residents, adults, voter].join(',')}\r\nH-0001,B01,3,2,${rollWords().template.yes}\r\nH-0002,B01,1,1,${rollWords().template.yes}\r\n`;
}
