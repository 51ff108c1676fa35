// Checks every procedure with bpmnlint (configuration: .bpmnlintrc); errors and warnings fail. The rule fake-join is off: a way drawn
// straight back to the task it repeats reads better than one through an empty diamond.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const processes = join(home, '../../../processes');

const models = existsSync(processes)
  ? readdirSync(processes, { recursive: true }).filter(path => path.endsWith('.bpmn')).sort().map(path => relative(home, join(processes, path)))
  : [];

if (models.length) {
  const { status } = spawnSync(process.execPath, [ 'node_modules/bpmnlint/bin/bpmnlint.js', '--max-warnings=0', ...models ], { cwd: home, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
console.log(`${models.length} procedures checked with bpmnlint${process.exitCode ? ': see above' : ''}`);
