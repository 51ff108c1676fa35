// Bundles each script of pages/ with what it imports into one file that the application serves as /assets/js/<name>.js (and <name>.css, where it imports
// styles). Does nothing when no source and no package has changed since the last time. The fonts of the printed forms are copied beside their templates.
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
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

// PDF embeds a subset of them. TrueType outlines, two weights: about 21 MB, of which the jar keeps a good half.
const fonts = join(home, '..', '..', '..', 'target', 'classes', 'printing', 'fonts');
const sansSc = join(home, 'node_modules', '@expo-google-fonts', 'noto-sans-sc');
for (const [ source, name ] of [ [ '400Regular/NotoSansSC_400Regular.ttf', 'NotoSansSC-Regular.ttf' ], [ '700Bold/NotoSansSC_700Bold.ttf', 'NotoSansSC-Bold.ttf' ],
  [ 'LICENSE_FONT', 'OFL.txt' ] ]) {
  const target = join(fonts, name);
  if (!existsSync(target) || statSync(target).size !== statSync(join(sansSc, source)).size) {
    mkdirSync(fonts, { recursive: true });
    copyFileSync(join(sansSc, source), target);
  }
}
