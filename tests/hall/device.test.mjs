import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { write } from '../package/stage.mjs';
import { actAs, community, give, givenBack, go, leafOf, linesOf, native, open, options, reworded, root, SAID, SAMPLE, sample, saved, scratch, settled, show, tampered, VIEWS, visit } from './hall.mjs';

/** The sample, as the package reads it. */
async function hall() {
  const { init, Hall } = await import(join(root, 'pkg/dist/node.js'));
  await init();
  return new Hall(sample);
}

test('what is saved is what was opened, and what the program says of it', options, async () => {
  const page = await visit();
  await open(page);
  assert.equal(await saved(page, /^导出记录包/), sample);
  assert.deepEqual(JSON.parse(await saved(page, /^导出报告/)), JSON.parse(native('audit', '--json', SAMPLE)));
});

test('one bit of one entry is found, located, and does not take the place of what was whole', options, async () => {
  const page = await visit();
  const whole = await open(page);
  await go(page, '#/');
  const text = tampered(2570);
  await give(page, 'luoqisi.bundle', text);
  await page.locator('.verdict.bad').waitFor();
  assert.ok((await page.locator('.verdict').textContent()).includes(SAID.zh.fails));
  assert.ok((await page.locator('.verdict').textContent()).includes(SAID.zh.entry));
  const folder = scratch();
  write(folder, { 'tampered.bundle': text });
  const report = JSON.parse(native('audit', '--json', join(folder, 'tampered.bundle')));
  assert.ok(report.findings.some(({ entry }) => entry === 2570));
  assert.deepEqual(JSON.parse(await saved(page, /^导出报告/)), report);
  assert.equal(await saved(page, /^导出记录包/), text);
  const [{ en, zh }] = report.findings.filter(({ entry }) => entry === 2570);
  const finding = page.locator('.findings li', { hasText: zh }).first();
  await finding.waitFor();
  await page.locator('header button[lang]').click();
  await page.locator('.findings li', { hasText: en }).first().getByRole('link', { name: SAID.en.entry }).click();
  await page.locator('.entry', { hasText: 'entry 2570' }).waitFor();
  assert.equal(await page.locator('.entry .bad').count(), 1);
  await go(page, '#/');
  assert.equal(await page.locator('.cards li').count(), 2);
  await go(page, `#/audit/${whole}`);
  await page.locator('.verdict.good').waitFor();
});

test('whatever an altered entry says, its record opens and the entry is shown as it is', options, async () => {
  const page = await visit();
  const keep = async (text) => {
    await go(page, '#/');
    await give(page, 'luoqisi.bundle', text);
    await page.locator('.verdict.bad').waitFor();
    return new URL(page.url()).hash.split('/')[2];
  };
  const words = { 'no JSON': () => '{"aud":"guanj', 'no payload': () => 'null', 'no text': () => Buffer.from([255, 254]), 'another choice': (said) => said.replace('"Y"', '"N"') };
  for (const [how, word] of Object.entries(words)) {
    const id = await keep(reworded(sample, 2570, word));
    await go(page, `#/record/${id}/2570`);
    assert.equal(await page.locator('.entry .bad').count(), 1, how);
    const said = how === 'no text' ? [] : [String(word('"Y"'))];
    assert.equal(await page.locator('.entry pre').count(), said.length, how);
    for (const text of said) assert.ok((await page.locator('.entry pre').innerText()).includes(text), how);
  }
  // What a charter or a notice says that does not count is not shown as if it did.
  const torn = (said) => said.slice(0, -1);
  await go(page, `#/community/${await keep(reworded(sample, 0, torn))}`);
  assert.ok((await page.locator('main').innerText()).includes(SAID.zh.void));
  assert.equal(await page.locator('.facts').count(), 0);
  assert.equal(await page.locator('#places a').count(), 4, 'such a record has its ways, too');
  const text = reworded(sample, 2343, torn);
  await keep(text);
  await go(page, `#/check/${leafOf(0)}/2343/${leafOf(2343, text)}`);
  assert.ok((await page.locator('.verdict.good .bad').innerText()).includes(SAID.zh.void));
  assert.equal(await page.locator('a[href^="#/session/"]').count(), 0);
  await go(page, '#/scan');
  await page.locator('main input[type=file]').setInputFiles({ name: 'entry.jws', mimeType: 'text/plain', buffer: Buffer.from(linesOf(text)[2343]) });
  await page.locator('main [role=alert]', { hasText: '不是这份记录的' }).waitFor();
  assert.deepEqual(page.wrong, []);
});

test('a file that is no bundle is told in the sentence of the package, and nothing is lost', options, async () => {
  for (const [language, sentence] of [['zh', '第 1 行应为 guanjia-bundle/v1'], ['en', 'line 1 should be guanjia-bundle/v1']]) {
    const page = await visit({ language });
    const id = await open(page);
    await go(page, '#/');
    await give(page, 'photo.jpg', '\uFFFD\u0000not a bundle');
    await page.locator('.trouble', { hasText: sentence }).waitFor();
    await page.locator('.trouble button').click();
    assert.equal(await page.locator('.trouble').count(), 0);
    assert.equal(await page.locator('.cards li').count(), 1);
    await give(page, 'half.bundle', sample.slice(0, sample.length / 2));
    await page.locator('.trouble').waitFor();
    await go(page, `#/audit/${id}`);
    await page.locator('.verdict.good').waitFor();
  }
});

test('a receipt that was altered does not hold, and the next one may be chosen at once', options, async () => {
  const page = await visit();
  const id = await open(page);
  await go(page, `#/mine/${id}`);
  const proof = native('proof', SAMPLE, '2570');
  const altered = proof.replace('index 2570', 'index 2571');
  assert.notEqual(altered, proof);
  await give(page, 'my.tlog-proof', altered);
  await page.locator('.trouble').waitFor();
  await page.locator('.trouble button').click();
  await give(page, 'my.tlog-proof', proof);
  await page.locator('.good.large').waitFor();
});

test('a reload in the middle shows the same page', options, async () => {
  const page = await visit({ language: 'en' });
  const id = await open(page);
  await page.locator('header button[aria-pressed]').click();
  // What was only opened or typed to be looked at is not the same page; forms have tests of their own.
  for (const name of Object.keys(VIEWS).filter((name) => VIEWS[name].act === undefined)) {
    await show(page, id, name);
    const before = (await page.locator('main').innerText()).replace(/[\d.]+ s\b/, '');
    await page.reload();
    await settled(page);
    assert.equal((await page.locator('main').innerText()).replace(/[\d.]+ s\b/, ''), before, name);
    assert.ok(await page.evaluate(() => document.documentElement.matches('.big[lang=en]')), 'the language and the size of type stay');
  }
  await go(page, `#/mine/${id}`);
  await page.locator('#handle').fill('H-01');
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('#handle').inputValue(), 'H-01', 'what was typed is still there');
  assert.deepEqual(page.wrong, []);
});

test('a page that is left before it is there does not take the place of the next one', options, async () => {
  const page = await visit();
  const id = await open(page);
  const stays = async () => {
    await settled(page);
    await page.waitForTimeout(1500);
    assert.equal(await page.locator('main h1').innerText(), SAID.zh.title);
    assert.equal(await page.locator('#places').innerText(), '');
  };
  // Whose keys are on the device is told late, and the type is made larger just before.
  await page.evaluate(() => {
    const { getAll } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.getAll = function late(...asked) {
      const request = getAll.apply(this, asked);
      if (this.name === 'keys') Object.defineProperty(request, 'onsuccess', { set: (then) => request.addEventListener('success', () => setTimeout(then, 700)) });
      return request;
    };
    document.querySelector('header button[aria-pressed]').click();
    location.hash = '#/';
  });
  await stays();
  // A record that is still being opened goes on with it while the next page is laid out, which takes long.
  await go(page, `#/audit/${id}`);
  await page.reload();
  await settled(page);
  await page.evaluate(() => {
    const { getBoundingClientRect } = Element.prototype;
    Element.prototype.getBoundingClientRect = function long() {
      for (const end = performance.now() + 30; performance.now() < end;);
      return getBoundingClientRect.call(this);
    };
  });
  await page.evaluate((record) => new Promise((left) => {
    new MutationObserver((_, seen) => {
      if (!document.querySelector('main progress')) return;
      seen.disconnect();
      location.hash = '#/';
      left();
    }).observe(document.querySelector('main'), { childList: true, subtree: true });
    location.hash = record;
  }), `#/record/${id}`);
  await stays();
});

test('a policy that was chosen and a receipt that was checked outlast a reload, until they are put away', options, async () => {
  const page = await visit();
  const id = await open(page);
  const policy = (await hall()).policy();
  await page.locator('input[type=file]').first().setInputFiles({ name: 'host.policy', mimeType: 'text/plain', buffer: Buffer.from(policy) });
  await page.getByRole('button', { name: '不用策略文件' }).waitFor();
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: '不用策略文件' }).click();
  await page.locator('.verdict.good').waitFor();
  await page.reload();
  await settled(page);
  assert.equal(await page.getByRole('button', { name: '不用策略文件' }).count(), 0);
  await page.locator('input[type=file]').first().setInputFiles({ name: 'bad.policy', mimeType: 'text/plain', buffer: Buffer.from('no policy') });
  await page.locator('.trouble').waitFor();
  await page.reload();
  await page.locator('.verdict.good').waitFor();

  await go(page, `#/mine/${id}`);
  await give(page, 'my.tlog-proof', native('proof', SAMPLE, '2570'));
  await page.locator('.good.large').waitFor();
  await page.reload();
  await page.locator('.good.large', { hasText: SAID.zh.receipt }).waitFor();
  await page.getByRole('button', { name: '收起回执' }).click();
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('.good.large').count(), 0);
  assert.deepEqual(page.wrong, []);
});

test('a newer bundle takes the place of an older one of the same record; one that was altered, or is older, does not', options, async () => {
  const whole = await hall();
  const keys = JSON.parse(readFileSync(join(root, 'www/dist/luoqisi.keys.json'), 'utf8'));
  const { Hall } = await import(join(root, 'pkg/dist/node.js'));
  const cut = new Hall();
  for (const index of Array(2600).keys()) cut.record(whole.entry(index).jws);
  const older = cut.bundle(cut.checkpoint(keys.host));
  const page = await visit();
  const records = async () => {
    await go(page, '#/');
    return page.locator('.cards li h3 + .note').allTextContents().then((all) => all.map((text) => Number(text.match(/\d+/)[0])).sort());
  };
  const keep = async (text) => {
    await go(page, '#/');
    await give(page, 'luoqisi.bundle', text);
    await page.locator('.verdict').waitFor();
    return new URL(page.url()).hash.split('/')[2];
  };
  const id = await keep(older);
  assert.deepEqual(await records(), [2600]);
  assert.equal(await keep(sample), id);
  assert.deepEqual(await records(), [5626], 'the newer one is kept, and the older one no more');
  const altered = await keep(tampered(2570));
  assert.notEqual(altered, id);
  assert.deepEqual(await records(), [5626, 5626]);
  await keep(older);
  await go(page, `#/audit/${id}`);
  await page.locator('.verdict.good', { hasText: '5626' }).waitFor();
  assert.deepEqual(page.wrong, []);
});

test('Chinese in the English page is marked as Chinese, and English is not', options, async () => {
  const page = await visit({ language: 'en' });
  const id = await open(page);
  for (const name of Object.keys(VIEWS).filter((name) => VIEWS[name].as === undefined)) {
    await show(page, id, name);
    const unmarked = await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const chinese = /\p{Script=Han}/u.test(node.data);
        const marked = node.parentElement.closest('[lang]').lang === 'zh-CN';
        if (chinese !== marked && (chinese || /[a-z]{3}/i.test(node.data)) && !node.parentElement.closest('script, noscript, textarea')) found.push(node.data);
      }
      return found;
    });
    assert.deepEqual(unmarked, [], name);
  }
});

test('an address of a record that is not here says so', options, async () => {
  const page = await visit();
  await go(page, '#/record/none');
  assert.ok((await page.getByRole('alert').textContent()).includes('不在本机'));
});

test('a page that cannot be fetched is said, and it comes when it is asked for again', options, async () => {
  const page = await visit({ serviceWorkers: 'block' });
  const id = await open(page);
  await page.route(/assets\/record-/, (request) => request.abort());
  await go(page, `#/record/${id}`);
  await page.getByRole('alert').filter({ hasText: '这一页没有取到' }).waitFor();
  await page.unroute(/assets\/record-/);
  await page.locator('.trouble button').click();
  await page.locator('#stage').waitFor();
});

test('English that cannot be fetched is said in both languages, and comes with the next visit', options, async () => {
  const page = await visit({ serviceWorkers: 'block' });
  await page.route(/assets\/en-/, (request) => request.abort());
  await page.locator('header button[lang=en]').click();
  await page.locator('#said .bad', { hasText: /英文没有取到.*English could not be fetched/ }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
  await page.unroute(/assets\/en-/);
  await page.reload();
  await page.locator('html[lang=en] h1', { hasText: SAID.en.title }).waitFor();
});

test('a form takes nothing more until the page that it leads to is there', options, async () => {
  const page = await visit();
  const id = await community(page);
  await actAs(page, id, 'H-0001');
  await go(page, `#/matters/${id}/new`);
  await page.locator('[name=words]').fill('楼下遛狗不牵绳');
  assert.equal(await givenBack(page.locator('form.sheet'), 'requestSubmit'), false);
  await go(page, `#/matters/${id}`);
  assert.equal(await page.locator('a[href^="#/matter/"]').count(), 1);
  assert.deepEqual(page.wrong, []);
});

test('what is pressed or sent twice in one go is done once', options, async () => {
  const page = await visit();
  await go(page, `#/record/${await open(page)}`);
  await page.getByRole('button', { name: /^从这一步起/ }).evaluate((button) => { button.click(); button.click(); });
  await page.waitForURL(/#\/desk\//);
  await settled(page);
  const id = new URL(page.url()).hash.split('/')[2];
  await go(page, '#/');
  assert.equal(await page.locator('.cards li').count(), 2, 'the sample and one record for practice');

  await actAs(page, id, 'H-0007');
  await go(page, `#/matters/${id}/new`);
  await page.locator('[name=words]').fill('二号楼门前的台阶松了');
  await page.locator('form.sheet').evaluate((form) => { form.requestSubmit(); form.requestSubmit(); });
  await page.waitForURL(/#\/matter\//);
  await settled(page);
  await go(page, `#/matters/${id}`);
  assert.equal(await page.locator('.cards li', { hasText: '二号楼门前的台阶松了' }).count(), 1);
  assert.deepEqual(page.wrong, []);
});

test('a record is taken off this device only when that was asked for twice', options, async () => {
  const page = await visit();
  await open(page);
  await go(page, '#/');
  const forget = page.getByRole('button', { name: '从本机删去' });
  page.once('dialog', (dialog) => dialog.dismiss());
  await forget.click();
  assert.equal(await page.locator('.cards li').count(), 1);
  page.once('dialog', (dialog) => dialog.accept());
  await forget.click();
  await page.locator('.cards li').waitFor({ state: 'detached' });
});

test('after the first visit everything works offline', options, async () => {
  const page = await visit();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((taken) => navigator.serviceWorker.addEventListener('controllerchange', taken, { once: true }));
  });
  // The sample's keys are kept once they were asked for.
  await page.evaluate(() => fetch('./luoqisi.keys.json').then((response) => response.text()));
  await page.context().setOffline(true);
  await page.reload();
  await settled(page);
  await give(page, 'luoqisi.bundle', sample);
  await page.locator('.verdict.good').waitFor();
  const id = new URL(page.url()).hash.split('/')[2];
  for (const name of Object.keys(VIEWS)) {
    await show(page, id, name);
    await page.reload();
    await settled(page);
    assert.equal(await page.locator('main > .trouble').count(), 0, name);
  }
  assert.deepEqual(page.wrong, []);
});

test('on paper there is what was found, and nothing to press', options, async () => {
  const page = await visit({ colorScheme: 'dark' });
  const id = await open(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const name of ['audit', 'record', 'entry', 'motion', 'mine']) {
    await show(page, id, name);
    const shown = await page.evaluate(() => [...document.querySelectorAll('header, footer, button, .button, select, input')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML));
    assert.deepEqual(shown, [], name);
    assert.deepEqual(await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]), ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    assert.ok(await page.locator('h1').isVisible());
  }
  await show(page, id, 'audit');
  assert.ok(await page.locator('.verdict').isVisible());
});
