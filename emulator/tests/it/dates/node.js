// Prints what this machine's V8 makes of the texts in a file, as `texts.tsv` has it.
const { readFileSync } = require('node:fs');
for (const line of readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')) {
  const [text] = line.split('\t');
  const date = new Date(JSON.parse(text));
  console.log(`${text}\t${Number.isNaN(date.getTime()) ? 'invalid' : date.toISOString()}`);
}
