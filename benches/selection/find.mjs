// One instance by the npm package in Node: prints on how many of how many panels the least likely person sits. Called by run.py.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [scripts, folder, seats, panels] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(scripts, name)).href);
const [{ init, checkLottery }, finder] = [await load('node.js'), await load('lottery/node.js')];
const { poolFromTables, findLottery } = finder;
await Promise.all([init(), finder.init()]);
const table = (name) => readFileSync(join(folder, name), 'utf8');
const pool = poolFromTables(table('categories.csv'), table('respondents.csv'));
for (const person of pool.people) delete person.household;
const lottery = await findLottery(pool, Number(seats), { panels: Number(panels) });
const { least, best } = checkLottery(pool, Number(seats), lottery);
console.log(JSON.stringify({ least, best, panels: lottery.panels.length }));
