// Bundles each script of pages/ with what it imports into one file that the application serves as /assets/js/<name>.js (and <name>.css, where it imports
// styles). Does nothing when no source and no package has changed since the last time.
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(home, '..', '..', '..', 'target', 'classes', 'static', 'assets', 'js');
const sources = join(home, 'pages');

const scripts = readdirSync(sources).filter(name => name.endsWith('.js'));
const newest = Math.max(...[ join(home, 'package-lock.json'), fileURLToPath(import.meta.url),
  ...readdirSync(sources, { recursive: true }).map(name => join(sources, name)) ].map(file => statSync(file).mtimeMs));
const fresh = scripts.every(name => existsSync(join(out, name)) && statSync(join(out, name)).mtimeMs > newest);

if (!fresh) {
  mkdirSync(out, { recursive: true });
  await build({
    entryPoints: scripts.map(name => join(sources, name)),
    outdir: out,
    bundle: true,
    minify: true,
    target: 'es2020',
    legalComments: 'linked',
    loader: { '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.eot': 'dataurl', '.svg': 'dataurl' },
    logLevel: 'warning'
  });
}
