// What can be said of the sample by reading it: its words, its templates, its copy of the record.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { record, root } from '../stage.mjs';
import { OTHERS, sample } from './stage.mjs';
import { elements, parse } from './wxml.mjs';

const require = createRequire(import.meta.url);
const { words, say } = require(join(sample, 'words.js'));
const own = readdirSync(sample, { recursive: true }).filter((path) => !OTHERS.test(path));
const text = (path) => readFileSync(join(sample, path), 'utf8');
const pages = JSON.parse(text('app.json')).pages;

const flat = Object.entries(words).flatMap(([group, members]) => Object.entries(members).map(([name, sentence]) => [`${group}.${name}`, sentence]));

// Of a named vote it cannot be said that nobody sees what somebody voted; and the big-type button must lead back as well.
const SHORTENED = { 'ballot.receipt': '您的回执码:{code}。凭它可以核对您的票有没有被计入' };

const norms = join(process.env.GUANJIA_SHARED ?? join(root, '../shared'), 'norms/ui_text_zh.json');
test('words that the norms have are theirs', { skip: existsSync(norms) ? false : 'the norms are not here' }, () => {
  const { strings } = JSON.parse(readFileSync(norms, 'utf8'));
  const shared = flat.filter(([name]) => name in strings);
  assert.ok(shared.length >= 12, `${shared.length} shared`);
  for (const [name, sentence] of shared) assert.equal(sentence, SHORTENED[name] ?? strings[name], name);
});

test('every word is used, and no Chinese stands outside of words.js', () => {
  const sources = own.filter((path) => /\.(js|wxml)$/.test(path) && path !== 'words.js');
  const all = sources.map(text).join('\n');
  const indirect = ['venue.', 'problem.'];
  for (const [name] of flat) {
    if (indirect.some((group) => name.startsWith(group))) continue;
    assert.match(all, new RegExp(`\\b(?:t|words)\\.${name.replace('.', '\\.')}\\b`), name);
  }
  for (const path of sources.filter((path) => !/^(demo|services)/.test(path))) {
    const code = text(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*|<!--[\s\S]*?-->/g, '');
    assert.doesNotMatch(code, /[\u4e00-\u9fff]/, path);
  }
});

test('fields are filled in, and what is not a field is left alone', () => {
  assert.equal(say('{a}{b}', { a: 0 }), '0{b}');
});

test('every handler and every value of the templates is there', () => {
  const parts = Object.fromEntries(own.filter((path) => path.startsWith('parts/')).map((path) => [`/${path}`, text(path)]));
  const shared = text('services/page.js');
  for (const page of pages) {
    const template = text(`${page}.wxml`);
    const code = text(`${page}.js`) + shared;
    const used = [template, ...[...template.matchAll(/<include src="([^"]+)"/g)].map(([, path]) => parts[path])].join('\n');
    for (const node of elements(parse(used))) {
      for (const name of ['bindtap', 'bindinput']) {
        const handler = node.attributes[name];
        if (handler) assert.match(code, new RegExp(`^\\s+(?:async )?${handler}\\(`, 'm'), `${page}: ${handler}`);
      }
    }
    for (const [, expression] of used.matchAll(/\{\{(.*?)\}\}/g)) {
      for (const [, name] of expression.replace(/'[^']*'/g, '').matchAll(/(?<![.\w])([a-z]\w*)/g)) {
        if (['item', 'index', 'true', 'false', 't'].includes(name)) continue;
        assert.match(code, new RegExp(`data: \\{[^\\n]*\\b${name}:`), `${page}: ${name}`);
      }
    }
    for (const [, group, name] of used.matchAll(/\bt\.(\w+)\.(\w+)/g)) assert.ok(words[group]?.[name], `${page}: t.${group}.${name}`);
  }
});

test('its record is the one of the vectors, and its household and host are those of the README', () => {
  assert.equal(require(join(sample, 'demo/record.js')), record);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  assert.ok(readme.includes(require(join(sample, 'demo/household.js')).key.seed));
  const [, seed] = /const SEED = '([^']+)'/.exec(text('demo/host.js'));
  assert.ok(readme.includes(seed));
});

test('each file is small, and the whole far below the limit of a package', () => {
  const files = readdirSync(sample, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !OTHERS.test(entry.parentPath ?? entry.path));
  for (const entry of files) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    assert.ok(readFileSync(path, 'utf8').split('\n').length < 250, relative(sample, path));
  }
});
