// Installs what the lock file names, and only when it is not there yet: "npm ci" throws everything away each time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(home, 'node_modules', '.casework-lock');
const lock = createHash('sha256').update(readFileSync(join(home, 'package-lock.json'))).digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  const { status } = spawnSync('npm', [ 'ci', '--ignore-scripts' ], { cwd: home, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, lock);
}
