// Prints the members that Google's reference documents, from the type definitions that are generated from it.
//
//   npm pack @types/google-apps-script && tar xzf types-google-apps-script-*.tgz
//   node generate.mjs google-apps-script > members.txt
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// The namespaces whose classes the emulator has. Of the others it names the members of their globals alone; classes of
// theirs share names with these.
const EMULATED = /^(Base|Cache|Content|Drive|Gmail|HTML|Lock|Mail|Properties|Script|Spreadsheet|URL_Fetch|Utilities|XML_Service)$/;

const folder = process.argv[2];
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const classes = new Map();
const bases = new Map();
for (const file of readdirSync(folder).filter((name) => /^google-apps-script\..*\.d\.ts$/.test(name)).sort()) {
  let namespace;
  let members;
  let depth = 0;
  const code = readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  const globals = new Set([...code.matchAll(/^declare var (\w+):/gm)].map(([, name]) => name));
  for (const line of code.split('\n')) {
    namespace = /^\s*namespace (\w+)/.exec(line)?.[1] ?? namespace;
    const type = /^\s*(?:export )?(?:interface|class) (\w+)/.exec(line);
    if (type && !EMULATED.test(namespace) && !globals.has(type[1])) {
      members = undefined;
    } else if (type) {
      members = classes.get(type[1]) ?? new Set();
      classes.set(type[1], members);
      bases.set(type[1], /extends ([\w., ]+)/.exec(line)?.[1].split(',').map((name) => name.split('.').pop().trim()) ?? []);
      depth = 0;
    }
    const member = depth === 1 && members && /^\s+(\w+)\??\s*[(:<]/.exec(line);
    if (member && !type) {
      members.add(member[1]);
    }
    for (const letter of line) {
      depth += letter === '{' || letter === '(' ? 1 : letter === '}' || letter === ')' ? -1 : 0;
    }
    if (depth <= 0) {
      members = undefined;
    }
  }
}
for (const [name, members] of classes) {
  for (const base of bases.get(name)) {
    classes.get(base)?.forEach((member) => members.add(member));
  }
}
console.log(`# Documented members of Apps Script's classes, from @types/google-apps-script ${version} (MIT),`);
console.log("# which is generated from Google's reference. Made by generate.mjs.");
for (const [name, members] of [...classes].filter(([, members]) => members.size > 0).sort()) {
  console.log(`${name}: ${[...members].sort().join(' ')}`);
}
