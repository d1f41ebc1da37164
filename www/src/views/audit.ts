import { auditParallel, GuanjiaError, init, type Check, type ErrorData, type Report } from 'guanjia/parallel';

import { bundleOf } from '../act';
import { chooser, h, save } from '../dom';
import { keptOf } from '../library';
import { trouble } from '../router';
import { pick, words } from '../words';
import { elsewhere } from './home';

/** What was checked, what holds, and what does not and where. */
export async function audit(id = ''): Promise<HTMLElement> {
  const kept = await keptOf(id);
  if (!kept) return elsewhere();
  const record = { id, name: kept.name, size: kept.size, bundle: await bundleOf(id) ?? kept.bundle };
  const result = h('div', { 'aria-live': 'polite' });
  const page = h('article', {}, h('h1', {}, words().named(words().audit, record.name)), result);
  run(record, result, sessionStorage.getItem(chosen(id)) ?? undefined);
  return page;
}

/** Under what the policy that somebody chose is kept until they leave. */
const chosen = (id: string) => `policy/${id}`;

/** A record as it is audited: the file that anybody would be given. */
interface Audited {
  id: string;
  name: string;
  size: number;
  bundle: Blob;
}

async function run(record: Audited, into: HTMLElement, policy?: string): Promise<void> {
  const t = words();
  const signal = { aborted: false };
  const bar = h('progress', { max: record.size, value: 0, 'aria-label': t.audit });
  const said = h('p', {}, t.audit_running(0, record.size));
  into.replaceChildren(bar, said, h('button', { onclick: () => { signal.aborted = true; } }, t.stop));
  try {
    await init();
    const began = performance.now();
    const report = await auditParallel(record.bundle, {
      ...(policy === undefined ? {} : { policy }),
      signal,
      onProgress(done, size) {
        bar.max = size;
        bar.value = done;
        said.textContent = t.audit_running(done, size);
      },
    });
    into.replaceChildren(shown(record, report, performance.now() - began, policy !== undefined, (text) => {
      if (text === undefined) sessionStorage.removeItem(chosen(record.id));
      else sessionStorage.setItem(chosen(record.id), text);
      run(record, into, text);
    }));
  } catch (error) {
    if (!(error instanceof GuanjiaError && error.code === 'audit.cancelled')) {
      // A policy that cannot be read is not asked of the record again.
      sessionStorage.removeItem(chosen(record.id));
      return into.replaceChildren(trouble(error, () => run(record, into)));
    }
    into.replaceChildren(h('p', {}, pick(error)), h('button', { onclick: () => run(record, into, policy) }, t.again));
  }
}

function shown(record: Audited, report: Report, took: number, byPolicy: boolean, again: (policy?: string) => void): HTMLElement {
  const t = words();
  const clean = report.findings.length === 0;
  const first = report.findings.find((finding) => finding.entry !== undefined)?.entry;
  return h('div', {},
    h('section', { class: `verdict ${clean ? 'good' : 'bad'}` },
      h('p', { class: 'large' }, h('span', { 'aria-hidden': 'true' }, clean ? '✓ ' : '✗ '), clean ? t.verify_ok : t.verify_bad(report.findings.length)),
      first !== undefined && h('p', {}, t.verify_first(first)),
      h('p', { class: 'note' }, `${t.entries(report.size)} · ${t.took(took)}`)),
    h('section', {}, h('h2', {}, t.checks), h('ul', { class: 'checks' }, report.checks.map(check))),
    !clean && located(t.findings, report.findings, record.id),
    located(t.overdue, report.overdue, record.id),
    located(t.listed, report.listed, record.id),
    h('section', {},
      h('dl', {},
        report.charter !== undefined && [h('dt', {}, t.charter), h('dd', {}, h('code', {}, report.charter), h('p', { class: 'note' }, t.charter_hint))],
        h('dt', {}, t.root), h('dd', {}, h('code', {}, report.root)))),
    h('section', { class: 'row no-print' },
      h('a', { class: 'button main', href: `#/record/${record.id}` }, t.record),
      h('a', { class: 'button', href: `#/mine/${record.id}` }, t.mine),
      h('a', { class: 'button', href: `#/scan/${record.id}` }, t.scan),
      h('button', { onclick: () => save('report.json', `${JSON.stringify(report, null, 2)}\n`, 'application/json') }, t.save_json),
      h('button', { onclick: () => save('record.bundle', record.bundle) }, t.save_bundle),
      h('button', { onclick: () => window.print() }, t.print),
      chooser(t.policy, '.policy,.txt,text/plain', (file) => file.text().then(again)),
      byPolicy && h('button', { class: 'plain', onclick: () => again() }, t.policy_drop),
      h('p', { class: 'note' }, byPolicy ? t.policy_used : t.policy_hint)));
}

const MARKS = { passed: '✓', failed: '✗', skipped: '–' };

function check(check: Check): HTMLElement {
  return h('li', { class: check.outcome },
    h('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[check.outcome]),
    h('span', {}, pick(check)),
    h('strong', {}, words().outcome[check.outcome]));
}

function located(title: string, errors: ErrorData[], id: string): HTMLElement {
  const t = words();
  return h('section', {},
    h('h2', {}, title),
    errors.length === 0 && h('p', { class: 'note' }, t.none),
    h('ul', { class: 'findings' }, errors.map((error) =>
      h('li', { class: error.severity },
        error.entry !== undefined && h('a', { href: `#/record/${id}/${error.entry}` }, t.at(error.entry)),
        ' ', pick(error), ' ', h('code', {}, error.code)))));
}
