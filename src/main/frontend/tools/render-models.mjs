// Draws every procedure, decision and form of the repository as a picture, the way a person sees it in Camunda Modeler:
//   npm run render                      all of processes/ and forms/ to target/models
//   npm run render -- file.bpmn ...     only these
// The browser is Chromium from the environment variable CASEWORK_CHROMIUM or /usr/bin/chromium; nothing is loaded from outside.
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '..', 'node_modules');
const root = resolve(here, '../../../..');
const out = process.env.MODELS_OUT ? resolve(process.env.MODELS_OUT) : join(root, 'target/models');
const executablePath = process.env.CASEWORK_CHROMIUM || '/usr/bin/chromium';

const asset = path => readFileSync(join(modules, path), 'utf8');

function filesUnder(folder, ending) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder).sort().flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path, ending) : path.endsWith(ending) ? [ path ] : [];
  });
}

const args = process.argv.slice(2).map(path => resolve(process.env.INIT_CWD || process.cwd(), path));
const models = args.length ? args : [
  ...filesUnder(join(root, 'processes'), '.bpmn'),
  ...filesUnder(join(root, 'processes'), '.dmn'),
  ...filesUnder(join(root, 'forms'), '.form')
];

const pages = {
  '.bpmn': {
    styles: [ 'bpmn-js/dist/assets/bpmn-js.css', 'bpmn-js/dist/assets/diagram-js.css' ],
    scripts: [ 'bpmn-js/dist/bpmn-viewer.production.min.js' ]
  },
  '.dmn': {
    styles: [ 'dmn-js-shared.css', 'dmn-js-drd.css', 'dmn-js-decision-table.css', 'dmn-js-literal-expression.css', 'dmn-font/css/dmn.css' ]
      .map(name => 'dmn-js/dist/assets/' + name),
    scripts: [ 'dmn-js/dist/dmn-viewer.production.min.js' ]
  },
  '.form': {
    styles: [ '@bpmn-io/form-js-viewer/dist/assets/form-js.css' ],
    bundle: "export { Form } from '@bpmn-io/form-js-viewer'"
  }
};

let bundled;

async function open(browser, kind) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  await page.setContent('<!doctype html><html lang="zh-CN"><body style="margin:0;background:#fff;font-family:Arial,sans-serif"><div id="canvas"></div></body></html>');
  for (const style of pages[kind].styles) {
    await page.addStyleTag({ content: asset(style) });
  }
  for (const script of pages[kind].scripts || []) {
    await page.addScriptTag({ content: asset(script) });
  }
  if (pages[kind].bundle) {
    // form-js comes as modules only: put together here, once
    bundled ??= build({
      stdin: { contents: pages[kind].bundle, resolveDir: here },
      bundle: true, write: false, format: 'iife', globalName: 'FormViewer', minify: true, logLevel: 'error'
    });
    await page.addScriptTag({ content: (await bundled).outputFiles[0].text });
  }
  return page;
}

async function drawProcess(page, source, target) {
  const size = await page.evaluate(async xml => {
    const container = document.getElementById('canvas');
    container.style.cssText = 'width:1200px;height:800px';
    const viewer = new window.BpmnJS({ container });
    const { warnings } = await viewer.importXML(xml);
    if (warnings.length) {
      throw new Error(warnings.map(w => w.message).join('\n'));
    }
    const { inner } = viewer.get('canvas').viewbox();
    const width = Math.ceil(inner.width) + 60, height = Math.ceil(inner.height) + 60;
    container.style.cssText = `width:${width}px;height:${height}px`;
    viewer.get('canvas').resized();
    viewer.get('canvas').viewbox({ x: inner.x - 30, y: inner.y - 30, width, height });
    return { width, height };
  }, source);
  await page.setViewportSize({ width: Math.max(200, size.width), height: Math.max(120, size.height) });
  await page.screenshot({ path: target });
  return [ target ];
}

async function drawDecision(page, source, target) {
  const views = await page.evaluate(async xml => {
    const container = document.getElementById('canvas');
    container.style.cssText = 'width:1600px;height:1000px';
    window.viewer = new window.DmnJS({ container });
    const { warnings } = await window.viewer.importXML(xml);
    if (warnings.length) {
      throw new Error(warnings.map(w => w.message).join('\n'));
    }
    return window.viewer.getViews().map(view => ({ id: view.element.id, type: view.type }));
  }, source);
  const written = [];
  for (const [ index, view ] of views.entries()) {
    if (view.type === 'drd' && views.length === 2) {
      continue; // a single decision: its table says it all
    }
    const size = await page.evaluate(async i => {
      const container = document.getElementById('canvas');
      await window.viewer.open(window.viewer.getViews()[i]);
      const table = container.querySelector('.tjs-container, .dmn-decision-table-container');
      if (!table) {
        return { width: 1200, height: 700 };
      }
      container.style.cssText = 'width:1600px;height:auto';
      const box = (container.querySelector('table') || table).getBoundingClientRect();
      const height = Math.ceil(box.bottom) + 60;
      container.style.cssText = `width:1600px;height:${height}px`;
      return { width: 1600, height };
    }, index);
    await page.setViewportSize(size);
    const path = views.length === 2 ? target : target.replace(/\.png$/, `.${view.type === 'drd' ? 'drd' : view.id}.png`);
    await page.screenshot({ path });
    written.push(path);
  }
  return written;
}

async function drawForm(page, source, target) {
  await page.evaluate(async json => {
    const container = document.getElementById('canvas');
    container.style.cssText = 'width:960px;padding:20px';
    const form = new window.FormViewer.Form({ container });
    await form.importSchema(JSON.parse(json), {});
  }, source);
  await page.setViewportSize({ width: 1000, height: 400 });
  await page.screenshot({ path: target, fullPage: true });
  return [ target ];
}

const draw = { '.bpmn': drawProcess, '.dmn': drawDecision, '.form': drawForm };

const browser = await chromium.launch({ executablePath, args: [ '--no-sandbox', '--disable-gpu' ] });
let failed = 0;
try {
  for (const model of models) {
    const kind = extname(model);
    const inside = relative(root, model);
    const name = (inside.startsWith('..') ? basename(model) : inside) + '.png';
    const target = join(out, name);
    mkdirSync(dirname(target), { recursive: true });
    const page = await open(browser, kind);
    try {
      for (const path of await draw[kind](page, readFileSync(model, 'utf8'), target)) {
        console.log(relative(process.cwd(), path));
      }
    } catch (error) {
      failed++;
      console.error(`${inside}: ${error.message}`);
    } finally {
      await page.close();
    }
  }
} finally {
  await browser.close();
}
console.log(`${models.length - failed} of ${models.length} models drawn to ${out}`);
process.exitCode = failed ? 1 : 0;
