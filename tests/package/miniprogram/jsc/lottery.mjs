// Runs in the JavaScriptCore shell: `jsc lottery.mjs -- PACKAGE VECTORS OBJECTIVE`. Finds the lottery of the tables in
// VECTORS by what a browser loads of PACKAGE, and prints one line of JSON: the lottery with its problem as text, and milliseconds.
const [folder, vectors, objective] = arguments;

async function main() {
  // The shell has no UTF-8 of the web.
  Object.assign(globalThis, await import(`${folder}/js/utf8.js`));
  const { init, poolFromTables, findLottery } = await import(`${folder}/dist/lottery/index.js`);
  await init(readFile(`${folder}/dist/lottery.wasm`, 'binary'));
  const pool = poolFromTables(readFile(`${vectors}/lottery_quotas.csv`), readFile(`${vectors}/lottery_people.csv`));
  const began = preciseTime();
  const lottery = await findLottery(pool, 12, { panels: 100, objective });
  const took = Math.round((preciseTime() - began) * 1000);
  print(JSON.stringify({ lottery: JSON.stringify({ pool, seats: 12, lottery }), took }));
}

main().catch((error) => print(JSON.stringify({ error: String(error && error.message), stack: String(error && error.stack) })));
