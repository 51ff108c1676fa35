// The original of a decision table, as Camunda Modeler draws it, for reading only.
import Viewer from 'dmn-js/lib/NavigatedViewer';
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';

const words = {
  'When': '当', 'And': '且', 'Then': '则', 'Annotations': '说明', 'Annotation': '说明', 'Input': '条件', 'Output': '结果', 'Hit policy:': '命中方式：', 'Hit Policy': '命中方式',
  'Unique': '只有一条符合', 'First': '第一条符合', 'Any': '任一条', 'Collect': '全部', 'Rule order': '按行的顺序', 'UNIQUE': '只有一条符合', 'FIRST': '第一条符合',
  'ANY': '任一条', 'COLLECT': '全部', 'RULE ORDER': '按行的顺序', 'string': '文字', 'boolean': '是否', 'integer': '整数', 'number': '数字', 'double': '数字', 'date': '日期'
};
const chinese = { translate: [ 'value', (text, replacements = {}) => (words[text] || text).replace(/{([^}]+)}/g, (_, key) => replacements[key] ?? '') ] };

const place = document.getElementById('dmn');

async function draw() {
  const modules = { additionalModules: [ chinese ] };
  const viewer = new Viewer({ container: place, common: modules, drd: modules, decisionTable: modules, literalExpression: modules });
  try {
    const answer = await fetch(place.dataset.file, { credentials: 'same-origin' });
    await viewer.importXML(await answer.text());
    const view = viewer.getViews().find(candidate => candidate.element.id === place.dataset.key && candidate.type !== 'drd');
    if (view) {
      await viewer.open(view);
      // A wide table is moved by the keyboard, too.
      const moved = place.querySelector('.tjs-table-container');
      if (moved) {
        moved.tabIndex = 0;
        moved.setAttribute('role', 'region');
        moved.setAttribute('aria-label', '原表');
      }
    }
  } catch (failed) {
    place.textContent = '原表无法显示，请下载文件用 Camunda Modeler 打开。';
    console.error(failed);
  }
}

// Drawn when somebody unfolds it: a table that is not shown has no width to be drawn in.
const fold = place && place.closest('details');
let drawn = false;
function drawOnce() {
  if (fold.open && !drawn) {
    drawn = true;
    draw();
  }
}
if (fold) {
  fold.addEventListener('toggle', drawOnce);
  drawOnce();
}
